import { fbclidMark } from '../attribution/fbclid.ts';
import { RULES_VERSION } from '../judge/rules.ts';
import type { LinkRoute } from '../link/link-route.ts';
import { andThen, type Soon } from '../soon.ts';
import { localDay } from '../time/local-day.ts';
import type { Click } from './click.ts';
import type { ClickKeys } from './click-id.ts';
import type { Hit } from './hit.ts';
import { type Judged, judged } from './judged.ts';
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
  findSalt: (brandId: string, day: string) => Soon<Uint8Array | undefined>;
  chooseShard: (linkId: string, visitor: string | undefined, at: number) => number;
  keys: ClickKeys;
  /** An import's ids name no key, as ever: a file that is sent again after an update must find its clicks. */
  naming?: 'none';
};

/**
 * Makes a click of a hit, for whoever has one: the redirect, an import, and whatever comes. Judges it, names its visitor
 * and its `fbclid`, keeps its evidence and mints its id; at once where the salt is known. Repeats are known later, from
 * what came before.
 */
export function makeClick(parts: ClickParts, making: ClickMaking): Soon<Click> {
  const { route, at } = parts;
  const { platform } = route;
  const hit: Hit = platform ? { ...parts.hit, platformIssued: platform } : parts.hit;
  const told = judged(hit);
  if (!told.isSomebody || optedOut(hit.headers)) return clickOf(parts, told, undefined, making);
  const salt = making.findSalt(route.brandId, localDay(at, route.timeZone, route.offsets));
  return andThen(salt, (known) => clickOf(parts, told, known, making));
}

function clickOf(
  { hit, route, at, address, country, nonce }: ClickParts,
  { verdict, referrerOnly, raw }: Judged,
  salt: Uint8Array | undefined,
  { chooseShard, keys, naming }: ClickMaking,
): Click {
  const { brandId, linkId } = route;
  const visitor = salt && visitorKey(salt, address, hit.headers['user-agent'] ?? '');
  const fbclid = visitor && fbclidMark(hit.query);
  const id = mintClickId({ linkId, at, shard: chooseShard(linkId, visitor, at) }, nonce, keys, naming);
  const click: Click = { id, brandId, linkId, at, verdict, rulesVersion: RULES_VERSION, referrerOnly, raw };
  // Set afterwards, not spread: this runs on every redirect.
  if (visitor) click.visitor = visitor;
  if (country) click.country = country;
  if (fbclid) click.fbclid = fbclid;
  return click;
}
