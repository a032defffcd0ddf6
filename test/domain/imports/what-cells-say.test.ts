import { describe, expect, it } from 'vitest';
import { readHandle } from '../../../shared/domain/imports/cells/post-address.ts';
import { readLines } from './read-lines.ts';

describe('the clock of a column', () => {
  it.each<[string, string, string]>([
    ['Created (UTC)', '2026-10-01 23:30', '2026-10-01T23:30:00.000Z'],
    ['created_utc', '2026-10-01 23:30', '2026-10-01T23:30:00.000Z'],
    ['Date (PDT)', '2026-10-01 16:30', '2026-10-01T23:30:00.000Z'],
    ['Date (GMT+2)', '2026-10-01 23:30', '2026-10-01T21:30:00.000Z'],
    ['Date (UTC-03:30)', '2026-10-01 20:00', '2026-10-01T23:30:00.000Z'],
    ['Date (America/New_York)', '2026-10-01 19:30', '2026-10-01T23:30:00.000Z'],
    ['Date (incl. time)', '2026-10-01 23:30', '2026-10-01T21:30:00.000Z'],
    ['Date', '2026-10-01 23:30', '2026-10-01T21:30:00.000Z'],
  ])('%s: %s is %s', (heading, cell, at) => {
    const { items, refused } = readLines('orders', [`Order,${heading},Total`, `1,${cell},10.00`]);
    expect(refused).toEqual([]);
    expect(items[0]?.body.occurredAt).toBe(at);
  });

  it('stands behind a time too, and is refused by its name where several places call theirs so', () => {
    const read = readLines('orders', [
      'Order,Date,Total',
      '1,2026-11-02 10:00 +0100,10.00',
      '2,02.11.2026 17:09 CST,10.00',
      '3,02.11.2026 24:00,10.00',
    ]);
    expect(read.items.map(({ body }) => body.occurredAt)).toEqual([
      '2026-11-02T09:00:00.000Z',
      '2026-11-02T23:00:00.000Z',
    ]);
    expect(read.refused.map(({ problem }) => problem)).toEqual([
      'occurredAt: "CST" is no zone, or that of several places',
    ]);
  });

  it('that several places call so is no guess', () => {
    const { items, refused } = readLines('orders', ['Order,Date (IST),Total', '1,2026-10-01 23:30,10.00']);
    expect(items).toEqual([]);
    expect(refused.map(({ problem }) => problem)).toEqual([
      'occurredAt: "IST" is no zone, or that of several places',
    ]);
  });

  it('stands over a time of its own, too, and a column in the writer’s zone comes behind one in UTC', () => {
    const orders = readLines('orders', ['Order,Date (UTC),Time (UTC),Total', '1,2026-10-01,23:30:00,10.00']);
    expect(orders.items[0]?.body.occurredAt).toBe('2026-10-01T23:30:00.000Z');
    const both = readLines('orders', [
      'source_id,created,created_utc,gross',
      'ch_1,2026-10-01 09:00:00,2026-10-01 16:00:00,10.00',
    ]);
    expect(both.items[0]?.body.occurredAt).toBe('2026-10-01T16:00:00.000Z');
  });
});

describe('what a column counts in', () => {
  const followers = (heading: string, cell: string) => {
    const { items, refused, ignored } = readLines('creators', [
      `handle,platform,${heading}`,
      `@ada,ig,"${cell}"`,
    ]);
    return items[0]?.body.followers ?? refused[0]?.problem ?? `not read: ${ignored}`;
  };
  it.each([
    ['Followers (k)', '12', 12_000],
    ['Followers (k)', '2.5', 2_500],
    ['Followers (k)', '2.5K', 2_500],
    ['Follower (in Tsd.)', '2,5', 2_500],
    ['Followers (in thousands)', '12', 12_000],
    ['Followers (millions)', '1.25', 1_250_000],
    ['Followers (total)', '12', 12],
    ['Followers (%)', '12', 'not read: Followers (%)'],
    ['Followers (in percent)', '12', 'not read: Followers (in percent)'],
  ])('%s: %s is %s', (heading, cell, count) => expect(followers(heading, cell)).toBe(count));

  it.each([
    ['Amount (k€)', '1.2', '1200'],
    ['Amount (in thousands EUR)', '1.2', '1200'],
    ['Amount (EUR)', '1.2', '1.2'],
    ['Amount (cents)', '4990', 'namesNoAmount'],
    ['Amount (TEUR)', '4990', 'namesNoAmount'],
  ])('%s: %s is %s', (heading, cell, value) => {
    const told = { set: { handle: '@ada', kind: 'fee' } };
    const { items } = readLines('spend', [`day,${heading}`, `2026-10-01,${cell}`], told);
    const amount = items[0]?.body.amount as { value: string; currency: string } | undefined;
    expect(amount ?? 'namesNoAmount').toEqual(amount ? { value, currency: 'EUR' } : value);
  });
});

describe('a formula that failed', () => {
  it.each(['#REF!', '#DIV/0!', '#NAME?', '#WERT!', '#¡VALOR!', '#BEZUG!', '#VÄRDEFEL!', 'Err:502', '######'])(
    '%s is nobody’s city and no count',
    (cell) => {
      const { items, refused } = readLines('creators', [
        'handle,platform,city,followers',
        `@ada,ig,${cell},5`,
        `@bea,ig,Ulm,${cell}`,
        '@cyd,ig,#N/A,#NV',
      ]);
      expect(items.map(({ body }) => body)).toEqual([
        { handle: '@cyd', platform: 'instagram', source: 'imported' },
      ]);
      expect(refused.map(({ problem }) => problem)).toEqual([
        `city: "${cell}" is what a spreadsheet shows where a formula failed`,
        `followers: "${cell}" is what a spreadsheet shows where a formula failed`,
      ]);
    },
  );

  it('is none where somebody means it: a tag, a note', () => {
    const [heading, line] = ['handle,platform,tags', '@ada,ig,#socks!'];
    expect(readLines('creators', [heading, line]).items[0]?.body.tags).toEqual(['#socks!']);
  });
});

it.each(['Totaal', 'Totale', 'Razem', 'Summa', 'Total geral', 'Average', 'Durchschnitt', 'Moyenne :'])(
  'a row called %s is nobody',
  (name) => {
    const { items, skipped } = readLines('creators', [
      'handle,platform,followers',
      `${name},ig,5`,
      '@ada,ig,5',
    ]);
    expect([items.length, skipped.map(({ line }) => line)]).toEqual([1, [2]]);
  },
);

it.each([
  ['ada.knits (IG)', 'ada.knits', 'instagram'],
  ['@ada [TikTok]', '@ada', 'tiktok'],
  ['Instagram: @ada', '@ada', 'instagram'],
  ['ada @ TikTok', 'ada', 'tiktok'],
  ['ada auf YouTube', 'ada', 'youtube'],
  ['@ada – Instagram', '@ada', 'instagram'],
  ['ada', 'ada', undefined],
  ['Ada Lovelace', 'Ada Lovelace', undefined],
  ['ada (25K)', undefined, undefined],
  ['ada (blogger)', undefined, undefined],
])('%s is %s on %s', (text, handle, platform) => {
  const read = readHandle(text);
  expect([read?.handle, read?.platform]).toEqual([handle, platform]);
});
