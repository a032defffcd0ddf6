import type {
  Browser,
  Channel,
  Device,
  ExcludedReason,
  OperatingSystem,
  Strength,
  Trigger,
} from '../vocabulary.ts';

/**
 * Any request for a link, bots too, as judgement sees it. Header names are lower-case; a header sent twice
 * arrives joined by ", ". Nothing here has been trusted yet: every value is a follower's to choose.
 */
export type Hit = {
  method: string;
  headers: Readonly<Record<string, string | undefined>>;
  /** Raw query string without "?"; may be empty or malformed. */
  query: string;
  /** Platform that the brand declared for the post, lower-case id ("instagram"), if any. */
  platformIssued?: string;
  /** Headers that a log doesn't hold: their absence says nothing. A live hit tells all. */
  untold?: readonly Untold[];
};

export const UNTOLD = ['user-agent', 'referer'] as const;
export type Untold = (typeof UNTOLD)[number];

/** How a hit travelled: a pure function of the Hit, versioned by `rulesVersion`. */
export type Reading = {
  channel: Channel;
  /** Lower-case id of the app or network observed: "instagram", "whatsapp", "google". */
  app?: string;
  strength: Strength;
  /** 0–1; a prior until calibrated. */
  confidence: number;
  /** Every sign that was seen, winning one first: "ua:instagram", "referer:l.facebook.com", "sec-fetch-site:none". */
  evidence: string[];
  referrerHost?: string;
  device: Device;
  os: OperatingSystem;
  browser: Browser;
  trigger: Trigger;
};

/** A preview fetch says that somebody put this link into that messenger. */
export type ShareSignal = { app: string; fetchedBy: 'device' | 'server' };

export type Verdict =
  | ({ kind: 'counted' } & Reading)
  | ({ kind: 'excluded'; reason: ExcludedReason; share?: ShareSignal } & Reading);
