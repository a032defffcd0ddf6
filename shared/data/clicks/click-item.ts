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
import { type Key, readClickSort } from '../table/keys.ts';
import { numberOf, type Row, textOf } from '../table/row.ts';

/**
 * A click as a row. Attribute names are one or two letters because an item is a write unit up to 1 KB and there
 * are millions of them:
 *
 * b brand · l link · t time · x excluded reason · c channel · a app · s strength · f confidence · e evidence ·
 * h referrer host · d device · o os · w browser · g trigger · sa/sf share app, fetched by · v visitor ·
 * n country · p reshare of · k fbclid's mark · r rules version · q referrer-only group · j raw evidence (JSON)
 */
export function clickToRow(click: Click, key: Key, expiresAt: number): Key & Row {
  const { verdict } = click;
  const share = verdict.kind === 'excluded' ? verdict.share : undefined;
  return saying({
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
    k: click.fbclid,
    r: click.rulesVersion,
    q: click.referrerOnly,
    j: JSON.stringify(click.raw),
    expiresAt,
  });
}

/** What says nothing takes no bytes. */
const saying = (row: Key & Row): Key & Row =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== '')) as Key & Row;

/** The click again. Our own items are trusted: they were judged before they were written. */
export const rowToClick = (row: Row): Click => ({
  ...rowToCountable(row),
  raw: rawOf(textOf(row, 'j')),
});

/** What `rowToCountable` reads. */
export const COUNTABLE_ATTRIBUTES = 'sk, b, l, t, x, c, a, s, f, e, h, d, o, w, g, sa, sf, v, n, p, k, r, q';

export function rowToCountable(row: Row): CountableClick {
  const reason = textOf(row, 'x') as ExcludedReason | undefined;
  const reading = readingOf(row);
  const share = shareOf(row);
  const verdict: Verdict = reason
    ? { kind: 'excluded', reason, ...reading, ...(share ? { share } : {}) }
    : { kind: 'counted', ...reading };
  return {
    id: readClickSort(textOf(row, 'sk') ?? ''),
    brandId: textOf(row, 'b') ?? '',
    linkId: textOf(row, 'l') ?? '',
    at: numberOf(row, 't') ?? 0,
    verdict,
    rulesVersion: textOf(row, 'r') ?? '',
    referrerOnly: textOf(row, 'q') ?? '',
    ...optional('visitor', textOf(row, 'v')),
    ...optional('country', textOf(row, 'n')),
    ...optional('fbclid', textOf(row, 'k')),
  };
}

function readingOf(row: Row): Reading {
  return {
    channel: (textOf(row, 'c') ?? 'dark_unknown') as Channel,
    ...optional('app', textOf(row, 'a')),
    strength: (textOf(row, 's') ?? 'none') as Strength,
    confidence: numberOf(row, 'f') ?? 0,
    evidence: (textOf(row, 'e') ?? '').split('|').filter((sign) => sign !== ''),
    ...optional('referrerHost', textOf(row, 'h')),
    device: (textOf(row, 'd') ?? 'other') as Device,
    os: (textOf(row, 'o') ?? 'other') as OperatingSystem,
    browser: (textOf(row, 'w') ?? 'other') as Browser,
    trigger: (textOf(row, 'g') ?? 'link') as Trigger,
  };
}

function shareOf(row: Row): ShareSignal | undefined {
  const app = textOf(row, 'sa');
  return app ? { app, fetchedBy: textOf(row, 'sf') === 'device' ? 'device' : 'server' } : undefined;
}

const EMPTY_RAW: RawEvidence = { method: '', query: '', headers: {} };
const rawOf = (json: string | undefined): RawEvidence => (json ? JSON.parse(json) : EMPTY_RAW);

function optional<Name extends string>(name: Name, value: string | undefined): { [key in Name]?: string } {
  return value === undefined ? {} : ({ [name]: value } as { [key in Name]?: string });
}
