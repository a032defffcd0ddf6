import type { CountStore, DirtyPeriod } from '../../shared/data/counts/count-store.ts';
import { OF_HOURS, WHOLE_HOURS } from '../../shared/data/counts/marks.ts';
import { type DirtyKind, hourOf, readPiecePeriod, startOfHour } from '../../shared/data/table/keys.ts';
import { HOUR_MS, MINUTE_MS } from '../../shared/domain/time/units.ts';
import type { SealDeps } from './deps.ts';

/** An hour is sealed this long after it ended: by then every deadline and retry of its clicks is over. */
export const GRACE_MS = 5 * MINUTE_MS;
/** At the first run nothing older than this is looked at: late facts announce their own hours. */
const FIRST_LOOK_BACK_MS = 2 * HOUR_MS;
/** Instances of a former release that run on after a deployment are over by then. */
const FORMER_RELEASE_MS = 24 * HOUR_MS;

/**
 * Marks every hour that is over `unsealed` for each brand that has clicks in it; how many hours. From then on each
 * brand's hour is work of its own, and a mark that stands is work that isn't done. Cut short, it begins with the same
 * hour again: marked twice is sealed twice, and the same.
 *
 * That reading has begun is said before the brands are listed: whoever stores a click later marks its hour.
 */
export async function planHours(
  deps: Pick<SealDeps, 'clicks' | 'counts' | 'now' | 'newToken'>,
): Promise<number> {
  const { clicks, counts, newToken, now } = deps;
  await counts.sayFormerIndexEnd(hourOf(now() + FORMER_RELEASE_MS));
  const hours = await hoursDue(deps);
  for (const hour of hours) {
    await counts.advanceSealBegun(hour);
    const brands = await clicks.listBrandsOfHour(hour);
    const token = newToken();
    await counts.markAll([...brands].map((brandId) => ({ kind: 'unsealed', brandId, period: hour, token })));
    await counts.advanceSealedThrough(hour);
  }
  return hours.length;
}

/** Of a first run that died before it had planned an hour, it is known where it began: the next begins there too. */
async function hoursDue({ counts, now }: Pick<SealDeps, 'counts' | 'now'>): Promise<string[]> {
  const through = await counts.findSealedThrough();
  const first = through === undefined ? await counts.findSealBegun() : hourAfter(through);
  const last = hourOf(now() - GRACE_MS - HOUR_MS);
  const due: string[] = [];
  for (let hour = first ?? hourOf(now() - FIRST_LOOK_BACK_MS); hour <= last; hour = hourAfter(hour))
    due.push(hour);
  return due;
}

const hourAfter = (hour: string): string => hourOf(startOfHour(hour) + HOUR_MS);

/**
 * What the sealer does of all that may be marked. What folds goes before what it gives work to: in this order one run
 * gets through to the days.
 */
export const SEALED_IN_ORDER = [
  'refold',
  ...OF_HOURS,
  'day',
  'file',
  'orders',
] as const satisfies DirtyKind[];
const SEALED_KINDS: ReadonlySet<DirtyKind> = new Set(SEALED_IN_ORDER);
const WHOLE: ReadonlySet<DirtyKind> = new Set(WHOLE_HOURS);

/** The marks that can be worked off now: no day before its last hour is over, no hour whose pieces are being counted. */
export async function listWork(
  counts: Pick<CountStore, 'listDirty' | 'findSealedThrough'>,
): Promise<DirtyPeriod[]> {
  const marked = (await counts.listDirty()).filter(({ kind }) => SEALED_KINDS.has(kind));
  const through = (await counts.findSealedThrough()) ?? '';
  const inPieces = new Set(marked.filter(({ kind }) => kind === 'piece').map(hourOfPiece));
  return marked.filter(
    ({ kind, brandId, period, afterHour }) =>
      (afterHour === undefined || afterHour <= through) &&
      !(WHOLE.has(kind) && inPieces.has(`${brandId}|${period}`)),
  );
}

const hourOfPiece = ({ brandId, period }: DirtyPeriod): string =>
  `${brandId}|${readPiecePeriod(period).hour}`;

/** How long the longest waiting hour that isn't sealed has been due, in ms; 0 where all are. */
export async function overdueOf(deps: Pick<SealDeps, 'counts' | 'now'>): Promise<number> {
  const unsealed = (await deps.counts.listDirty('unsealed')).map(({ period }) => period);
  const first = [...unsealed, ...(await hoursDue(deps))].sort()[0];
  return first === undefined ? 0 : deps.now() - (startOfHour(first) + HOUR_MS + GRACE_MS);
}
