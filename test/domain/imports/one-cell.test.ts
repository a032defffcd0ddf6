import { describe, expect, it } from 'vitest';
import { decodeFile } from '../../../shared/domain/imports/file/decode-file.ts';
import { readJsonTable } from '../../../shared/domain/imports/file/read-json.ts';
import { readTable } from '../../../shared/domain/imports/file/read-table.ts';
import { inBulks, refusedBecause } from '../../../shared/domain/imports/items/bulk-of.ts';
import { knowsHeading } from '../../../shared/domain/imports/map-columns.ts';
import { readLines } from './read-lines.ts';

const only = (kind: Parameters<typeof readLines>[0], heading: string, line: string, told: object = {}) => {
  const { items, refused } = readLines(kind, [heading, line], told);
  return items[0]?.body ?? refused[0]?.problem;
};

describe('a creator’s country', () => {
  it.each([
    ['Germany', 'DE'],
    ['Deutschland', 'DE'],
    ['Austria', 'AT'],
    ['ÖSTERREICH', 'AT'],
    ['Switzerland', 'CH'],
    ['Schweiz', 'CH'],
    ['suisse', 'CH'],
    ['France', 'FR'],
    ['Frankreich', 'FR'],
    ['Spain', 'ES'],
    ['Spanien', 'ES'],
    ['España', 'ES'],
    ['Italy', 'IT'],
    ['Italien', 'IT'],
    ['Netherlands', 'NL'],
    ['Niederlande', 'NL'],
    ['United Kingdom', 'GB'],
    ['UK', 'GB'],
    ['United States', 'US'],
    ['USA', 'US'],
    ['nl', 'NL'],
    ['Atlantis', 'Atlantis'],
  ])('%s is %s', (written, country) => {
    expect(only('creators', 'handle,platform,country', `ada,instagram,${written}`)).toMatchObject({
      country,
    });
  });
});

describe('a post’s format', () => {
  it.each([
    ['reel', 'short'],
    ['Reels', 'short'],
    ['IG reel', 'short'],
    ['shorts', 'short'],
    ['story', 'short'],
    ['IG_story', 'short'],
    ['clip', 'short'],
    ['image', 'short'],
    ['ig image', 'short'],
    ['photo', 'short'],
    ['carousel', 'short'],
    ['ig-carousel', 'short'],
    ['video', 'long'],
    ['Long  video', 'long'],
    ['LONG', 'long'],
  ])('%s is %s', (written, format) => {
    const heading = 'url,publishedAt,format,stage,destination,handle';
    const line = `https://www.instagram.com/p/Cab12/,2026-10-05T10:00:00Z,${written},campaign,https://shop.example/,ada`;
    expect(only('posts', heading, line)).toMatchObject({ format });
  });
});

describe('what a cost is of', () => {
  const cost = (heading: string, cell: string) =>
    only('spend', `incurredOn,amount,kind,${heading}`, `2026-10-05,10.50,fee,${cell}`);
  it.each([
    ['post', 'pst_0123456789abcdef', { postId: 'pst_0123456789abcdef' }],
    ['post', 'https://www.instagram.com/p/Cab12/', { postUrl: expect.stringContaining('Cab12') }],
    ['post', 'a1', { postExternalId: 'a1' }],
    ['campaign', 'winter', { campaignExternalId: 'winter' }],
    ['squad', 'berlin', { squadExternalId: 'berlin' }],
    ['stage', 'Campaign', { stage: 'campaign' }],
    ['creatorExternalId', 'inf-7', { creatorExternalId: 'inf-7' }],
    ['handle,platform', '@ada,instagram', { creatorHandle: '@ada', creatorPlatform: 'instagram' }],
  ])('%s %s', (heading, cell, level) => expect(cost(heading, cell)).toMatchObject(level));

  it('is the closest of several, and something it must be', () => {
    const body = cost('stage,squad,campaign,handle,post', 'campaign,berlin,winter,ada,a1');
    expect(body).toMatchObject({ postExternalId: 'a1' });
    expect(body).not.toHaveProperty('stage');
    expect(body).not.toHaveProperty('creatorHandle');
    expect(cost('note', 'x')).toMatch(/names (neither|nothing|no)/);
  });

  it('is cash, but for what is given away; equal costs are two, and the same when they are read again', () => {
    const read = (...lines: string[]) =>
      readLines('spend', [
        'incurredOn,amount,kind,stage',
        ...lines.map((line) => `2026-10-05,${line},campaign`),
      ]).items.map(({ body }) => body as { basis: string; externalId: string });
    const [fee, gift, again, other] = read('10.50,fee', '10.50,product', '10.5,fee', '10.51,fee');
    expect([fee?.basis, gift?.basis]).toEqual(['cash', 'cogs']);
    expect(new Set([fee, gift, again, other].map((one) => one?.externalId)).size).toBe(4);
    expect(read('10.50,fee')[0]?.externalId).toBe(fee?.externalId);
    expect(read('10.5,fee')[0]?.externalId).toBe(fee?.externalId);
  });
});

