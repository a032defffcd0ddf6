import { refusalAt } from '../../../../shared/domain/refusal.ts';
import { type BulkResult, ConversionInput } from '../../../../shared/domain/schema/orders/conversions.ts';
import { refuseLarge, type Taken } from '../../../../shared/orders/take-order.ts';
import { accept } from '../../http/read-body.ts';
import { problemOf, Refusal } from '../../http/refusal.ts';

/** Each order for itself: one that is refused costs no other. */
export async function takeEach(
  sent: readonly unknown[],
  take: (order: ConversionInput) => Promise<Taken>,
  publicUrl: string,
) {
  const results: BulkResult[] = [];
  for (const one of sent) results.push(await resultOf(one, take, publicUrl));
  const body = answerOf(results);
  return body.data.length === sent.length ? { status: 201 as const, body } : { status: 207 as const, body };
}

/** All orders or none: the first refusals are answered for all, each field by its place in the list. */
export async function takeAll(
  sent: readonly unknown[],
  take: (orders: readonly ConversionInput[]) => Promise<Taken[]>,
) {
  const orders: ConversionInput[] = [];
  const errors: { path: string; message: string }[] = [];
  for (const [index, one] of sent.entries()) {
    try {
      orders.push(read(one));
    } catch (failure) {
      errors.push(...errorsOf(failure, index));
    }
  }
  if (errors.length > 0) throw new Refusal(422, 'invalid', 'Some of these are not acceptable.', { errors });
  const taken = await take(orders);
  return { status: 201 as const, body: answerOf(taken.map(stored)) };
}

function read(one: unknown): ConversionInput {
  refuseLarge(one);
  return accept(ConversionInput, one);
}

async function resultOf(
  one: unknown,
  take: (order: ConversionInput) => Promise<Taken>,
  publicUrl: string,
): Promise<BulkResult> {
  try {
    return stored(await take(read(one)));
  } catch (failure) {
    if (!(failure instanceof Refusal)) throw failure;
    const problem = problemOf(failure, publicUrl);
    return { status: failure.status, ...nameOf(one), problem };
  }
}

const stored = ({ status, body }: Taken): BulkResult => ({
  status,
  externalId: body.externalId,
  conversion: body,
});

const answerOf = (results: BulkResult[]) => ({
  data: results.flatMap(({ conversion }) => (conversion ? [conversion] : [])),
  results,
});

/** So that whoever sent it finds it again. */
function nameOf(one: unknown): { externalId?: string } {
  const name = typeof one === 'object' && one !== null && 'externalId' in one ? one.externalId : undefined;
  return typeof name === 'string' ? { externalId: name.slice(0, 200) } : {};
}

function errorsOf(failure: unknown, index: number): { path: string; message: string }[] {
  if (!(failure instanceof Refusal)) throw failure;
  return refusalAt(failure, 'conversions', index).errors ?? [];
}
