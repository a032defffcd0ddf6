import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDomainFinder } from '../../../functions/redirect/domain-finder.ts';
import { makeLink } from '../../../shared/client/command/link.ts';
import { createVouch } from '../../../shared/client/vouch.ts';
import { createDomainLookup } from '../../../shared/data/links/domain-lookup.ts';
import { createDns } from '../../../shared/dns/ask-dns.ts';
import { checkDomainsDue } from '../../../shared/dns/check-domains.ts';
import type { Domain } from '../../../shared/domain/schema/access/domains.ts';
import type { Post } from '../../../shared/domain/schema/programme/posts.ts';
import { postBody, type Tenant } from '../../support/api-builders.ts';
import { apiOfFile } from '../../support/api-of-file.ts';
import { countingOf } from '../../support/counting.ts';
import { type DnsServer, startDns } from '../../support/dns-server.ts';
import { wireTo } from '../../support/engine.ts';
import { tapsOn } from '../../support/taps.ts';

let dns: DnsServer;
const host = apiOfFile({
  dns: {
    texts: (name) => createDns([dns.server]).texts(name),
    addresses: (name) => createDns([dns.server]).addresses(name),
  },
});
const { as, made } = host;
const GO = 'go.ada-socks.com';
const SHOP = 'https://shop.example.com/';

type Link = { id: string; slug: string; shortUrl: string; qrUrl: string; domain?: string };
let tap: ReturnType<typeof tapsOn>;
let other: Tenant;

beforeAll(async () => {
  dns = await startDns();
  dns.says('A vou.ch', ['203.0.113.80']);
  other = await host.api.anotherBrand();
  tap = tapsOn(host.engine, host.api, await countingOf(host.engine, host.api));
});
afterAll(() => dns.stop());

const check = async (id: string, tenant = host.api.sock) =>
  (await tenant.as.post(`/v1/domains/${id}/check`)).json as Domain;
/** Of whoever asks, added and proved. */
async function proved(name: string, tenant = host.api.sock): Promise<Domain> {
  const { json } = await tenant.as.post('/v1/domains', { host: name });
  const { id, records } = json as Domain;
  dns.says(`TXT _vouch.${name}`, [records[0]?.value ?? '']);
  dns.says(`A ${name}`, ['203.0.113.80']);
  return check(id, tenant);
}