describe('a link of another service', () => {
  const link = (heading: string, cells: string) =>
    only('links', `short url,long url,${heading}`, `https://bit.ly/abc1,https://shop.example/,${cells}`);
  it.each([
    ['status', 'disabled', 'paused'],
    ['status', 'Blocked', 'paused'],
    ['status', 'active', undefined],
    ['status', 'archived', 'archived'],
    ['status', 'ja', 'archived'],
    ['password', 'secret', 'paused'],
    ['password', 'false', undefined],
    ['password', '0', undefined],
  ])('whose %s is %s is %s', (heading, cell, status) => {
    const body = link(heading, cell) as { status?: string };
    expect(body.status).toBe(status);
  });
});

describe('a file without a heading', () => {
  const usual = ['day', 'amount', 'kind'];
  const read = (text: string) => readTable(text, knowsHeading('spend', {}), usual);

  it('has the usual one, and names no column beyond it', () => {
    const table = read('2026-10-05;10,50;fee;x;y\n2026-10-06;3;fee\n');
    expect(table).toMatchObject({ isBare: true, above: 0, separator: ';' });
    expect(table.headings).toEqual(['day', 'amount', 'kind', '', '']);
    expect(table.rows.map(({ line, cells }) => [line, cells.length])).toEqual([
      [1, 5],
      [2, 3],
    ]);
  });

  it('is cut by the sign that cuts most lines alike', () => {
    expect(read('2026-10-05\t10,50\tfee\n2026-10-06\t3,20\tfee\n').separator).toBe('\t');
    expect(read('2026-10-05,10.50,fee\n2026-10-06,3.20,fee\n').separator).toBe(',');
    expect(read('sep=|\n2026-10-05|10.50|fee\n')).toMatchObject({ separator: '|', isBare: true, above: 1 });
  });

  it('tells a broken line by its own number', () => {
    const { rows, broken } = read('2026-10-05;1;fee\n2026-10-06;"2;fee\n2026-10-07;3;fee\n');
    expect(broken.map(({ line }) => line)).toEqual([2]);
    expect(rows.map(({ line, cells }) => [line, cells[1]])).toEqual([
      [1, '1'],
      [3, '3'],
    ]);
  });

  it('is no such file where two names are known', () => {
    expect(read('Day;Amount\n2026-10-05;10,50\n')).toMatchObject({
      isBare: false,
      headings: ['Day', 'Amount'],
    });
    expect(read('')).toMatchObject({ headings: [], rows: [], broken: [] });
  });
});

describe('a file of JSON', () => {
  it('names what lies inside by its way there, joins lists, and leaves empty what one of them lacks', () => {
    const table = readJsonTable(
      '\ufeff [{"a":{"b":1,"c":null},"tags":["x",{"name":"y"},{"z":1}]},{"d":false}] ',
    );
    expect(table).toEqual({
      headings: ['a.b', 'a.c', 'tags', 'd'],
      rows: [
        { line: 1, cells: ['1', '', 'x, y, [object Object]', ''] },
        { line: 2, cells: ['', '', '', 'false'] },
      ],
      broken: [],
      separator: 'JSON',
      above: 0,
      isBare: false,
    });
  });

  it('may have raw control characters in its texts', () => {
    expect(readJsonTable('[{"a":"x\u0007y"}]')?.rows[0]?.cells).toEqual(['x y']);
  });

  it('is none that begins otherwise, breaks off, or holds its list too far down', () => {
    for (const text of [
      'a,b\n1,2',
      '',
      '[{"a":1}',
      '{"a":1}\nx',
      '{"a":{"b":{"c":{"d":[{"e":1}]}}}}',
      '[{"a":1},2]',
    ])
      expect(readJsonTable(text)?.rows.map(({ cells }) => cells) ?? 'none').toEqual(
        text.startsWith('{"a":{') ? expect.anything() : 'none',
      );
  });
});

describe('a bulk', () => {
  it('takes as many at once as its kind allows', () => {
    const sizes = (kind: Parameters<typeof inBulks>[0], many: number) =>
      inBulks(
        kind,
        Array.from({ length: many }, (_, n) => n),
      ).map(({ length }) => length);
    expect(sizes('creators', 201)).toEqual([100, 100, 1]);
    expect(sizes('engagement', 500)).toEqual([500]);
    expect(sizes('baselines', 801)).toEqual([400, 400, 1]);
    expect(sizes('links', 0)).toEqual([]);
    expect(inBulks('orders', ['a', 'b'])).toEqual([['a', 'b']]);
  });

  it('says in one line why an item was refused', () => {
    const errors = [
      { path: '/handle', message: 'is missing' },
      { path: '/tags/0', message: 'is too long' },
    ];
    expect(refusedBecause({ detail: 'invalid', errors })).toBe('/handle is missing; /tags/0 is too long');
    expect(refusedBecause({ detail: 'no such post', errors: [] })).toBe('no such post');
    expect(refusedBecause(undefined)).toBe('refused');
  });
});

it('bytes that are a workbook or a picture are said to be none of text', () => {
  expect(decodeFile(Buffer.from('PK\u0003\u0004xl/workbook.xml'))).toHaveProperty('problem');
  expect(decodeFile(Buffer.from('a,b\n1,2\n'))).toMatchObject({ text: 'a,b\n1,2\n' });
});
