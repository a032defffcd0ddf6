import type { Facts } from '../facts.ts';
import type { ToldDays } from '../lift/told-days.ts';
import type { AdDay } from '../ppc/follow.ts';
import type { PostCheck, Volunteer } from '../roi/health.ts';
import type { DropTimes } from '../squads/drop-timing.ts';
import type { EarlierChange } from './snapshot.ts';

export type SnapshotInput = {
  /**
   * The eight weeks up to and including `week`; posts with everything they brought since they were published.
   * `channels` may be whole weeks, each row on its Monday: nothing here asks for their days.
   */
  facts: Facts;
  week: string;
  /** Orders heard of later stay out; a rebuild with the same moment and facts gives the same bytes. */
  asOfMs: number;
  asOf: string;
  rulesVersions: string[];
  applications?: readonly (Volunteer & { waitingDays?: number })[];
  /** Results of checks against negative instructions. */
  checks?: readonly (PostCheck & { creatorId?: string })[];
  /** Creators found breaking a rule in this week. */
  newViolations?: readonly string[];
  webhooksDisabled?: readonly { host: string; since: string }[];
  suppressedRecipients?: number;
  /** Link previews fetched in this week. */
  sharesSeen?: readonly { app: string; count: number }[];
  referrerOnly?: readonly { bucket: string; clicks: number }[];
  /** The shop's own totals of half a year before the eight weeks, and since. */
  toldDays?: ToldDays;
  drops?: readonly (DropTimes & { dropId: string; squadId: string; name: string })[];
  /** The brand's own ads of the half year up to the week's last day, as far as they are told. */
  adDays?: readonly AdDay[];
  earlierWeeks?: readonly EarlierChange[];
  pick?: number;
  /** The week still runs: facts so far, and those of the week before cut at the same age. */
  provisional?: { elapsedHours: number; previousFacts: Facts };
};

/** The week that this one is compared with. */
export type Before = { facts: Facts; week: string; firstDay: string; lastDay: string; hours: number };

/** Posts are followed for half a year; what they bring later is in the API, and in no report. */
export const LOOK_BACK_DAYS = 182;

/** Of the bootstrap behind every ROI interval, and of the ranking: a probability is then sure to a percentage point. */
export const ROI_DRAWS = 2000;
export const ROI_LEVEL = 0.9;

/** Shares of orders are sums of fractions: a millionth is more than any reader sees, and hides the float's tail. */
export const shareOf = (value: number): number => Math.round(value * 1e6) / 1e6;
