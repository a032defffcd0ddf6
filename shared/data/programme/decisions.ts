import * as z from 'zod';
import { derivedId } from '../../domain/id.ts';
import { type Id, maybe } from '../../domain/schema/common.ts';
import type { Application, DecisionInput } from '../../domain/schema/programme/applications.ts';
import { Creator } from '../../domain/schema/programme/creators.ts';
import { MINUTE_MS } from '../../domain/time/units.ts';
import type { BrandRecords } from '../table/records-store.ts';
import { applicationsOf } from './applications-store.ts';
import { handlesOf } from './handles-store.ts';

/** "This application may be accepted without its creator." Named after it; written first, removed last. */
const Todo = z.object({ id: z.string(), startedAt: z.number(), archivedAt: maybe(z.string()) });
/** Younger todos belong to a request that is still at work. */
const FORGOTTEN_MS = MINUTE_MS;

const todosOf = (records: BrandRecords) => records.collection('ACCEPTTODO', Todo);

/**
 * Accepts or declines, once. The decision is the one point where two callers meet; the creator follows under an id
 * derived from the application, so that the same decision sent again, or `tidyAccepted`, completes what was left half
 * done. Who is a creator already stays that one. Throws RecordMissing.
 */
export async function decide(
  records: BrandRecords,
  applicationId: string,
  { decision, reason }: DecisionInput,
  at: string,
): Promise<Application | 'decided-otherwise'> {
  const applications = applicationsOf(records);
  const state = decision === 'accept' ? ('accepted' as const) : ('declined' as const);
  // An application that isn't there, or isn't this brand's, leaves no todo behind.
  const open = await applications.get(applicationId);
  const own = creatorIdOf(records, applicationId);
  const standing = await handlesOf(records).findOther(open, own, Date.parse(at));
  const creatorId = (standing ? await creatorsOf(records).find(standing) : undefined)?.id ?? own;
  if (state === 'accepted') await todosOf(records).create({ id: applicationId, startedAt: Date.parse(at) });
  const decided = await applications.update(applicationId, (application) =>
    application.state === 'open'
      ? {
          ...application,
          state,
          ...(reason ? { reason } : {}),
          ...(state === 'accepted' ? { creatorId } : {}),
          decidedAt: at,
          updatedAt: at,
        }
      : application,
  );
  const done = state === 'accepted' ? await carryOut(records, decided, at) : decided;
  return done.state === state ? done : 'decided-otherwise';
}

/** Makes the creators of those who were accepted by a process that died before it made them. How many todos it ended. */
export async function tidyAccepted(records: BrandRecords, now: number): Promise<number> {
  let ended = 0;
  for await (const { id, startedAt } of todosOf(records).all()) {
    if (startedAt > now - FORGOTTEN_MS) continue;
    const application = await applicationsOf(records).find(id);
    if (application) await carryOut(records, application, new Date(now).toISOString());
    else await todosOf(records).erase(id);
    ended++;
  }
  return ended;
}

async function carryOut(records: BrandRecords, application: Application, at: string): Promise<Application> {
  const { id, state } = application;
  const done =
    state === 'accepted' && isMadeBy(records, application)
      ? await makeCreator(records, application, at)
      : application;
  await todosOf(records).erase(id);
  return done;
}

/** Where two volunteers of one name are accepted at once, the second is the first's creator. */
async function makeCreator(
  records: BrandRecords,
  application: Application,
  at: string,
): Promise<Application> {
  const creator = creatorOf(application, creatorIdOf(records, application.id), at);
  const isMade = (await creatorsOf(records).find(creator.id)) !== undefined;
  const other = isMade ? undefined : await handlesOf(records).claim(creator, creator.id, Date.parse(at));
  const standing = other && (await creatorsOf(records).find(other));
  if (standing)
    return applicationsOf(records).update(application.id, (decided) => ({
      ...decided,
      creatorId: standing.id,
    }));
  await creatorsOf(records).create(creator);
  return application;
}

const creatorsOf = (records: BrandRecords) => records.collection('CREATOR', Creator);

/** Did accepting it make its creator? Else she was one before. */
export const isMadeBy = (records: BrandRecords, { id, creatorId }: Application): boolean =>
  creatorId === creatorIdOf(records, id);

const creatorIdOf = ({ brandId }: BrandRecords, applicationId: string): Id<'crt'> =>
  derivedId('crt', brandId, 'application', applicationId) as Id<'crt'>;

const creatorOf = (
  { handle, platform, displayName, followers, email, city, metadata }: Application,
  id: Id<'crt'>,
  at: string,
): Creator => ({
  id,
  handle,
  platform,
  ...(displayName ? { displayName } : {}),
  ...(followers === undefined ? {} : { followers }),
  ...(email ? { email } : {}),
  ...(city ? { city } : {}),
  ...(metadata ? { metadata } : {}),
  source: 'volunteered',
  couponCodes: [],
  createdAt: at,
  updatedAt: at,
});
