import type { Untold, Verdict } from './hit.ts';

/**
 * One recorded hit: the only truth that every number is counted from. Append-only; its `id` names the raw
 * partition that it lies in (see click-id.ts). No IP address, ever.
 */
export type Click = {
  id: string;
  brandId: string;
  linkId: string;
  /** Server receive time, epoch milliseconds. Decides the bucket, however late the click is stored. */
  at: number;
  verdict: Verdict;
  rulesVersion: string;
  /** Daily-salted keyed hash; absent under Sec-GPC/DNT. */
  visitor?: string;
  /** What referrer-only analytics would have called it ("Direct", "Organic Social", …). */
  referrerOnly: string;
  /** ISO 3166 alpha-2, when the front door tells it. */
  country?: string;
  /** Tells one `fbclid` from another without holding it (attribution/fbclid.ts). */
  fbclid?: string;
  /** Raw evidence kept so that old clicks can be judged again by newer rules; cut to fit one write unit. */
  raw: RawEvidence;
};

export type RawEvidence = {
  method: string;
  query: string;
  headers: Record<string, string>;
  platformIssued?: string;
  /** Of an imported hit: what its log doesn't hold. */
  untold?: readonly Untold[];
  /** True where something that judged had no room; until November 2026 also where anything was cut. */
  cut?: boolean;
};
