import { handleKey } from '../../domain/handle.ts';
import { derivedId, isId } from '../../domain/id.ts';
import { isOpenCall } from '../../domain/open-call.ts';
import type { Id } from '../../domain/schema/common.ts';
import { Application, type ApplicationInput } from '../../domain/schema/programme/applications.ts';
import { dayOf } from '../../domain/time/week.ts';
import type { BrandStores } from '../stores.ts';
import type { BrandRecords } from '../table/records-store.ts';

export const applicationsOf = (records: BrandRecords) => records.collection('APPLICATION', Application);

type CallStores = Pick<BrandStores, 'calls' | 'getBrand'>;

/** Why a call can't be answered: another brand's is as unknown as one that nobody made. */
export type CallProblem = 'call-unknown' | 'call-closed';

/** Whether a call of the brand takes answers at a time; `undefined`: it does. */
export async function callProblem(
  { calls, getBrand }: CallStores,
  callId: string,
  at: string,
): Promise<CallProblem | undefined> {
  if (!isId('cll', callId)) return 'call-unknown';
  const [call, { timeZone }] = await Promise.all([calls.find(callId), getBrand()]);
  if (!call) return 'call-unknown';
  return isOpenCall(call, dayOf(Date.parse(at), timeZone)) ? undefined : 'call-closed';
}

/**
 * Volunteering: the application is kept, then told to webhooks; sent twice, it is one and told once. Where it answers
 * a call, the call must be open.
 */
export async function submitApplication(
  stores: Pick<BrandStores, 'records' | 'emitEvent'> & CallStores,
  input: ApplicationInput,
  at: string,
): Promise<Application | CallProblem> {
  const problem = input.callId && (await callProblem(stores, input.callId, at));
  if (problem) return problem;
  const application = await keepApplication(stores.records, input, at);
  const { id, handle, platform, followers } = application;
  await stores.emitEvent({
    type: 'application.received',
    subjectId: id,
    data: { applicationId: id, handle, platform, ...(followers === undefined ? {} : { followers }) },
    at: application.createdAt,
  });
  return application;
}

/** One open application per platform and handle, however often the form is sent. */
async function keepApplication(
  records: BrandRecords,
  { formToken: _token, ...answers }: ApplicationInput,
  at: string,
): Promise<Application> {
  const applications = applicationsOf(records);
  for (let round = 0; ; round++) {
    const id = derivedId(
      'app',
      records.brandId,
      answers.platform,
      handleKey(answers.handle),
      String(round),
    ) as Id<'app'>;
    const application: Application = { id, ...answers, state: 'open', createdAt: at, updatedAt: at };
    const outcome = await applications.create(application);
    if (outcome.kind === 'created') return application;
    if (outcome.existing.state === 'open' || round >= 20) return outcome.existing;
  }
}
