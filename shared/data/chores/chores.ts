import { DAY_MS, MINUTE_MS } from '../../domain/time/units.ts';

/** Who does it: the background thread of one machine, or a function of AWS that a schedule wakes. */
export type Place = 'local' | 'seal' | 'reports' | 'webhooks' | 'canary';
/** How often (ms) at each place; `only`: why it is done at none of AWS's, or not on one machine. */
type Chore = Partial<Record<Place, number>> & { only?: string };

/** What has to be done again and again. Each is safe at any time and twice at once; a failure is left to the next turn. */
export const CHORES = {
  sealHours: { local: 300, seal: 5 * MINUTE_MS },
  closeUsedUpLinks: { local: 2_000, seal: 5 * MINUTE_MS },
  applyShopEvents: { local: 30_000, seal: 5 * MINUTE_MS },
  tidy: { local: MINUTE_MS, seal: 5 * MINUTE_MS },
  eraseExported: { local: 5 * MINUTE_MS, seal: 5 * MINUTE_MS },
  forgetOldExports: { local: DAY_MS, seal: DAY_MS },
  deleteOldSalts: { local: 10 * MINUTE_MS, seal: 5 * MINUTE_MS },
  mailReports: { local: MINUTE_MS, reports: 15 * MINUTE_MS },
  checkDomains: { local: 5 * MINUTE_MS, reports: 15 * MINUTE_MS },
  deliverWebhooks: { local: 2_000, webhooks: MINUTE_MS },
  clickOneself: { canary: MINUTE_MS, only: 'one machine is asked for /healthz' },
  copyClickKeys: { seal: 5 * MINUTE_MS, only: 'the redirect of one machine has the keys in its folder' },
  exportHours: { local: 5 * MINUTE_MS, only: 'in AWS an hour is exported as it is sealed' },
  keepUnpacked: { seal: DAY_MS, only: 'one machine forgets no row of an hour that is not packed' },
  expireItems: { local: DAY_MS, only: 'DynamoDB forgets by itself what has expired' },
} as const satisfies Record<string, Chore>;

type Chores = typeof CHORES;

/** One deed for each chore of a place: a place that forgets one doesn't compile. */
export type ChoresOf<P extends Place> = {
  [Name in keyof Chores as Chores[Name] extends Readonly<Record<P, number>>
    ? Name
    : never]: () => Promise<unknown>;
};

/** How often a place is woken: as often as its most frequent chore asks. */
export const paceOf = (place: Place): number =>
  Math.min(...Object.values<Chore>(CHORES).flatMap((chore) => chore[place] ?? []));