describe('a short domain of one’s own', () => {
  let domain: Domain;

  it('says what to enter at the DNS provider, and waits', async () => {
    domain = await made<Domain>('/v1/domains', { host: 'Go.Ada-Socks.COM.' });
    expect(domain).toMatchObject({
      host: GO,
      state: 'waiting',
      pointsHere: null,
      records: [
        { type: 'TXT', name: `_vouch.${GO}`, value: `vouch=${domain.id}`, purpose: 'proof' },
        { type: 'CNAME', name: GO, value: 'vou.ch', purpose: 'address' },
      ],
      next: [
        { code: 'enter-proof', text: expect.stringContaining(`_vouch.${GO}`) },
        { code: 'lead-here', text: expect.stringContaining('CNAME') },
      ],
    });
    const refused = await as().post('/v1/links', { destination: SHOP, domain: GO });
    expect(refused).toMatchObject({ status: 422, json: { errors: [{ path: 'domain' }] } });
    expect(await as().get(`/v1/domains/served?domain=${GO}`)).toMatchObject({ status: 404 });
  });

  it('tells what stands there instead of its proof, and that DNS cannot be asked', async () => {
    expect((await check(domain.id)).next[0]?.text).toContain(`There is no TXT record at _vouch.${GO} yet`);
    dns.says(`TXT _vouch.${GO}`, ['v=spf1 -all']);
    expect(await check(domain.id)).toMatchObject({
      state: 'waiting',
      found: ['v=spf1 -all'],
      pointsHere: false,
      next: [
        { code: 'correct-proof', text: expect.stringContaining('“v=spf1 -all”') },
        { code: 'lead-here' },
      ],
    });
    dns.says(`TXT _vouch.${GO}`, 'fails');
    const unclear = await check(domain.id);
    expect(unclear).toMatchObject({
      state: 'waiting',
      next: [{ code: 'ask-again' }, { code: 'lead-here' }],
    });
    expect(unclear).not.toHaveProperty('found');
  });

  it('is verified by its TXT record, and then its links count under it', async () => {
    dns.says(`TXT _vouch.${GO}`, ['v=spf1 -all', `vouch=${domain.id}`]);
    dns.says(`A ${GO}`, ['203.0.113.80']);
    const verified = await check(domain.id);
    expect(verified).toMatchObject({ state: 'verified', pointsHere: true, next: [] });
    expect(verified.verifiedAt).toBeDefined();
    const link = await made<Link>('/v1/links', { destination: SHOP, slug: 'sale', domain: GO });
    expect(link).toMatchObject({ shortUrl: `https://${GO}/sale`, qrUrl: `https://${GO}/sale/qr.svg` });
    expect((await tap('sale', { host: GO })).headers.location).toContain('vclid=');
    expect((await tap('sale', { host: `${GO.toUpperCase()}.:443` })).status).toBe(302);
    // Under the shared one nobody has that slug.
    expect((await tap('sale', { host: 'vou.ch' })).status).toBe(404);
    const { json } = await as().get('/v1/analytics/clicks?groupBy=link');
    expect(json).toMatchObject({ rows: [{ linkId: link.id, clicks: 2 }] });
    expect(await as().get(`/v1/domains/served?domain=${GO}`)).toMatchObject({ status: 200 });
  });

  it('has slugs of its own: the same one may be another brand’s on another host', async () => {
    const theirs = await other.as.post('/v1/links', {
      destination: 'https://other.example.com/',
      slug: 'sale',
    });
    expect(theirs.status).toBe(201);
    expect((await tap('sale', { host: 'vou.ch' })).headers.location).toContain('other.example.com');
    expect((await tap('sale', { host: GO })).headers.location).toContain('shop.example.com');
    expect((await as().post('/v1/links', { destination: SHOP, slug: 'SALE', domain: GO })).status).toBe(409);
  });

  it('leads to links of its brand that stand on the shared domain, and to nobody else’s', async () => {
    const mine = await made<Link>('/v1/links', { destination: SHOP, slug: 'mine' });
    expect((await tap(mine.slug, { host: GO })).status).toBe(302);
    await other.as.post('/v1/links', { destination: 'https://other.example.com/', slug: 'theirs' });
    expect((await tap('theirs', { host: GO })).status).toBe(404);
  });

  it('is no place that a link, a post or a fallback may lead to, of whichever brand', async () => {
    const circle = { destination: `https://${GO}./sale` };
    const mine = await made<Link>('/v1/links', { destination: SHOP });
    const { id } = await made('/v1/creators', { handle: '@ada', platform: 'instagram' });
    for (const answer of [
      await as().post('/v1/links', circle),
      await other.as.post('/v1/links', circle),
      await as().patch(`/v1/links/${mine.id}`, circle),
      await as().put('/v1/links/external/circle', circle),
      await as().post('/v1/posts', postBody(id, circle)),
      await as().patch('/v1/brand', { fallbackDestination: circle.destination }),
    ])
      expect([answer.status, answer.text]).toEqual([
        422,
        expect.stringContaining('the short links themselves'),
      ]);
  });

  it('sends its bare name and unknown slugs where the brand’s fallback says', async () => {
    expect((await tap('', { host: GO })).status).toBe(404);
    await as().patch('/v1/brand', { fallbackDestination: 'https://shop.example.com/offers' });
    expect((await tap('', { host: GO })).headers.location).toBe('https://shop.example.com/offers');
    expect((await tap('nobody-made-this', { host: GO })).headers.location).toBe(
      'https://shop.example.com/offers',
    );
    expect((await tap('', { host: 'vou.ch' })).headers.location).toBe('/app');
  });

  it('is where links stand that name none, once the brand says so', async () => {
    expect(await as().patch('/v1/brand', { defaultDomain: 'go.other.example.com' })).toMatchObject({
      status: 422,
      json: { errors: [{ path: 'defaultDomain' }] },
    });
    expect((await as().patch('/v1/brand', { defaultDomain: GO })).status).toBe(200);
    const link = await made<Link>('/v1/links', { destination: SHOP });
    expect(link.shortUrl).toBe(`https://${GO}/${link.slug}`);
    const shared = await made<Link>('/v1/links', { destination: SHOP, domain: 'vou.ch' });
    expect(shared.shortUrl).toBe(`https://vou.ch/${shared.slug}`);
    await as().patch('/v1/brand', { defaultDomain: null });
  });

  it('is where the links of a post stand that names it; sent again they stay, and elsewhere they can’t go', async () => {
    const { id } = await made('/v1/creators', { handle: '@eve', platform: 'instagram' });
    const post = { ...postBody(id), externalId: 'on-go', placements: ['feed', 'story'] };
    const sent = (domain: string) => as().post('/v1/posts/bulk', { posts: [{ ...post, domain }] });
    expect((await sent('go.nobody.example.com')).text).toContain('a proved one of your own');
    const { links } = (await as().put('/v1/posts/external/on-go', { ...postBody(id), domain: GO }))
      .json as Post;
    expect(links.map(({ shortUrl, slug }) => shortUrl === `https://${GO}/${slug}`)).toEqual([true]);
    const again = { ...postBody(id), externalId: 'on-go', domain: GO };
    expect((await as().post('/v1/posts/bulk', { posts: [again] })).json).toMatchObject({
      results: [{ outcome: 'repeated' }],
    });
    const moved = await as().put('/v1/posts/external/on-go', { ...postBody(id), domain: 'vou.ch' });
    expect([moved.status, moved.text]).toEqual([422, expect.stringContaining('cannot be changed; it is')]);
    const vouch = createVouch({
      baseUrl: 'https://vou.ch',
      apiKey: host.api.sock.ownerKey,
      fetch: async (request) => host.api.app.request(request),
    });
    for (const creator of [undefined, '@eve']) {
      const wish = { destination: SHOP, creator, domain: GO };
      const { answer } = await makeLink({ vouch, url: 'https://vou.ch' }, wish);
      expect(answer.shortUrl).toBe(`https://${GO}/${answer.slug}`);
    }
  });

  it('goes on answering while its proof is gone, and says so', async () => {
    dns.says(`TXT _vouch.${GO}`, 'none');
    const failing = await check(domain.id);
    expect(failing).toMatchObject({
      state: 'failing',
      next: [{ text: expect.stringContaining('go on working') }],
    });
    expect((await tap('sale', { host: GO })).status).toBe(302);
    dns.says(`TXT _vouch.${GO}`, [`vouch=${domain.id}`]);
    expect((await check(domain.id)).state).toBe('verified');
  });

  it('is given up only by who says that its links may break, and comes back with them', async () => {
    const refused = await as().delete(`/v1/domains/${domain.id}`);
    expect(refused).toMatchObject({ status: 409, json: { code: 'domain-in-use' } });
    expect((await as().delete(`/v1/domains/${domain.id}?breakLinks=true`)).status).toBe(204);
    expect((await as().get(`/v1/domains/${domain.id}`)).status).toBe(404);
    expect((await tap('sale', { host: GO })).headers.location).toContain('other.example.com');
    await made('/v1/domains', { host: GO });
    await check(domain.id);
    expect((await tap('sale', { host: GO })).headers.location).toContain('shop.example.com');
  });
});

