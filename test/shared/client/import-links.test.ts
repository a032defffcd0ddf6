import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRouteLookup } from '../../../shared/data/links/route-lookup.ts';
import { oddAddresses, readPath } from '../../../shared/domain/link/read-path.ts';
import type { Link } from '../../../shared/domain/schema/programme/links.ts';
import { anApi, postBody, type Tenant, type TestApi } from '../../support/api-builders.ts';
import { type Engine, startEngine, wireTo } from '../../support/engine.ts';
import { contentOf } from '../../support/import-files/import-file.ts';
import { LINKS, SHOP } from '../../support/import-files/links.ts';
import { importsInto } from '../../support/import-run.ts';

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

describe.each(LINKS)('links of $vendor', (file) => {
  const { name, leads, clicks, refused } = file;

  it('are shown first: nothing is there', async () => {
    const into = importsInto(api, tenant);
    const dry = await into.run(into.file(name, contentOf(file)), { 'dry-run': true });
    expect(dry.said).toContain('links: ');
    for (const path of Object.keys(leads)) expect(await destinationOf(path)).toBeUndefined();
    into.clean();
  });

  it('go on working under their old addresses, their clicks kept apart; twice changes nothing', async () => {
    const into = importsInto(api, tenant);
    const path = into.file(name, contentOf(file));
    await expect(into.run(path, {}, 0)).rejects.toThrow();
    const first = await into.run(path);
    expect(first.code).toBe(1);
    expect(first.text.split('\n').slice(0, -1)).toEqual(
      refused.map((start) => expect.stringContaining(start)),
    );
    for (const [old, destination] of Object.entries(leads))
      expect([old, await destinationOf(old)]).toEqual([old, destination]);
    const { data } = (await tenant.as.get('/v1/links?limit=100')).json as { data: Link[] };
    if (clicks > 0) expect(data.map(({ beforeVouch }) => beforeVouch?.clicks)).toContain(clicks);
    const again = await into.run(path);
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

it('links keep what the other service called them and when it made them, as it wrote it', async () => {
  const { data } = (await tenant.as.get('/v1/links?limit=100')).json as { data: Link[] };
  const found = (path: string) => data.find(({ destination }) => destination === `${SHOP}${path}`)?.metadata;
  expect(found('/bi1')).toEqual({ title: 'Spring', createdThere: '2024-03-04' });
  expect(found('/si1')).toEqual({ title: 'One', createdThere: '2024-05-01T10:00:00.000Z' });
  expect(found('/du1')).toEqual({ createdThere: '2024-05-01T10:00:00.000Z' });
});
