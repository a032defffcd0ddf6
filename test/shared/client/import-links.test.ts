import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRouteLookup } from '../../../shared/data/links/route-lookup.ts';
import { oddAddresses, readPath } from '../../../shared/domain/link/read-path.ts';
import type { Link } from '../../../shared/domain/schema/programme/links.ts';
import { anApi, postBody, type Tenant, type TestApi } from '../../support/api-builders.ts';
import { type Engine, startEngine, wireTo } from '../../support/engine.ts';
import { importsInto } from '../../support/import-run.ts';

/** Exports in the shapes that these services document; all rows are made up. */
const SHOP = 'https://shop.example.com';
type Case = {
  service: string;
  name: string;
  content: string;
  /** Old addresses and where each leads. */
  leads: Record<string, string>;
  clicks: number;
  /** The lines that are broken, and what is said of them. */
  refused: string[];
};

const CASES: Case[] = [
  {
    service: 'Bitly',
    name: 'bitly.csv',
    content: [
      'Link,Custom Link,Date created,Title,Destination URL,Engagements,Status',
      `bit.ly/3xYzBi,go.example.com/Bi-Spring,2024-03-04,Spring,${SHOP}/bi1,"1,204",Active`,
      `bit.ly/3xYzBj,,2024-03-05,"Hats, caps",${SHOP}/bi2,7,Archived`,
      'bit.ly/3xYzBk,,2024-03-06,No way,not an address,1,Active',
      `bit.ly/3xYzBl,,2024-03-07,Loose, comma,${SHOP}/bi4,1,Active`,
    ].join('\r\n'),
    leads: { '/3xYzBi': '/bi1', '/Bi-Spring': '/bi1', '/BI-SPRING': '/bi1' },
    clicks: 1_204,
    refused: ['line 4: ', 'line 5: '],
  },
  {
    service: 'Dub',
    name: 'dub.csv',
    content: [
      'Short link,Destination URL,Clicks,Created at,Tags,Archived',
      `https://go.example.com/summer/sale,${SHOP}/du1,88,2024-05-01T10:00:00.000Z,"a, b",No`,
      `https://go.example.com/gr%C3%B6%C3%9Fe,${SHOP}/du2,3,2024-05-01T10:00:00.000Z,,No`,
      `https://go.example.com/,${SHOP}/du3,3,2024-05-01T10:00:00.000Z,,No`,
    ].join('\n'),
    leads: { '/summer/sale': '/du1', '/gr%C3%B6%C3%9Fe': '/du2', '/größe': '/du2' },
    clicks: 88,
    refused: ['line 4: address: is the domain itself'],
  },
  {
    service: 'Short.io',
    name: 'short.csv',
    content: [
      'idString,shortURL,path,originalURL,title,clicks,createdAt,updatedAt,expiresAt,tags',
      `lnk_a1_b2,https://go.example.com/sio.26,sio.26,${SHOP}/si1,One,15,2024-05-01T10:00:00.000Z,,,x`,
      `lnk_a1_b3,https://go.example.com/ab,ab,${SHOP}/si2,Two,1,2024-05-01T10:00:00.000Z,,,`,
      `lnk_a1_b4,https://go.example.com/api/x,api/x,${SHOP}/si3,Three,1,2024-05-01T10:00:00.000Z,,,`,
    ].join('\n'),
    leads: { '/sio.26': '/si1', '/ab': '/si2' },
    clicks: 15,
    refused: ['line 4: address: Vouch answers /api/x itself'],
  },
  {
    service: 'Rebrandly',
    name: 'rebrandly.json',
    content: JSON.stringify([
      {
        id: 'r1',
        title: 'One\u0001',
        slashtag: 'Reb-One',
        destination: `${SHOP}/re1`,
        shortUrl: 'rebrand.ly/Reb-One',
        domain: { id: 'd', fullName: 'rebrand.ly' },
        createdAt: '2024-05-01T10:00:00.000Z',
        clicks: 31,
        tags: [{ name: 'a' }, { name: 'b' }],
      },
      { id: 'r2', slashtag: 'help', destination: `${SHOP}/re2`, shortUrl: 'rebrand.ly/help', clicks: 2 },
      { id: 'r3', slashtag: 'Reb-Three', shortUrl: 'rebrand.ly/Reb-Three', clicks: 2 },
    ]),
    leads: { '/Reb-One': '/re1', '/reb-one': '/re1', '/help': '/re2' },
    clicks: 31,
    refused: ['line 3: destination: is missing'],
  },
  {
    service: 'Shlink',
    name: 'shlink.json',
    content: JSON.stringify({
      shortUrls: {
        data: [
          {
            shortCode: 'ShLi1',
            shortUrl: 'https://s.example.com/ShLi1',
            longUrl: `${SHOP}/sh1`,
            dateCreated: '2024-05-01T10:00:00+02:00',
            visitsSummary: { total: 1_000, nonBots: 900, bots: 100 },
            tags: ['a'],
            meta: { validSince: null, validUntil: '2030-05-01T10:00:00+02:00', maxVisits: 1_500 },
            domain: null,
          },
          {
            shortCode: 'shli1x',
            shortUrl: 'https://s.example.com/shli1x',
            longUrl: `${SHOP}/sh2`,
            visitsSummary: { total: 60 },
            meta: { maxVisits: 50 },
          },
          {
            shortCode: 'ShLi3',
            shortUrl: 'https://s.example.com/ShLi3',
            longUrl: 'mailto:x@example.com',
            visitsSummary: { total: 1 },
          },
        ],
        pagination: { currentPage: 1, pagesCount: 1 },
      },
    }),
    leads: { '/ShLi1': '/sh1' },
    clicks: 1_000,
    refused: ['line 3: '],
  },
  {
    service: 'YOURLS',
    name: 'yourls_url.csv',
    content: [
      '"keyword";"url";"title";"timestamp";"ip";"clicks"',
      `"1";"${SHOP}/yo1";"First";"2019-01-02 03:04:05";"192.0.2.4";"412"`,
      `"Yo10";"${SHOP}/yo2";"";"2019-01-02 03:04:05";"192.0.2.4";"5"`,
      `"YoIO";"${SHOP}/yo3";"A twin";"2019-01-02 03:04:05";"192.0.2.4";"6"`,
      `"yo10";"${SHOP}/yo4";"Its small twin";"2019-01-02 03:04:05";"192.0.2.4";"7"`,
      '"";"";"";"";"";""',
      `"Yo99";"";"";"2019-01-02 03:04:05";"192.0.2.4";"5"`,
    ].join('\n'),
    leads: { '/1': '/yo1', '/Yo10': '/yo2', '/YoIO': '/yo3', '/yo10': '/yo4', '/YO10': '/yo2' },
    clicks: 412,
    refused: ['line 7: destination: is missing'],
  },
];