describe('whose a host is', () => {
  it('is decided by its DNS: a claim without a proof keeps nobody from it', async () => {
    await made('/v1/domains', { host: 'go.claimed.com' });
    expect(await proved('go.claimed.com', other)).toMatchObject({ state: 'verified' });
    const { json } = await as().get('/v1/domains');
    const mine = (json as { data: Domain[] }).data.find((one) => one.host === 'go.claimed.com');
    expect(await check(mine?.id ?? '')).toMatchObject({ state: 'waiting' });
  });

  it('stays with the brand whose proof stands, and passes to the next when it is gone', async () => {
    const first = await proved('go.sold.com');
    const second = (await other.as.post('/v1/domains', { host: 'go.sold.com' })).json as Domain;
    dns.says('TXT _vouch.go.sold.com', [`vouch=${first.id}`, `vouch=${second.id}`]);
    expect(await check(second.id, other)).toMatchObject({
      state: 'waiting',
      next: [{ code: 'remove-other-proof' }],
    });
    dns.says('TXT _vouch.go.sold.com', [`vouch=${second.id}`]);
    expect(await check(second.id, other)).toMatchObject({ state: 'verified' });
    expect(await check(first.id)).toMatchObject({ state: 'failing' });
    // Given up by who no longer has it, it stays the other's.
    await as().delete(`/v1/domains/${first.id}`);
    expect(await as().get('/v1/domains/served?domain=go.sold.com')).toMatchObject({ status: 200 });
  });

  it('is no brand’s where it is ours, an address, or more than a host', async () => {
    for (const bad of [
      'vou.ch',
      '192.0.2.7',
      'localhost',
      'printer.local',
      'a/b.com',
      'a.com:80',
      'x@y.com',
      '',
    ])
      expect((await as().post('/v1/domains', { host: bad })).status, bad).toBe(422);
    const name = await made<Domain>('/v1/domains', { host: 'Größe.example.com' });
    expect(name.host).toBe('xn--gre-6ka8i.example.com');
  });
});

