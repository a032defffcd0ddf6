import { beforeAll, expect, it } from 'vitest';
import { tidyAll } from '../../../shared/data/chores/tidy.ts';
import { routeKey, rowToRoute, spellingKey } from '../../../shared/data/links/link-route-item.ts';
import { linkRoutesIn } from '../../../shared/data/links/link-routes-store.ts';
import { linkRecords, linkShelf } from '../../../shared/data/links/link-shelf.ts';
import { postLinkId } from '../../../shared/data/table/keys.ts';
import { recordRow, recordsOf } from '../../../shared/data/table/records-store.ts';
import { inPortions, writeMany } from '../../../shared/data/table/write-many.ts';
import { derivedId } from '../../../shared/domain/id.ts';
import { aPostedLink } from '../../support/api-builders.ts';
import { apiOfFile } from '../../support/api-of-file.ts';

const LINKS = 1_250;
const host = apiOfFile();
let slugs: string[];
let requests = 0;
let gets = 0;
/** Told of the keys of what was just read together. */
let read = async (_keys: string): Promise<void> => {};

beforeAll(async () => {
  const { brand } = host.api.sock;
  const { tables } = host.api.deps.stores;
  const { linkId } = await aPostedLink(host.api);
  const { slug: first, ...link } = await linkRecords(recordsOf(tables, brand.id)).get(linkId);
  slugs = Array.from({ length: LINKS }, (_, index) => `many${index}`);
  const rows = slugs.flatMap((slug) => {
    const id = derivedId('lnk', brand.id, slug);
    const owner = { linkId: id, brandId: brand.id };
    return [
      recordRow(brand.id, 'LINK', { ...link, ...{ id, slug } }),
      recordRow(brand.id, 'POSTLINK', { id: postLinkId(link.postId ?? '', id) }),
      { ...routeKey(slug), ...owner },
      { ...spellingKey(slug), ...owner, slug },
    ];
  });
  const writes = rows.map((row) => ({ table: tables.records.name, row }));
  for (const some of inPortions(writes)) await writeMany(tables.call, some);
  slugs.push(first);
  const send = host.engine.client.send.bind(host.engine.client) as (command: never) => Promise<unknown>;
  host.engine.client.send = (async (command: { constructor: { name: string }; input: object }) => {
    requests++;
    if (command.constructor.name === 'GetItemCommand') gets++;
    const answer = await send(command as never);
    if (command.constructor.name === 'BatchGetItemCommand') await read(JSON.stringify(command.input));
    return answer;
  }) as never;
});

const zones = async (): Promise<(string | undefined)[]> => {
  const rows = await host.api.deps.stores.tables.records.getMany(slugs.map((slug) => routeKey(slug)));
  return rows.map((row) => rowToRoute(row)?.timeZone);
};
const rewriting = async () =>
  ((await host.as().get('/v1/brand')).json as { rewriting?: { linksDone: number } }).rewriting;

it('a change of zone takes a thousand links along, says how far it is, and the sweep brings the others', async () => {
  const before = requests;
  const { status, json } = await host.as().patch('/v1/brand', { timeZone: 'Asia/Tokyo' });
  expect(status).toBe(200);
  expect(json).toMatchObject({ timeZone: 'Asia/Tokyo', rewriting: { linksDone: 1_000 } });
  // A write for each link; what it is made of is read by the hundred.
  expect(requests - before).toBeLessThan(1_150);
  expect((await zones()).filter((zone) => zone === 'Asia/Tokyo')).toHaveLength(1_000);
  expect(await rewriting()).toEqual({ linksDone: 1_000 });

  await tidyAll(host.api.deps.stores);
  expect(new Set(await zones())).toEqual(new Set(['Asia/Tokyo']));
  expect(await rewriting()).toBeUndefined();
});

it('a route that cannot be written stops no other and is not passed over by whoever goes on', async () => {
  const { tables } = host.api.deps.stores;
  const stolen = await tables.records.get(routeKey('many7'));
  if (!stolen) throw new Error('many7 has no route');
  await tables.records.put({ ...stolen, linkId: 'lnk_0000000000000000' });
  expect((await host.as().patch('/v1/brand', { timeZone: 'Europe/Paris' })).status).toBe(500);
  expect((await zones()).filter((zone) => zone === 'Europe/Paris')).toHaveLength(999);
  expect((await rewriting())?.linksDone ?? 0).toBeLessThan(1_000);

  await tables.records.put(stolen);
  host.api.clock.now += 120_000;
  await tidyAll(host.api.deps.stores);
  expect(new Set(await zones())).toEqual(new Set(['Europe/Paris']));
});

it('the links of a post, and those that newer rules concern, are read by the hundred', async () => {
  const { links } = host.api.deps.stores.brand(host.api.sock.brand.id);
  const [first] = (await links.list({ limit: 1 })).records;
  gets = 0;
  await links.rewriteOfPosts([first?.postId ?? ''], host.api.clock.now, async () => undefined);
  // A brand for each hundred.
  expect(gets).toBeLessThan(50);
  const before = requests;
  await links.rewriteIfOld('nothing-is', () => false);
  expect(requests - before).toBeLessThan(50);
  await links.rewriteIfOld('all-are', ({ slug }) => slug === 'many1249');
  const { intents } = linkShelf(
    host.api.deps.stores.tables,
    recordsOf(host.api.deps.stores.tables, host.api.sock.brand.id),
  );
  expect(await intents.find('rewrite#nothing-is')).toBeUndefined();
  expect(await intents.find('rewrite#all-are')).toMatchObject({ kind: 'rewrite' });
});

it('a change that comes between the reading and the writing is in the route', async () => {
  const { stores } = host.api.deps;
  const id = derivedId('lnk', host.api.sock.brand.id, 'many9');
  const { links } = stores.brand(host.api.sock.brand.id);
  const pause = () => links.update(id, (link) => ({ ...link, status: 'paused' }), host.api.clock.now);
  let paused = 0;
  read = async (keys) => {
    if (paused === 0 && keys.includes('#LINK') && keys.includes(id) && ++paused) await pause();
  };
  await host.as().patch('/v1/brand', { timeZone: 'America/Lima' });
  await tidyAll(stores);
  expect(paused).toBe(1);
  expect(await linkRoutesIn(stores.tables).find('many9')).toMatchObject({
    status: 'paused',
    timeZone: 'America/Lima',
  });
});

it('a link whose post is gone holds up no other, and the sweep tells of it until somebody looks', async () => {
  const { stores } = host.api.deps;
  const brandId = host.api.sock.brand.id;
  const links = linkRecords(recordsOf(stores.tables, brandId));
  const lost = await links.update(derivedId('lnk', brandId, 'many7'), (link) => ({
    ...link,
    postId: 'pst_0000000000000000' as NonNullable<typeof link.postId>,
  }));
  const { status, json } = await host.as().patch('/v1/brand', { timeZone: 'Asia/Kolkata' });
  expect(status).toBe(200);
  expect(json).toMatchObject({ rewriting: { linksDone: 999 } });
  host.api.clock.now += 120_000;
  const told = `rewrite#${lost.id}#.*RecordMissing: no such post`;
  for (let sweep = 0; sweep < 10; sweep++)
    await expect(tidyAll(stores)).rejects.toThrow(new RegExp(`1 intents not finished, first .*${told}`));
  expect((await zones()).filter((zone) => zone === 'Asia/Kolkata')).toHaveLength(slugs.length - 1);
  expect(await rewriting()).toBeUndefined();
  await tidyAll(stores);
});