let engine: Engine;
let api: TestApi;
let tenant: Tenant;
beforeAll(async () => {
  engine = await startEngine();
  api = await anApi(engine);
  tenant = await withCreator();
});
afterAll(() => engine.stop());

async function withCreator(): Promise<Tenant> {
  const made = await api.anotherBrand();
  await made.as.post('/v1/creators', { handle: '@ada', platform: 'instagram' });
  return made;
}

async function destinationOf(path: string): Promise<string | undefined> {
  const find = createRouteLookup(wireTo(engine), engine.tables);
  const reading = readPath(path);
  const addresses = [...oddAddresses(path), ...(reading.kind === 'link' ? reading.slugs : [])];
  for (const address of addresses) {
    const route = await find(address);
    if (route) return route.destination.replace(SHOP, '');
  }
  return undefined;
}

describe.each(CASES)('links of $service', ({ name, content, leads, clicks, refused }) => {
  it('are shown first: nothing is there', async () => {
    const into = importsInto(api, tenant);
    const dry = await into.run(into.file(name, content), { 'dry-run': true });
    expect(dry.said).toContain('links: ');
    for (const path of Object.keys(leads)) expect(await destinationOf(path)).toBeUndefined();
    into.clean();
  });

  it('go on working under their old addresses, their clicks kept apart; twice changes nothing', async () => {
    const into = importsInto(api, tenant);
    const file = into.file(name, content);
    await expect(into.run(file, {}, 0)).rejects.toThrow();
    const first = await into.run(file);
    expect(first.code).toBe(1);
    expect(first.text.split('\n').slice(0, -1)).toEqual(
      refused.map((start) => expect.stringContaining(start)),
    );
    for (const [path, destination] of Object.entries(leads))
      expect([path, await destinationOf(path)]).toEqual([path, destination]);
    const { data } = (await tenant.as.get('/v1/links?limit=100')).json as { data: Link[] };
    expect(data.map(({ beforeVouch }) => beforeVouch?.clicks)).toContain(clicks);
    const again = await into.run(file);
    expect(again.text).toContain('0 new, 0 changed');
    expect(((await tenant.as.get('/v1/links?limit=100')).json as { data: Link[] }).data).toEqual(data);
    into.clean();
  });
});