it('is asked about by itself: a new one at each turn, then each hour', async () => {
  const desk = { ...host.api.deps, publicHost: 'vou.ch' };
  const { json } = await as().post('/v1/domains', { host: 'go.later.com' });
  const { id } = json as Domain;
  dns.says('TXT _vouch.go.later.com', [`vouch=${id}`]);
  expect(await checkDomainsDue(desk)).toBeGreaterThan(0);
  expect((await as().get(`/v1/domains/${id}`)).json).toMatchObject({ state: 'verified', pointsHere: false });
  const askedAgain = async () => {
    const before = dns.asked.length;
    await checkDomainsDue(desk);
    return dns.asked.slice(before).includes('TXT _vouch.go.later.com');
  };
  expect(await askedAgain()).toBe(false);
  host.api.clock.now += 3_600_000;
  expect(await askedAgain()).toBe(true);
});

it('is asked about though another brand’s cannot even be read, which is told at the end', async () => {
  const { id } = (await as().post('/v1/domains', { host: 'go.beside.com' })).json as Domain;
  const { stores } = host.api.deps;
  const unread = { domains: { all: () => expect.fail('cannot be read') } };
  const brand = (brandId: typeof other.brand.id) =>
    brandId === other.brand.id ? { ...stores.brand(brandId), ...unread } : stores.brand(brandId);
  const desk = { ...host.api.deps, stores: { ...stores, brand } as typeof stores, publicHost: 'vou.ch' };
  await expect(checkDomainsDue(desk)).rejects.toThrow(
    /^1 domains could not be asked about, first .*cannot be read/,
  );
  expect((await as().get(`/v1/domains/${id}`)).json).toMatchObject({ found: [] });
});

it('asks nothing of the table for the host that all brands share', async () => {
  const finder = createDomainFinder(
    () => expect.unreachable('asked'),
    () => 'vou.ch',
  );
  for (const name of [
    'vou.ch',
    'VOU.ch:443',
    'vou.ch.',
    '127.0.0.1:8787',
    'localhost',
    '[::1]:8787',
    undefined,
    'a b',
  ])
    expect(finder(name), String(name)).toBeUndefined();
  const asking = createDomainFinder(
    createDomainLookup(wireTo(host.engine), host.engine.tables),
    () => 'vou.ch',
  );
  expect(await asking(GO)).toMatchObject({ brandId: host.api.sock.brand.id });
});
