import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rowToClick } from '../../../shared/data/clicks/click-item.ts';
import { clickWrite, partitionOfClick } from '../../../shared/data/clicks/click-writer.ts';
import { toItem } from '../../../shared/data/table/row.ts';
import { namedTables } from '../../../shared/data/table/table-shape.ts';
import { evidenceOf, hitOf } from '../../../shared/domain/click/evidence.ts';
import { judge } from '../../../shared/domain/judge/judge.ts';
import { asReferrerOnly } from '../../../shared/domain/judge/referrer-only.ts';
import { RULES_VERSION } from '../../../shared/domain/judge/rules.ts';
import { aClick, aHit, KEYS } from '../../support/builders.ts';

/** An item's size as DynamoDB counts it: names and values in UTF-8 bytes; a number at most 21. */
const sizeOf = (item: Record<string, object>): number =>
  Object.entries(item).reduce(
    (sum, [name, value]) =>
      sum + Buffer.byteLength(name) + ('N' in value ? 21 : Buffer.byteLength(Object.values(value)[0] ?? '')),
    0,
  );

const names = [
  'user-agent',
  'referer',
  'sec-fetch-site',
  'sec-fetch-dest',
  'sec-fetch-mode',
  'sec-purpose',
  'purpose',
  'x-purpose',
  'sec-ch-ua',
  'x-moz',
  'signature-agent',
  'x-requested-with',
  'x-vouch-internal',
  'cookie',
];
const long = fc.oneof(
  fc.string({ maxLength: 400 }),
  fc
    .constantFrom('"', '\\', 'é', '\u0000', '💥', 'https://a.example/', 'Instagram ')
    .chain((unit) =>
      fc.constantFrom(1, 40, 300, 60_000).map((times) => unit.repeat(times).slice(0, 64 * 1024)),
    ),
);

it('keeps every hit under one write unit of 1 KB, whatever its headers hold, 64 KB of them too', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), long), long, (headers, query) => {
      const hit = aHit({ headers, query });
      const click = aClick({
        verdict: judge(hit),
        rulesVersion: RULES_VERSION,
        referrerOnly: asReferrerOnly(hit),
        visitor: 'abcdefghijkl',
        country: 'DE',
        fbclid: 'abcdefghijkl',
        raw: evidenceOf(hit),
      });
      const { row } = clickWrite(click, partitionOfClick(click, KEYS), namedTables('t-'));
      expect(sizeOf(toItem(row))).toBeLessThanOrEqual(1_024);
      expect(rowToClick(row).verdict.kind).toBe(click.verdict.kind);
    }),
    { numRuns: 400 },
  );
});

it('marks what was cut, drops a referrer’s query, and gives back the hit for judging it again', () => {
  const raw = evidenceOf(
    aHit({
      headers: { 'user-agent': 'x'.repeat(300), referer: 'https://a.example/p?q=secret#s', cookie: 'id=1' },
    }),
  );
  expect(raw.headers['user-agent']?.length).toBeLessThan(300);
  const long = `utm_source=${'s'.repeat(100)}&utm_medium=${'m'.repeat(100)}&utm_campaign=${'c'.repeat(100)}`;
  expect(evidenceOf(aHit({ query: long })).cut).toBe(true);
  expect(raw.headers.referer).toBe('https://a.example/p');
  expect(JSON.stringify(raw)).not.toMatch(/secret|cookie/);
  const plain = aHit();
  expect(judge(hitOf(evidenceOf(plain)))).toEqual(judge(plain));
});
