import { POST_DIMENSIONS } from '../../../../shared/domain/post-filter.ts';
import { REST_OF_STAGES } from '../../../../shared/domain/report/snapshot.ts';
import { INTERVALS } from '../../../../shared/domain/time/interval.ts';
import { CREATOR_SOURCES, FORMATS, STAGES } from '../../../../shared/domain/vocabulary.ts';
import { count, free, id, type Kind, list, maybe, oneOf, or, refused, same, text } from './kinds.ts';

export const instant: Kind = {
  takes: [
    { sent: '2026-10-05T09:30:00+02:00', kept: '2026-10-05T07:30:00.000Z' },
    { sent: 1_791_185_400, kept: '2026-10-05T07:30:00.000Z' },
  ],
  refuses: [
    ...refused(
      'must be a time: send 2026-10-05T09:30:00+02:00, or seconds since 1970',
      'soon',
      '',
      null,
      true,
    ),
    ...refused('must lie between 2000 and 2100', '1999-12-31T23:59:59Z', '2100-01-01T00:00:00Z'),
  ],
};

export const day: Kind = {
  takes: same('2026-10-05', '2000-01-01', '2099-12-31'),
  refuses: [
    ...refused('must be a day, YYYY-MM-DD', '2026-02-29', '1999-12-31', '2100-01-01', '2026-1-1', ''),
    ...refused('expected string', 20261005, null),
  ],
};

export const week: Kind = {
  takes: same('2026-W41', '2026-W53'),
  refuses: refused('must be an ISO week, YYYY-Www', '2025-W53', '2026-W0', '2026-10-05', ''),
};

export const currency: Kind = {
  takes: [
    { sent: 'EUR', kept: 'EUR' },
    { sent: ' eur ', kept: 'EUR' },
  ],
  refuses: refused('must be an ISO 4217 code, such as EUR', 'XXX', 'EU', '€', ''),
};

export const euros = (amount: number) => ({ amount, currency: 'EUR' });

/** Minor units as a number, or a decimal as text under either name. */
export const money: Kind = {
  takes: [
    { sent: euros(4990), kept: euros(4990) },
    { sent: { amount: '49.90', currency: 'eur' }, kept: euros(4990) },
    { sent: { value: '49.90', currency: 'EUR' }, kept: euros(4990) },
    { sent: { value: '4990', currency: 'JPY' }, kept: { amount: 4990, currency: 'JPY' } },
    { sent: euros(9e14), kept: euros(9e14) },
    { sent: euros(-1), kept: euros(-1) },
  ],
  refuses: [
    {
      sent: { amount: 1, value: '1', currency: 'EUR' },
      says: 'send amount or value, not both',
      at: ['value'],
    },
    { sent: { currency: 'EUR' }, says: 'is missing: send', at: ['amount'] },
    { sent: euros(9e14 + 1), says: 'must not exceed 900000000000000', at: ['amount'] },
    { sent: euros(-9e14 - 1), says: 'must not exceed 900000000000000', at: ['amount'] },
    { sent: euros(49.9), says: '', at: ['amount'] },
    { sent: { value: '49.905', currency: 'EUR' }, says: '', at: ['value'] },
    {
      sent: { value: 4990, currency: 'EUR' },
      says: 'must be a decimal as text: send "49.90"',
      at: ['value'],
    },
    { sent: { amount: true, currency: 'EUR' }, says: 'must be a number or a text', at: ['amount'] },
    { sent: { value: '1'.repeat(41), currency: 'EUR' }, says: 'must be a decimal as text', at: ['value'] },
    { sent: { amount: 1, currency: 'XXX' }, says: 'must be an ISO 4217 code', at: ['currency'] },
    { sent: { amount: 1 }, says: 'expected string', at: ['currency'] },
    ...refused('Unrecognized key: "cents"', { ...euros(1), cents: 1 }),
    ...refused('expected object', '49.90', null),
  ],
};

const isPaid = ({ amount }: { amount: number }) => amount >= 0 && amount <= 1e12;

/** Money where less than nothing is a mistake. */
export const paid: Kind = {
  takes: [
    ...money.takes.filter(({ kept }) => isPaid(kept as { amount: number })),
    ...same(euros(0), euros(1e12)),
  ],
  refuses: [
    ...money.refuses,
    ...refused('must not be negative', euros(-1)),
    ...refused('must not exceed 1000000000000', euros(1e12 + 1)),
  ],
};

/** Beside other amounts of one order, which are all in one currency. */
export const paidEuros: Kind = {
  ...paid,
  takes: paid.takes.filter(({ kept }) => (kept as { currency: string }).currency === 'EUR'),
};

export const fraction: Kind = {
  takes: same(0.62, 0, 0.0001, 1),
  refuses: [
    ...refused('>=0', -0.1),
    ...refused('<=1', 1.1),
    ...refused('must be 0, or 0.0001 at least', 0.00009),
    ...refused('expected number', '0.62'),
  ],
};