it('a link that was changed here since is left as it is, and named', async () => {
  const into = importsInto(api, tenant);
  const file = into.file('free.csv', `Short URL,Long URL\nhttps://go.example.com/moved,${SHOP}/old\n`);
  await into.run(file);
  const { data } = (await tenant.as.get('/v1/links?limit=100')).json as { data: Link[] };
  const link = data.find(({ slug }) => slug === 'moved');
  await tenant.as.patch(`/v1/links/${link?.id}`, { destination: `${SHOP}/new` });
  const { text } = await into.run(file);
  expect(text).toContain(
    `go.example.com/moved: leads to ${SHOP}/new here, to ${SHOP}/old there; left as it is`,
  );
  expect(await destinationOf('/moved')).toBe('/new');
  into.clean();
});

it('stand under the post that is told, else under none; of a creator they cannot be', async () => {
  const theirs = await withCreator();
  const into = importsInto(api, theirs);
  const { data: creators } = (await theirs.as.get('/v1/creators')).json as { data: { id: string }[] };
  const post = postBody(creators[0]?.id ?? '', { url: 'https://www.instagram.com/p/abc/' });
  const { id } = (await theirs.as.post('/v1/posts', post)).json as { id: string };
  const file = into.file('free.csv', `Short URL,Long URL\nhttps://go.example.com/told,${SHOP}/a\n`);
  expect(await into.run(file, { creator: '@ada' })).toMatchObject({
    code: 2,
    text: expect.stringContaining('--set post=URL'),
  });
  await into.run(file, { set: ['post=https://www.instagram.com/p/abc/'] });
  await into.run(into.file('alone.csv', `Short URL,Long URL\nhttps://go.example.com/alone,${SHOP}/a\n`));
  const { data } = (await theirs.as.get('/v1/links?limit=100')).json as { data: Link[] };
  const postOf = (slug: string) => data.find((link) => link.slug === slug)?.postId;
  expect([postOf('told'), postOf('alone')]).toEqual([id, undefined]);
  into.clean();
});

it('a first line that leads nowhere costs no other', async () => {
  const into = importsInto(api, await withCreator());
  const rows = ['go.example.com/nowhere,not an address', `go.example.com/somewhere,${SHOP}/some`];
  const file = into.file('first.csv', `Short URL,Long URL\n${rows.join('\n')}\n`);
  const { text } = await into.run(file);
  expect(text).toMatch(/^line 2: go\.example\.com\/nowhere: destination .*\n1 new, 0 changed, .* 1 refused$/);
  expect(await destinationOf('/somewhere')).toBe('/some');
  into.clean();
});

it('goes on where it was stopped, also where a link that was sent has been changed since: none is passed over', async () => {
  const theirs = await withCreator();
  const into = importsInto(api, theirs);
  const rows = Array.from({ length: 102 }, (_none, row) => `go.example.com/stop-${row},${SHOP}/st${row}`);
  const file = into.file('stop.csv', `Short URL,Long URL\n${rows.join('\n')}\n`);
  await expect(into.run(file, {}, 1)).rejects.toThrow('Nobody answers');
  const { data } = (await theirs.as.get('/v1/links?limit=100')).json as { data: Link[] };
  const sent = data.find(({ slug }) => slug === 'stop-7');
  await theirs.as.patch(`/v1/links/${sent?.id}`, { destination: `${SHOP}/moved` });
  const { text, said: told } = await into.run(file);
  expect(told).toContain('going on behind the 100 that are done');
  expect(text).toBe('102 new, 0 changed, 0 as before, 0 refused');
  expect(await destinationOf('/stop-100')).toBe('/st100');
  expect(await destinationOf('/stop-7')).toBe('/moved');
  into.clean();
});

it('takes tags over, as each service joins them', async () => {
  const theirs = await withCreator();
  const into = importsInto(api, theirs);
  const rows = ['go.example.com/tag-1', 'go.example.com/tag-2', 'go.example.com/tag-3'];
  const tags = ['"Spring, Sale"', 'Spring|Sale', ''];
  const lines = rows.map((address, row) => `${address},${SHOP}/t${row},${tags[row]}`);
  await into.run(into.file('tags.csv', `Short URL,Long URL,Tags\n${lines.join('\n')}\n`));
  const { data } = (await theirs.as.get('/v1/links?limit=100')).json as { data: Link[] };
  const tagsOf = (slug: string) => data.find((link) => link.slug === slug)?.tags;
  expect(['tag-1', 'tag-2', 'tag-3'].map(tagsOf)).toEqual([
    ['spring', 'sale'],
    ['spring', 'sale'],
    undefined,
  ]);
  into.clean();
});
