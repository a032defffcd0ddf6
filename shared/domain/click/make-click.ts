import { fbclidMark } from '../attribution/fbclid.ts';
import { mayBeShown } from '../judge/exclusion.ts';
import { judge } from '../judge/judge.ts';
import { asReferrerOnly } from '../judge/referrer-only.ts';
import { RULES_VERSION } from '../judge/rules.ts';
import { readRequest } from '../judge/what-is-read.ts';
import type { LinkRoute } from '../link/link-route.ts';
import { localDay } from '../time/local-day.ts';
import type { Click } from './click.ts';
import type { ClickKeys } from './click-id.ts';
import { evidenceOf } from './evidence.ts';
import type { Hit, Verdict } from './hit.ts';
import { mintClickId } from './mint-click-id.ts';
import { optedOut, visitorKey } from './visitor.ts';

/** What a click is made of, live or read from a log. */
export type ClickParts = {
  hit: Omit<Hit, 'platformIssued'>;
  route: Pick<LinkRoute, 'brandId' | 'linkId' | 'platform' | 'timeZone' | 'offsets'>;
  /** Epoch ms. */
  at: number;
  /** The follower's address; hashed and forgotten. */
  address: string;
  /** ISO 3166 alpha-2, where it is known. */
  country?: string | undefined;
  /** Six bytes that no other click of this link and moment has. */
  nonce: Uint8Array;
};

export type ClickMaking = {
  /** The brand's salt of that day, asked for only where a visitor is named; `undefined`: the click counts without one. */
  findSalt: (brandId: string, day: string) => Promise<Uint8Array | undefined> | Uint8Array | undefined;
  chooseShard: (linkId: string, visitor: string | undefined, at: number) => number;
  keys: ClickKeys;
  /** An import's ids name no key, as ever: a file that is sent again after an update must find its clicks. */
  naming?: 'none';
};

/**
 * Makes a click of a hit, for whoever has one: the redirect, an import, and whatever comes. Judges it, names its visitor
 * and its `fbclid`, keeps its evidence and mints its id. Repeats are known later, from what came before.
 */
export async function makeClick(
  { hit: sent, route, at, address, country, nonce }: ClickParts,
  { findSalt, chooseShard, keys, naming }: ClickMaking,
): Promise<Click> {
  const hit: Hit = { ...sent, ...(route.platform ? { platformIssued: route.platform } : {}) };
  const verdict = judge(hit);
  const salt = namesVisitor(verdict, hit)
    ? await findSalt(route.brandId, localDay(at, route.timeZone, route.offsets))
    : undefined;
  const visitor = salt && visitorKey(salt, address, hit.headers['user-agent'] ?? '');
  const fbclid = visitor && fbclidMark(hit.query);
  const shard = chooseShard(route.linkId, visitor, at);
  return {
    id: mintClickId({ linkId: route.linkId, at, shard }, nonce, keys, naming),
    brandId: route.brandId,
    linkId: route.linkId,
    at,
    verdict,
    rulesVersion: RULES_VERSION,
    referrerOnly: asReferrerOnly(hit),
    ...(visitor ? { visitor } : {}),
    ...(country ? { country } : {}),
    ...(fbclid ? { fbclid } : {}),
    raw: evidenceOf(hit),
  };
}

/** Of whom nobody asked, and of what is no click and never will be, no key is made. */
const namesVisitor = (verdict: Verdict, { headers }: Hit): boolean =>
  (verdict.kind === 'counted' ||
    (verdict.reason === 'prefetch' &&
      mayBeShown(readRequest({ method: 'GET', headers, query: '' }).headers))) &&
  !optedOut(headers);