/** In one form alone, kept as sent. */
const form = (says: string, good: readonly unknown[], bad: readonly unknown[]): Kind => ({
  takes: same(...good),
  refuses: [...refused(says, ...bad), ...refused('', 1)],
});
export const country = form('must be an ISO 3166 alpha-2 code', ['DE', 'US'], ['de', 'DEU', '']);
export const platform = form(
  'must be a lower-case name such as instagram',
  ['instagram', 'x_1-a', 'a'.repeat(32)],
  ['Instagram', '', 'a'.repeat(33), 'a b'],
);
export const app = form(
  'must be a lower-case name such as whatsapp',
  ['whatsapp', 'a'.repeat(40)],
  ['WhatsApp', '', 'a'.repeat(41)],
);
export const placement = form(
  'must be a lower-case word such as feed, story, bio, dm, offline',
  ['story', 'asset-newsletter', 'a'.repeat(32)],
  ['Story', '', 'a'.repeat(33), 'my story'],
);
export const locale = form(
  'must be a locale of a language that reports are written in (en, de, fr, es), such as de-DE',
  ['de-DE', 'en', 'fr', 'es-MX'],
  ['xx', 'de-de', 'de-DEU', 'x-de-DE', ''],
);
export const email: Kind = {
  takes: same('ada@example.com', `${'a'.repeat(60)}@${`${'b'.repeat(60)}.`.repeat(3)}com`),
  refuses: [
    ...refused('must be an e-mail address', 'ada', 'ada@', '', 1),
    ...refused('must be an e-mail address', `${'a'.repeat(60)}@${`${'b'.repeat(60)}.`.repeat(4)}com`),
  ],
};
export const timeZone: Kind = {
  takes: [
    { sent: 'Europe/Berlin', kept: 'Europe/Berlin' },
    { sent: 'europe/berlin', kept: 'Europe/Berlin' },
  ],
  refuses: [
    ...refused('must be an IANA time zone, such as Europe/Berlin', 'Berlin', '', 'Europe/Atlantis'),
    ...refused('<=64 characters', 'E'.repeat(65)),
  ],
};
export const externalId: Kind = {
  takes: same('shop-4711', '~', '...', '!'.repeat(200)),
  refuses: [
    ...refused('must be 1–200 visible ASCII characters without spaces', '', 'a b', 'ä', 'a'.repeat(201)),
    ...refused('must not be "." or "..": no address can name it', '.', '..'),
    ...refused('expected string', 4711),
  ],
};
export const destination: Kind = {
  takes: same('https://shop.example.com/socks', 'http://shop.example.com', address(2_048)),
  refuses: [
    ...refused(
      'must be an absolute http or https URL',
      '/socks',
      'shop.example.com',
      'ftp://a.example',
      'xhttp://a.example',
      '',
    ),
    ...refused('must be an absolute http or https URL', 'javascript:alert(1)'),
    ...refused('<=2048 characters', address(2_049)),
  ],
};
export function address(length: number): string {
  const start = 'https://shop.example.com/';
  return start + 'a'.repeat(length - start.length);
}
export const slug: Kind = {
  takes: same('warm-socks', 'Abc', '_'.repeat(64)),
  refuses: refused(
    'must be 3–64 ASCII letters, digits, "-" or "_"',
    'ab',
    '',
    'a b c',
    'a'.repeat(65),
    'süß',
  ),
};
export const tag: Kind = {
  takes: [
    { sent: 'spring', kept: 'spring' },
    { sent: ' SALE ', kept: 'sale' },
    { sent: 'Cafe\u0301', kept: 'caf\u00e9' },
  ],
  refuses: refused(
    'must be 1–40 characters, without ",", ";" and "|"',
    '',
    ' ',
    'a,b',
    'a;b',
    'a|b',
    'a'.repeat(41),
  ),
};
export const tags: Kind = {
  ...list(tag, 0, 20, (n) => `tag${n}`),
  takes: [{ sent: ['Spring', 'spring', 'sale'], kept: ['spring', 'sale'] }, ...same([])],
};
const entries = (many: number) => Object.fromEntries(Array.from({ length: many }, (_, n) => [`k${n}`, 'v']));
export const metadata: Kind = {
  takes: same({ crm: '4711' }, {}, entries(50), { 'a.b_c-1': '' }),
  refuses: [
    ...refused('must not hold more than 50 entries', entries(51)),
    { sent: { a: 1 }, says: 'must be a text of at most 500 characters', at: ['a'] },
    { sent: { a: 'v'.repeat(501) }, says: 'must be a text of at most 500 characters', at: ['a'] },
    { sent: { 'a b': 'v' }, says: '', at: ['a b'] },
    { sent: { ['a'.repeat(41)]: 'v' }, says: '', at: ['a'.repeat(41)] },
  ],
};
export const truth = oneOf(['true', 'false']);

/** What every list takes. */
const pages = (most: number, usual: number) => ({
  limit: or(count(most), usual),
  cursor: maybe(free(0, 2_000)),
});
export const page = pages(100, 50);
/** What every answer by groups takes. */
export const rows = pages(1_000, 1_000);
export const range = {
  from: maybe(day),
  to: maybe(day),
  interval: maybe(oneOf(INTERVALS)),
};
/** A field of the rows, or the other way round. */
export const sort = (names: readonly string[]) => maybe(oneOf(names.flatMap((name) => [name, `-${name}`])));
export const ofPosts = {
  stage: maybe(oneOf(STAGES)),
  creatorId: maybe(id('crt')),
  campaignId: maybe(id('cmp')),
  squadId: maybe(id('sqd')),
  platform: maybe(platform),
  tier: maybe(text(20)),
  source: maybe(oneOf(CREATOR_SOURCES)),
  format: maybe(oneOf(FORMATS)),
  placement: maybe(free(0, 40)),
  message: maybe(text(60)),
  tag: maybe(tag),
  without: maybe(oneOf(POST_DIMENSIONS)),
  rest: maybe(oneOf(REST_OF_STAGES)),
};
