import type { NewEvent } from '../../shared/data/access/webhooks-store.ts';
import type { BrandStores } from '../../shared/data/stores.ts';
import type { RouteShape } from '../../shared/domain/schema/route.ts';
import { ANNOUNCED, type EventType } from '../../shared/domain/vocabulary.ts';
import type { Handler } from './http/call.ts';
import { Refusal } from './http/refusal.ts';

/**
 * Around every write to the catalog: tells the brand's webhooks of what was made or changed, as the answer shows it. The
 * one place where writes announce themselves: orders and clicks, which are no catalog, have events of their own.
 */
export function announcing<R extends RouteShape>(shape: R, handler: Handler<R>): Handler<R> {
  if (!shape.changesCatalogue) return handler;
  return async (call) => {
    const answer = await handler(call);
    const { stores, at } = call as { stores?: BrandStores; at: string };
    if (stores && !(answer instanceof Refusal)) await announce(thingsIn(answer as Answered), stores, at);
    return answer;
  };
}

type Thing = { id: string; updatedAt?: string };
type Written = { thing: Thing; isNew: boolean };
/** An erasure answers nothing (204). */
type Answered = { status: number; body?: Thing | { results: Result[] } | null };
type Result = { outcome: string } & Record<string, unknown>;

/** Telling it twice sends it once: a thing is made once, and each of its later states is told once. */
export async function announce(written: readonly Written[], stores: BrandStores, at: string): Promise<void> {
  const events = written.flatMap((one) => eventOf(one, at));
  if (events.length === 0 || !(await stores.wantsAny(events.map(({ type }) => type)))) return;
  for (const event of events) await stores.emitEvent(event);
}

function eventOf({ thing, isNew }: Written, at: string): NewEvent[] {
  const subject = ANNOUNCED[thing.id.slice(0, 3) as keyof typeof ANNOUNCED];
  if (subject === undefined) return [];
  const type: EventType = isNew ? `${subject}.created` : `${subject}.updated`;
  return [{ type, subjectId: isNew ? thing.id : JSON.stringify(thing), data: thing, at }];
}

function thingsIn({ status, body }: Answered): Written[] {
  if (!body) return [];
  if ('results' in body) return body.results.flatMap(writtenBy);
  return isThing(body) ? [{ thing: body, isNew: status === 201 }] : [];
}

/** One item of a bulk: what is repeated was written before. */
const writtenBy = (result: Result): Written[] =>
  result.outcome === 'stored' || result.outcome === 'changed'
    ? Object.values(result)
        .filter(isThing)
        .map((thing) => ({ thing, isNew: result.outcome === 'stored' }))
    : [];

const isThing = (value: unknown): value is Thing =>
  typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string';
