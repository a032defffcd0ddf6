import { DAY_MS } from '../../shared/domain/time/units.ts';

export type CanaryDeps = {
  /** Opens the canary link without following it. */
  open: () => Promise<{ status: number; location: string }>;
  /** The minutes of a UTC day (`YYYY-MM-DD`) in which a click of the canary link was counted, each once, in order. */
  countedMinutes: (day: string) => Promise<string[]>;
  /** Epoch ms. */
  now: () => number;
};

/** `answered`: the link answered with a redirect that names a click. `missed`: known once a day, see minutesMissed. */
export type CanaryReport = { answered: boolean; why?: string; missed?: number };

/**
 * A marked browser: judged as a follower's is, so that its way is a follower's whole way, click id included. A name
 * that says "bot" would be redirected, too, but not counted as a person.
 */
export const CANARY_HEADERS = {
  'user-agent':
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 VouchCanary/1',
  accept: 'text/html,application/xhtml+xml',
  'accept-language': 'en',
  'sec-fetch-dest': 'document',
  'sec-fetch-mode': 'navigate',
  'sec-fetch-site': 'none',
  'sec-fetch-user': '?1',
} as const;

const MINUTES_A_DAY = 1_440;
/** Counting is done by then, spill and seal included. Ten minutes long: the schedule may skip any one. */
const ASKED_FROM = '02:00';
const ASKED_TO = '02:10';

/** Clicks the canary link as a follower would; for ten minutes a day also asks what became of yesterday's clicks. */
export async function clickCanary({ open, countedMinutes, now }: CanaryDeps): Promise<CanaryReport> {
  const at = now();
  const opened = await openSafely(open);
  const time = new Date(at).toISOString().slice(11, 16);
  if (time < ASKED_FROM || time >= ASKED_TO) return opened;
  const missed = await minutesMissed(at, countedMinutes);
  return missed === undefined ? opened : { ...opened, missed };
}

async function openSafely(open: CanaryDeps['open']): Promise<CanaryReport> {
  try {
    const { status, location } = await open();
    if (status === 302 && location.includes('vclid=')) return { answered: true };
    return { answered: false, why: `the canary link answered ${status} and named no click` };
  } catch (reason) {
    return { answered: false, why: String(reason) };
  }
}

/**
 * Yesterday's minutes without a counted click. Minutes, not clicks: the schedule promises at least one start a
 * minute, not exactly one. On the day of the first click only the minutes after it are asked for; `undefined`: there
 * was no canary yesterday.
 */
async function minutesMissed(
  at: number,
  countedMinutes: CanaryDeps['countedMinutes'],
): Promise<number | undefined> {
  const [today, yesterday, before] = await Promise.all(
    [0, 1, 2].map((daysAgo) => countedMinutes(new Date(at - daysAgo * DAY_MS).toISOString().slice(0, 10))),
  );
  const counted = yesterday?.length ?? 0;
  if (before && before.length > 0) return MINUTES_A_DAY - counted;
  const first = yesterday?.[0];
  if (first === undefined) return today && today.length > 0 ? undefined : MINUTES_A_DAY;
  return MINUTES_A_DAY - minuteOfDay(first) - counted;
}

const minuteOfDay = (minute: string): number =>
  Number(minute.slice(11, 13)) * 60 + Number(minute.slice(14, 16));
