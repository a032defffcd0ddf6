import type { Strength } from '../vocabulary.ts';

/** Raised whenever a rule or a table changes what any hit is called; every click carries it. */
export const RULES_VERSION = '2026-11-30.3';

export type Belief = { strength: Strength; confidence: number };

/**
 * How far each rule is believed: priors, to be calibrated with surveys and coupons, apart from the ladder so that
 * calibrating changes this table alone. Numbers in comments are the rules of docs/attribution.md.
 *
 * `handOver` (21) and `paste` (23) rest on reading Chromium's source: raise them to `strong` here once raw headers of
 * real phones are fixtures.
 */
export const BELIEFS = {
  paid: { strength: 'deterministic', confidence: 0.97 }, // 6
  messengerWindow: { strength: 'deterministic', confidence: 0.97 }, // 7
  ownWindow: { strength: 'deterministic', confidence: 0.97 }, // 8
  socialWindow: { strength: 'deterministic', confidence: 0.97 }, // 9
  sharedMetaWindow: { strength: 'strong', confidence: 0.6 }, // 8, 9 where Facebook may be Messenger
  scriptWindow: { strength: 'deterministic', confidence: 0.95 }, // 7, seen by the site script
  namedPackage: { strength: 'deterministic', confidence: 0.97 }, // 10
  unknownPackage: { strength: 'strong', confidence: 0.9 }, // 10
  nativeReferrer: { strength: 'deterministic', confidence: 0.95 }, // 11
  unknownNativeReferrer: { strength: 'strong', confidence: 0.9 }, // 12
  mail: { strength: 'deterministic', confidence: 0.95 }, // 13
  guessedMail: { strength: 'strong', confidence: 0.8 }, // 13, by the host's shape
  campaignMail: { strength: 'strong', confidence: 0.8 }, // 13, utm_medium=email
  messengerReferrer: { strength: 'deterministic', confidence: 0.95 }, // 14
  ownReferrer: { strength: 'deterministic', confidence: 0.95 }, // 15
  socialReferrer: { strength: 'deterministic', confidence: 0.95 }, // 16
  pageReferrer: { strength: 'deterministic', confidence: 0.95 }, // 17
  assistantMark: { strength: 'strong', confidence: 0.8 }, // 17, by the utm_source that assistants write
  otherReferrer: { strength: 'deterministic', confidence: 0.9 }, // 18
  otherWindow: { strength: 'strong', confidence: 0.85 }, // an app that is no network: its window, no referrer
  searchWindow: { strength: 'strong', confidence: 0.7 }, // the Google app and its like, no referrer
  clickId: { strength: 'strong', confidence: 0.8 }, // 19
  webview: { strength: 'strong', confidence: 0.85 }, // 20
  handOver: { strength: 'inferred', confidence: 0.75 }, // 21
  firefoxHandOver: { strength: 'inferred', confidence: 0.55 }, // 22
  paste: { strength: 'inferred', confidence: 0.75 }, // 23
  firefoxPaste: { strength: 'inferred', confidence: 0.55 }, // 23, the same in Firefox
  undecided: { strength: 'inferred', confidence: 0.5 }, // 24
  silentPage: { strength: 'inferred', confidence: 0.5 }, // 25
  untold: { strength: 'none', confidence: 0.3 }, // imported from a log that doesn't hold what would tell
  nothing: { strength: 'none', confidence: 0.3 }, // 26
  qr: { strength: 'deterministic', confidence: 0.9 }, // the link's own mark
} as const satisfies Record<string, Belief>;

export type Rule = keyof typeof BELIEFS;
