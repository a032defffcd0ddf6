import type { Click, RawEvidence } from '../../domain/click/click.ts';
import type { CountableClick } from '../../domain/click/fold.ts';
import type { Reading, ShareSignal, Verdict } from '../../domain/click/hit.ts';
import type {
  Browser,
  Channel,
  Device,
  ExcludedReason,
  OperatingSystem,
  Strength,
  Trigger,
} from '../../domain/vocabulary.ts';
import { type Item, itemOf, numberOf, textOf } from '../table/attribute.ts';
import type { Key } from '../table/keys.ts';

/**
 * A click as an item. Attribute names are one or two letters because an item is a write unit up to 1 KB and there
 * are millions of them:
 *
 * b brand · l link · t time · x excluded reason · c channel · a app · s strength · f confidence · e evidence ·
 * h referrer host · d device · o os · w browser · g trigger · sa/sf share app, fetched by · v visitor ·
 * n country · p reshare of · k fbclid's mark · r rules version · q referrer-only group · j raw evidence (JSON)
 */
export function clickToItem(click: Click, key: Key, expiresAt: number): Item {
  const { verdict } = click;
  const share = verdict.kind === 'excluded' ? verdict.share : undefined;
  return itemOf({
    ...key,
    b: click.brandId,
    l: click.linkId,
    t: click.at,
    x: verdict.kind === 'excluded' ? verdict.reason : undefined,
    c: verdict.channel,
    a: verdict.app,
    s: verdict.strength,
    f: verdict.confidence,
    e: verdict.evidence.join('|').slice(0, 160),
    h: verdict.referrerHost,
    d: verdict.device,
    o: verdict.os,
    w: verdict.browser,
    g: verdict.trigger === 'link' ? undefined : verdict.trigger,
    sa: share?.app,
    sf: share?.fetchedBy,
    v: click.visitor,
    n: click.country,
    p: click.reshareOf,
    k: click.fbclid,
    r: click.rulesVersion,
    q: click.referrerOnly,
    j: JSON.stringify(click.raw),
    expiresAt,
  });
}

/** The click again. Our own items are trusted: they were judged before they were written. */
export const itemToClick = (item: Readonly<Record<string, unknown>>): Click => ({
  ...itemToCountable(item),
  raw: rawOf(textOf(item, 'j')),
});

/** What `itemToCountable` reads. */
export const COUNTABLE_ATTRIBUTES = 'sk, b, l, t, x, c, a, s, f, e, h, d, o, w, g, sa, sf, v, n, p, k, r, q';

export function itemToCountable(item: Readonly<Record<string, unknown>>): CountableClick {
  const reason = textOf(item, 'x') as ExcludedReason | undefined;
  const reading = readingOf(item);
  const share = shareOf(item);
  const verdict: Verdict = reason
    ? { kind: 'excluded', reason, ...reading, ...(share ? { share } : {}) }
    : { kind: 'counted', ...reading };
  return {
    id: textOf(item, 'sk') ?? '',
    brandId: textOf(item, 'b') ?? '',
    linkId: textOf(item, 'l') ?? '',
    at: numberOf(item, 't') ?? 0,
    verdict,
    rulesVersion: textOf(item, 'r') ?? '',
    referrerOnly: textOf(item, 'q') ?? '',
    ...optional('visitor', textOf(item, 'v')),
    ...optional('country', textOf(item, 'n')),
    ...optional('reshareOf', textOf(item, 'p')),
    ...optional('fbclid', textOf(item, 'k')),
  };
}

function readingOf(item: Readonly<Record<string, unknown>>): Reading {
  return {
    channel: (textOf(item, 'c') ?? 'dark_unknown') as Channel,
    ...optional('app', textOf(item, 'a')),
    strength: (textOf(item, 's') ?? 'none') as Strength,
    confidence: numberOf(item, 'f') ?? 0,
    evidence: (textOf(item, 'e') ?? '').split('|').filter((sign) => sign !== ''),
    ...optional('referrerHost', textOf(item, 'h')),
    device: (textOf(item, 'd') ?? 'other') as Device,
    os: (textOf(item, 'o') ?? 'other') as OperatingSystem,
    browser: (textOf(item, 'w') ?? 'other') as Browser,
    trigger: (textOf(item, 'g') ?? 'link') as Trigger,
  };
}

function shareOf(item: Readonly<Record<string, unknown>>): ShareSignal | undefined {
  const app = textOf(item, 'sa');
  return app ? { app, fetchedBy: textOf(item, 'sf') === 'device' ? 'device' : 'server' } : undefined;
}

const EMPTY_RAW: RawEvidence = { method: '', query: '', headers: {} };
const rawOf = (json: string | undefined): RawEvidence => (json ? JSON.parse(json) : EMPTY_RAW);

function optional<Name extends string>(name: Name, value: string | undefined): { [key in Name]?: string } {
  return value === undefined ? {} : ({ [name]: value } as { [key in Name]?: string });
}
