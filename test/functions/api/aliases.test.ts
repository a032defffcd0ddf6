import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkRoutesIn } from '../../../shared/data/links/link-routes-store.ts';
import { createRouteLookup } from '../../../shared/data/links/route-lookup.ts';
import { oddAddresses, readPath } from '../../../shared/domain/link/read-path.ts';
import type { Link } from '../../../shared/domain/schema/programme/links.ts';
import { anApi, postBody, type Tenant, type TestApi } from '../../support/api-builders.ts';
import { type Engine, startEngine, wireTo } from '../../support/engine.ts';

let engine: Engine;
let api: TestApi;
beforeAll(async () => {
  engine = await startEngine();
  api = await anApi(engine);
});
afterAll(() => engine.stop());

/** As the redirect finds it: every slug of the path in its order. */
async function leadsTo(path: string): Promise<string | undefined> {
  const find = createRouteLookup(wireTo(engine), engine.tables);
  const reading = readPath(path);
  if (reading.kind === 'ours') return undefined;
  for (const slug of [...oddAddresses(path), ...(reading.kind === 'link' ? reading.slugs : [])]) {
    const route = await find(slug);
    if (route) return route.linkId;
  }
  return undefined;
}

async function aLink({ as }: Tenant = api.sock, over: object = {}): Promise<Link> {
  const { json: creator } = await as.post('/v1/creators', { handle: '@ada', platform: 'instagram' });
  const { json: post } = await as.post('/v1/posts', postBody((creator as { id: string }).id));
  const { status, json } = await as.post('/v1/links', {
    postId: (post as { id: string }).id,
    destination: 'https://shop.example.com/socks',
    ...over,
  });
  expect(status).toBe(201);
  return json as Link;
}
const alias = (id: string, ...aliases: string[]) => api.sock.as.post(`/v1/links/${id}/aliases`, { aliases });

