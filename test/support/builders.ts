import { createHash } from 'node:crypto';
import type { Click } from '../../shared/domain/click/click.ts';
import type { ClickKeys } from '../../shared/domain/click/click-id.ts';
import type { Hit, Reading, Verdict } from '../../shared/domain/click/hit.ts';
import { mintClickId } from '../../shared/domain/click/mint-click-id.ts';
import { idFromBytes } from '../../shared/domain/id.ts';
import type { LinkRoute } from '../../shared/domain/link/link-route.ts';
import type { ExcludedReason } from '../../shared/domain/vocabulary.ts';

/** Sunday noon UTC, 30 minutes before anything in India, 12 hours before anything in Auckland. */
export const NOON = Date.parse('2026-11-22T12:00:00Z');
export const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1';
export const GOOGLEBOT = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)';
export const KEYS: ClickKeys = [Buffer.alloc(32, 7)];

const bytesOf = (text: string): Buffer => createHash('sha256').update(text).digest();

export const aLinkId = (name = 'link'): string => idFromBytes('lnk', bytesOf(name));
export const aBrandId = (name = 'brand'): string => idFromBytes('brd', bytesOf(name));

export function aRoute(over: Partial<LinkRoute> = {}): LinkRoute {
  return {
    slug: 'warmsocks',
    linkId: aLinkId(),
    brandId: aBrandId(),
    postId: idFromBytes('pst', bytesOf('post')),
    platform: 'instagram',
    destination: 'https://shop.example/socks',
    status: 'active',
    timeZone: 'Europe/Berlin',
    dedupeSeconds: 30,
    ...over,
  };
}

export function aHit(over: Partial<Hit> = {}): Hit {
  return {
    method: 'GET',
    query: '',
    headers: { 'user-agent': IPHONE },
    platformIssued: 'instagram',
    ...over,
  };
}

const READING: Reading = {
  channel: 'own_inapp',
  app: 'instagram',
  strength: 'deterministic',
  confidence: 0.97,
  evidence: ['ua:instagram'],
  device: 'mobile',
  os: 'ios',
  browser: 'webview',
  trigger: 'link',
};

export const counted = (over: Partial<Reading> = {}): Verdict => ({ kind: 'counted', ...READING, ...over });
export const excluded = (reason: ExcludedReason, over: Partial<Reading> = {}): Verdict => ({
  kind: 'excluded',
  reason,
  ...READING,
  ...over,
});

/** `name` makes the id: the same name is the same click. */
export function aClick({
  name = 'click',
  shard = 0,
  ...over
}: Partial<Click> & { name?: string; shard?: number } = {}): Click {
  const linkId = over.linkId ?? aLinkId();
  const at = over.at ?? NOON;
  return {
    id: mintClickId({ linkId, at, shard }, bytesOf(name).subarray(0, 6), KEYS),
    brandId: aBrandId(),
    linkId,
    at,
    verdict: counted(),
    rulesVersion: 'test',
    referrerOnly: 'Direct',
    raw: { method: 'GET', query: '', headers: { 'user-agent': IPHONE } },
    ...over,
  };
}