describe('an address from elsewhere', () => {
  it.each([
    ['two letters', 'ab', '/ab'],
    ['one letter', 'q', '/q'],
    ['a full stop', 'sale.2026', '/sale.2026'],
    ['a path', 'summer/sale', '/summer/sale'],
    ['a reserved word', 'help', '/help'],
    ['a reserved word in capitals', 'About', '/About'],
    ['umlauts, escaped as browsers send them', 'größe', '/gr%C3%B6%C3%9Fe'],
    ['umlauts as API Gateway hands them over', 'weiß', '/weiß'],
    ['emoji', '🧦', '/%F0%9F%A7%A6'],
    ['longer than a slug', 'x'.repeat(80), `/${'x'.repeat(80)}`],
    ['capitals typed otherwise', 'Bio/Link', '/BIO/LINK'],
    ['a slash at its end', 'winter/sale', '/winter/sale/'],
    ['what a sentence put behind it', 'z.9', '/z.9%29'],
  ])('leads where its link leads: %s', async (_title, address, path) => {
    const link = await aLink();
    const { status, json } = await alias(link.id, address);
    expect({ status, aliases: (json as Link).aliases }).toEqual({ status: 200, aliases: [address] });
    expect(await leadsTo(path)).toBe(link.id);
    expect(await leadsTo(`/${link.slug}`)).toBe(link.id);
  });

  it.each([
    'v1/creators',
    'app',
    'r',
    'docs',
    'robots.txt',
    'a/qr.svg',
    '.env',
    'a//b',
    'a b',
    'a?b',
    '',
    'a/',
    '..',
  ])('is refused where Vouch answers itself, or none can be: "%s"', async (address) => {
    const link = await aLink();
    expect((await alias(link.id, address)).status).toBe(422);
  });

  it('is another spelling of a slug, and the segment before it is no more what is meant', async () => {
    const short = await aLink(api.sock, { slug: 'autumn' });
    const long = await aLink();
    expect(await leadsTo('/autumn/boots')).toBe(short.id);
    await alias(long.id, 'autumn/boots');
    expect(await leadsTo('/autumn/boots')).toBe(long.id);
    expect(await leadsTo('/autumn/other')).toBe(short.id);
  });

  it('keeps twins apart: what looks like another link is its exact spelling only', async () => {
    const first = await aLink(api.sock, { slug: 'Ada10' });
    const second = await aLink();
    const third = await aLink();
    expect((await alias(second.id, 'AdaIO')).status).toBe(200);
    expect((await alias(third.id, 'ada10')).status).toBe(200);
    expect(await leadsTo('/Ada10')).toBe(first.id);
    expect(await leadsTo('/AdaIO')).toBe(second.id);
    expect(await leadsTo('/ada10')).toBe(third.id);
    expect(await leadsTo('/ADA10')).toBe(first.id);
  });

  it('twins outlive changes of the link that they look like', async () => {
    const first = await aLink(api.sock, { slug: 'Zoe10', clickLimit: 5 });
    const second = await aLink();
    await alias(second.id, 'ZoeIO');
    await api.sock.as.patch(`/v1/links/${first.id}`, { destination: 'https://shop.example.com/other' });
    expect(await leadsTo('/ZoeIO')).toBe(second.id);
    expect(await leadsTo('/Zoe10')).toBe(first.id);
    const routes = linkRoutesIn(api.deps.stores.tables);
    await routes.close('Zoe10', 5);
    expect(await leadsTo('/ZoeIO')).toBe(second.id);
  });

  it('of another link is refused, also of another brand’s; the same again changes nothing', async () => {
    const link = await aLink();
    const other = await aLink();
    await alias(link.id, 'x/y');
    expect((await alias(link.id, 'x/y')).json).toMatchObject({ aliases: ['x/y'] });
    expect(await alias(other.id, 'x/y')).toMatchObject({ status: 409, json: { code: 'slug-taken' } });
    const tenant = await api.anotherBrand();
    const theirs = await aLink(tenant);
    expect((await tenant.as.post(`/v1/links/${theirs.id}/aliases`, { aliases: ['x/y'] })).status).toBe(409);
    expect((await tenant.as.post(`/v1/links/${link.id}/aliases`, { aliases: ['t/t'] })).status).toBe(404);
    expect(await leadsTo('/x/y')).toBe(link.id);
  });

  it('stands at its link once it leads there, also where a later one of the same list is another’s', async () => {
    const holder = await aLink();
    const link = await aLink();
    await alias(holder.id, 'held/by');
    expect((await alias(link.id, 'in/front', 'held/by', 'be/hind')).status).toBe(409);
    expect(await leadsTo('/in/front')).toBe(link.id);
    expect((await api.sock.as.get(`/v1/links/${link.id}`)).json).toMatchObject({ aliases: ['in/front'] });
    expect(await leadsTo('/be/hind')).toBeUndefined();
  });

  it('leads on when a slug that it looks like was reserved for a link that never came to be', async () => {
    const link = await aLink();
    const routes = linkRoutesIn(api.deps.stores.tables);
    const reserver = { linkId: 'lnk_never', brandId: api.sock.brand.id };
    expect(await routes.reserve('Never0', reserver)).toBe('reserved');
    expect((await alias(link.id, 'NeverO')).status).toBe(200);
    await routes.release('Never0', reserver.linkId);
    expect(await leadsTo('/NeverO')).toBe(link.id);
    const later = { ...reserver, linkId: 'lnk_later' };
    expect(await routes.reserve('Never0', later)).toBe('taken');
    expect(await routes.reserve('never0', later)).toBe('reserved');
    expect(await leadsTo('/NeverO')).toBe(link.id);
  });

  it('leads on where its place had been given back before, and all that looks like it is given back now', async () => {
    const link = await aLink();
    const routes = linkRoutesIn(api.deps.stores.tables);
    const never = { linkId: 'lnk_gone', brandId: api.sock.brand.id };
    await routes.reserve('Gone0', never);
    await routes.release('Gone0', never.linkId);
    await routes.reserve('gone0', never);
    expect((await alias(link.id, 'Gone0')).status).toBe(200);
    await routes.release('gone0', never.linkId);
    expect(await routes.reserve('Gone0', never)).toBe('taken');
    expect(await leadsTo('/Gone0')).toBe(link.id);
  });

  it('is given once, whoever asks at once', async () => {
    const links = await Promise.all([1, 2, 3, 4].map(() => aLink()));
    const answers = await Promise.all(links.map(({ id }) => alias(id, 'at/once')));
    const given = links.filter((_link, index) => answers[index]?.status === 200);
    expect(given).toHaveLength(1);
    expect(await leadsTo('/at/once')).toBe(given[0]?.id);
  });

  it('stays when the link is told anew by its externalId', async () => {
    const link = await aLink(api.sock, { externalId: 'kept' });
    await alias(link.id, 'ke/pt');
    const { postId, destination } = link;
    const { json } = await api.sock.as.put('/v1/links/external/kept', { postId, destination });
    expect(json).toMatchObject({ aliases: ['ke/pt'] });
  });
});

it('clicks from before are shown with their day and source, and a slug that a link takes later is no alias', async () => {
  const beforeVouch = { clicks: 1_234, asOf: '2026-10-01T00:00:00.000Z', source: 'bitly' };
  const link = await aLink(api.sock, { beforeVouch });
  expect(link).toMatchObject({ beforeVouch });
  const { json } = await api.sock.as.get(`/v1/analytics/clicks?groupBy=link&from=2026-01-01&to=2026-12-31`);
  expect((json as { totals: { clicks: number } }).totals.clicks).toBe(0);
  const { text } = await api.sock.as.get(`/v1/exports/links.csv?from=2026-01-01&to=2026-12-31`);
  const [heading = '', ...lines] = text.trim().split('\r\n');
  const line = lines.find((one) => one.includes(link.id)) ?? '';
  expect(heading.replaceAll('"', '')).toMatch(
    /clicks,uniques,clicksBeforeVouch,beforeVouchUntil,beforeVouchSource$/,
  );
  expect(line).toMatch(/,0,0,1234,"2026-10-01T00:00:00.000Z","bitly"$/);
  await alias(link.id, 'taken-one');
  expect(
    (
      await api.sock.as.post('/v1/links', {
        postId: link.postId,
        destination: link.destination,
        slug: 'TAKEN-ONE',
      })
    ).status,
  ).toBe(409);
});
