import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { tidyAll } from '../../../shared/data/chores/tidy.ts';
import { routeToRow, spellingKey } from '../../../shared/data/links/link-route-item.ts';
import { linkRoutesIn } from '../../../shared/data/links/link-routes-store.ts';
import { recordsOf } from '../../../shared/data/table/records-store.ts';
import { tablesOn } from '../../../shared/data/table/sdk.ts';
import type { LinkRoute } from '../../../shared/domain/link/link-route.ts';
import { StoredLink } from '../../../shared/domain/schema/programme/links.ts';
import { anApi, type Tenant, type TestApi } from '../../support/api-builders.ts';
import { dumpOf, type Engine, startEngine } from '../../support/engine.ts';

let engine: Engine;
let api: TestApi;
let sock: Tenant;
let creatorId: string;
let postId: string;
const routeOf = (slug: string): Promise<LinkRoute | undefined> =>
  linkRoutesIn(tablesOn(engine.client, engine.tables)).find(slug);
const aPost = (more: object = {}) => ({
  creatorId,
  stage: 'microcontent',
  platform: 'instagram',
  format: 'short',
  publishedAt: '2026-10-05T09:30:00+02:00',
  messages: ['warmth'],
  destination: 'https://shop.example.com/socks',
  ...more,
});

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());
beforeEach(async () => {
  api = await anApi(engine, { random: (count) => randomBytes(count) });
  sock = api.sock;
  creatorId = (await made('/v1/creators', { handle: '@ada', platform: 'instagram', followers: 6_200 })).id;
  postId = (await made('/v1/posts', aPost())).id;
});

type Thing = { id: string; slug: string; links: Thing[]; [field: string]: unknown };
async function made(path: string, body: object): Promise<Thing> {
  const answer = await sock.as.post(path, body);
  expect(answer.text + answer.status).toContain('201');
  return answer.json;
}

const codeOf = ({ json }: { json: unknown }): unknown => (json as { code?: string }).code;

describe('creators', () => {
  it.each(['@ada', 'ada', 'ADA', ' @ada ', '＠ａｄａ', 'https://www.instagram.com/ada/?hl=de'])(
    'are one of a platform and handle, also when they are added one by one: %s',
    async (handle) => {
      const answer = await sock.as.post('/v1/creators', { handle, platform: 'instagram' });
      expect([answer.status, codeOf(answer)]).toEqual([409, 'creator-exists']);
      expect(answer.text).toContain(creatorId);
      expect(((await sock.as.get('/v1/creators')).json as { data: unknown[] }).data).toHaveLength(1);
    },
  );

  it('are one where the platform is called otherwise, too', async () => {
    const answer = await sock.as.post('/v1/creators', { handle: 'ada', platform: 'ig' });
    expect([answer.status, codeOf(answer)]).toEqual([409, 'creator-exists']);
    await made('/v1/creators', { handle: '@bo', platform: 'twitter' });
    const bulk = await sock.as.post('/v1/creators/bulk', { creators: [{ handle: 'bo', platform: 'x' }] });
    expect(bulk.json).toMatchObject({ results: [{ outcome: 'changed' }] });
  });

  it('are two on two platforms, with two handles, and where the brand names each by its own name', async () => {
    for (const body of [
      { handle: '@ada', platform: 'tiktok' },
      { handle: '@ada.', platform: 'instagram' },
      { handle: '@ada', platform: 'instagram', externalId: 'crm-7' },
    ])
      expect((await sock.as.post('/v1/creators', body)).status, body.handle).toBe(201);
  });

  it('are one where two add her at once, and where one asks again', async () => {
    const body = { handle: '@cy', platform: 'instagram', followers: 900 };
    const answers = await Promise.all([
      sock.as.post('/v1/creators', { ...body, handle: 'cy' }),
      sock.as.post('/v1/creators', { ...body, handle: 'CY' }),
      sock.as.post('/v1/creators', { ...body, handle: ' @Cy' }),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
    const first = await made('/v1/creators', { ...body, handle: '@dee' });
    expect((await made('/v1/creators', { ...body, handle: '@dee' })).id).toBe(first.id);
    expect((await sock.as.post('/v1/creators', { ...body, handle: '@dee', followers: 901 })).status).toBe(
      409,
    );
  });

  it('leave their handle to others once they are archived, renamed or erased; a refused one takes none', async () => {
    const body = { handle: '@eve', platform: 'instagram' };
    const eve = await made('/v1/creators', { ...body, couponCodes: ['EVE10'] });
    const other = { ...body, handle: '@fay', couponCodes: ['EVE10'] };
    expect((await sock.as.post('/v1/creators', other)).status).toBe(409);
    const fay = await made('/v1/creators', { ...other, couponCodes: [] });
    await sock.as.delete(`/v1/creators/${fay.id}`);
    const again = await made('/v1/creators', { ...body, handle: 'fay' });
    expect((await sock.as.patch(`/v1/creators/${fay.id}`, { archived: false })).status).toBe(409);
    expect((await sock.as.patch(`/v1/creators/${again.id}`, { handle: '@gil' })).status).toBe(200);
    expect((await sock.as.patch(`/v1/creators/${fay.id}`, { archived: false })).status).toBe(200);
    expect((await sock.as.post('/v1/erasures', { creatorId: eve.id })).status).toBeLessThan(300);
    await made('/v1/creators', { ...body, handle: 'EVE' });
  });

  it('from before claims were written are found once the sweep came by', async () => {
    const old = {
      id: 'crt_aaaaaaaaaaaaaaaa',
      handle: '@old',
      platform: 'instagram',
      source: 'invited',
    } as const;
    const stamps = { createdAt: sock.brand.createdAt, updatedAt: sock.brand.createdAt, couponCodes: [] };
    await api.deps.stores.brand(sock.brand.id).creators.create({ ...old, ...stamps });
    await tidyAll(api.deps.stores);
    const answer = await sock.as.post('/v1/creators', { handle: 'old', platform: 'instagram' });
    expect([answer.status, answer.text]).toEqual([409, expect.stringContaining(old.id)]);
  });

  it('take no handle that is another’s, and keep their own in any spelling', async () => {
    const bo = (await made('/v1/creators', { handle: '@bo', platform: 'instagram' })).id;
    const taken = await sock.as.patch(`/v1/creators/${bo}`, { handle: 'Ada' });
    expect([taken.status, codeOf(taken)]).toEqual([409, 'creator-exists']);
    expect((await sock.as.patch(`/v1/creators/${bo}`, { handle: 'BO' })).status).toBe(200);
    expect((await sock.as.patch(`/v1/creators/${bo}`, { handle: 'ada', platform: 'tiktok' })).status).toBe(
      200,
    );
  });
});

describe('posts and their links', () => {
  it.each([
    ['https://www.instagram.com/p/Cabc12345/', 'https://instagram.com/reel/Cabc12345/?igsh=MTIz'],
    ['https://youtu.be/dQw4w9WgXcQ?si=a', 'https://m.youtube.com/watch?v=dQw4w9WgXcQ&feature=share'],
    ['https://www.youtube.com/shorts/dQw4w9WgXcQ', 'https://youtube.com/watch?v=dQw4w9WgXcQ'],
    [
      'https://x.com/ada/status/1850000000000000001',
      'https://twitter.com/ada/status/1850000000000000001?s=20',
    ],
    [
      'https://www.tiktok.com/@ada/video/7300000000000000001',
      'http://m.tiktok.com/@ada/video/7300000000000000001?_t=8',
    ],
  ])('are one of a creator’s at one address: %s, %s', async (url, again) => {
    const first = await made('/v1/posts', aPost({ url }));
    const answer = await sock.as.post('/v1/posts', aPost({ url: again }));
    expect([answer.status, codeOf(answer)]).toEqual([409, 'post-exists']);
    expect(answer.text).toContain(first.id);
    const repeat = await made('/v1/posts', aPost({ url }));
    expect([repeat.id, repeat.links]).toEqual([first.id, first.links]);
    const bulk = await sock.as.post('/v1/posts/bulk', { posts: [aPost({ url: again })] });
    expect(bulk.json).toMatchObject({ results: [{ post: { id: first.id } }] });
  });

  it('are two of two creators, under two names, where the address names none, and where one was archived', async () => {
    const url = 'https://www.instagram.com/p/Cabc12345/';
    const first = await made('/v1/posts', aPost({ url }));
    const bo = (await made('/v1/creators', { handle: '@bo', platform: 'instagram' })).id;
    await made('/v1/posts', aPost({ url, creatorId: bo }));
    await made('/v1/posts', aPost({ url, externalId: 'post-12' }));
    for (const profile of ['https://www.instagram.com/ada/', 'https://shop.example.com/blog/1'])
      for (const _ of [1, 2]) await made('/v1/posts', aPost({ url: profile, caption: String(_) }));
    await sock.as.delete(`/v1/posts/${first.id}`);
    const second = await made('/v1/posts', aPost({ url: `${url}?igsh=1` }));
    expect((await sock.as.patch(`/v1/posts/${first.id}`, { archived: false })).status).toBe(409);
    expect((await sock.as.patch(`/v1/posts/${second.id}`, { url: null })).status).toBe(200);
    expect((await sock.as.patch(`/v1/posts/${first.id}`, { archived: false })).status).toBe(200);
    expect((await sock.as.patch(`/v1/posts/${second.id}`, { url })).status).toBe(409);
  });

  it('at once are one; what is refused takes no address', async () => {
    const url = 'https://www.instagram.com/p/Cxyz98765/';
    const refused = await sock.as.post(
      '/v1/posts',
      aPost({ url, destination: 'https://other.example', campaignId: 'cmp_aaaaaaaaaaaaaaaa' }),
    );
    expect(refused.status).toBe(422);
    const answers = await Promise.all(
      ['a', 'b', 'c'].map((caption) => sock.as.post('/v1/posts', aPost({ url, caption }))),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
  });

  it('makes one link per placement, the first with the slug asked for', async () => {
    const name = `winter${Date.parse(sock.brand.createdAt)}${postId.slice(4, 9)}`;
    const post = await made('/v1/posts', aPost({ placements: ['feed', 'story'], slug: name }));
    expect(post.links.map(({ slug }) => slug).sort()).toEqual([name, `${name}-story`]);
    expect(post).toMatchObject({ tier: '5-10k', stage: 'microcontent' });
    expect(await routeOf(name)).toMatchObject({
      status: 'active',
      destination: 'https://shop.example.com/socks',
      timeZone: 'Europe/Berlin',
      dedupeSeconds: sock.brand.attribution.clickDedupe,
      platform: 'instagram',
    });
  });

  it('freezes stage, creator and messages', async () => {
    const { status, json } = await sock.as.patch(`/v1/posts/${postId}`, { stage: 'campaign' });
    expect([status, (json as { errors: { path: string }[] }).errors[0]?.path]).toEqual([422, 'stage']);
  });

  it('takes links that go together all or none, and leaves no trace of none', async () => {
    const slug = `bulk-${postId.slice(4)}`;
    await made('/v1/links', { postId, destination: 'https://shop.example.com/', slug });
    const before = await dumpOf(engine);
    const links = Array.from({ length: 30 }, (_, i) => ({
      postId,
      destination: 'https://shop.example.com/',
      slug: i === 29 ? slug : `${slug}-${i}`,
    }));
    const refused = await sock.as.post('/v1/links/bulk?atomic=true', { links });
    expect(refused.status).toBe(409);
    const taken = (await dumpOf(engine)).filter(({ item }) => !item.released);
    expect(taken).toEqual(before.filter(({ item }) => !item.released));
    const good = await sock.as.post('/v1/links/bulk?atomic=true', { links: links.slice(0, 29) });
    expect([good.status, (good.json as { data: Thing[] }).data.length]).toEqual([201, 29]);
  });

  it('gives one of two the slug when both ask at once, and spellings that look alike are the same slug', async () => {
    const end = postId.slice(4, 12);
    const slugs = [`Oslo-${end}`, `0slo-${end}`, `0s1o-${end}`, `Os1o-${end}`];
    const asked = await Promise.all(
      slugs.map((slug) =>
        sock.as.post('/v1/links', { postId, destination: 'https://shop.example.com/', slug }),
      ),
    );
    expect(asked.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  });

  it('refuses a twin that differs only in case, and leads all spellings to the first', async () => {
    const end = postId.slice(4, 12);
    const ask = async (slug: string) =>
      (await sock.as.post('/v1/links', { postId, destination: 'https://shop.example.com/', slug })).status;
    expect(await ask(`Warm-${end}`)).toBe(201);
    for (const twin of [`warm-${end}`, `WARM-${end.toUpperCase()}`, `wArm-${end}`]) {
      expect(await ask(twin)).toBe(409);
      expect((await routeOf(twin))?.slug).toBe(`Warm-${end}`);
    }
    expect(await ask(`warn-${end}`)).toBe(201);
    expect(await routeOf(`warms-${end}`)).toBeUndefined();
  });

  it('leaves links from before case was folded where they are, twins too, and gives them their spellings', async () => {
    const end = postId.slice(4, 12);
    const slugs = [`Sale-${end}`, `sale-${end}`, `Solo-${end}`];
    for (const slug of slugs) await makeAsBefore(slug);
    expect(await Promise.all(slugs.map(async (slug) => (await routeOf(slug))?.slug))).toEqual(slugs);
    expect(await routeOf(`SOLO-${end}`)).toBeUndefined();
    await tidyAll(api.deps.stores);
    expect(await Promise.all(slugs.map(async (slug) => (await routeOf(slug))?.slug))).toEqual(slugs);
    expect((await routeOf(`SOLO-${end}`))?.slug).toBe(`Solo-${end}`);
    expect((await routeOf(`SALE-${end}`))?.slug).toMatch(/^sale-/i);
    const again = { postId, destination: 'https://shop.example.com/', slug: `sOlo-${end}` };
    expect((await sock.as.post('/v1/links', again)).status).toBe(409);
  });

  /** A link as it was stored when case told slugs apart: nobody holds its other spellings. */
  async function makeAsBefore(slug: string): Promise<void> {
    const temporary = `old-${randomBytes(6).toString('hex')}`;
    const { id } = await made('/v1/links', {
      postId,
      destination: 'https://shop.example.com/',
      slug: temporary,
    });
    const { client, tables } = engine;
    const record = recordsOf(tablesOn(client, tables), sock.brand.id).collection('LINK', StoredLink);
    await record.update(id, (link) => ({ ...link, slug }));
    const route = await routeOf(temporary);
    if (!route) throw new Error('no route');
    const table = tablesOn(client, tables).records;
    await table.erase(spellingKey(temporary));
    await table.put(routeToRow({ ...route, slug }));
  }

  it('stops a paused link, and starts it again', async () => {
    const [link] = ((await sock.as.get(`/v1/posts/${postId}`)).json as Thing).links;
    await sock.as.patch(`/v1/links/${link?.id}`, { status: 'paused' });
    expect((await routeOf(link?.slug ?? ''))?.status).toBe('paused');
    await sock.as.patch(`/v1/links/${link?.id}`, { status: 'active', clickLimit: 5 });
    expect(await routeOf(link?.slug ?? '')).toMatchObject({ status: 'active', clickLimit: 5 });
  });

  it('rewrites every route when the brand changes its zone or repeat window', async () => {
    const [link] = ((await sock.as.get(`/v1/posts/${postId}`)).json as Thing).links;
    await sock.as.patch('/v1/brand', { timeZone: 'Asia/Tokyo', attribution: { clickDedupe: 60 } });
    expect(await routeOf(link?.slug ?? '')).toMatchObject({ timeZone: 'Asia/Tokyo', dedupeSeconds: 60 });
  });

  it('keeps the newest of changes that come all at once, in the record and in the route', async () => {
    const [link] = ((await sock.as.get(`/v1/posts/${postId}`)).json as Thing).links;
    await Promise.all(
      Array.from({ length: 12 }, (_, i) =>
        sock.as.patch(`/v1/links/${link?.id}`, { destination: `https://shop.example.com/${i}` }),
      ),
    );
    const record = (await sock.as.get(`/v1/links/${link?.id}`)).json as Thing;
    expect((await routeOf(link?.slug ?? ''))?.destination).toBe(record.destination);
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://shop.example.com/',
    'https://user@shop.example.com/',
    'https://vou.ch/abc',
    'http://localhost/',
    'http://intranet/',
    'http://10.1.2.3/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://2130706433/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[fe80::1]/',
    'http://169.254.169.254/latest',
    'http://printer.local/',
    `https://shop.example.com/${'a'.repeat(2_048)}`,
  ])('refuses the destination %s, also in targeting', async (destination) => {
    const plain = await sock.as.post('/v1/links', { postId, destination });
    const targeting = [{ country: 'DE', destination }];
    const targeted = await sock.as.post('/v1/links', {
      postId,
      destination: 'https://shop.example.com/',
      targeting,
    });
    expect([plain.status, targeted.status]).toEqual([422, 422]);
  });

  it('holds links to the hosts that the brand allows', async () => {
    await sock.as.patch('/v1/brand', { allowedDestinationHosts: ['shop.example.com', '*.socks.example'] });
    const to = async (destination: string) =>
      (await sock.as.post('/v1/links', { postId, destination })).status;
    expect(
      await Promise.all(
        [
          'https://shop.example.com/',
          'https://de.socks.example/',
          'https://evil.example/',
          'https://xsocks.example/',
        ].map(to),
      ),
    ).toEqual([201, 201, 422, 422]);
  });
});

describe('a creation that dies half-way', () => {
  it('is completed by the same request sent again, whichever write it died at', async () => {
    for (let dieAt = 1; dieAt < 40; dieAt++) {
      const key = `die-${postId}-${dieAt}`;
      const body = aPost({ placements: ['feed', 'story'] });
      const restore = failAtWrite(engine, dieAt);
      const first = await sock.as.post('/v1/posts', body, { 'idempotency-key': key });
      const died = restore();
      api.clock.now += 20_000;
      const second = await sock.as.post('/v1/posts', body, { 'idempotency-key': key });
      expect(second.status).toBe(201);
      const post = second.json as unknown as Thing;
      expect(post.links).toHaveLength(2);
      for (const link of post.links) expect((await routeOf(link.slug))?.status).toBe('active');
      const { json } = await sock.as.get('/v1/links?limit=100');
      expect((json as { data: Thing[] }).data.filter(({ postId: of }) => of === post.id)).toHaveLength(2);
      if (!died) {
        expect(first.text).toBe(second.text);
        return;
      }
    }
  });

  it('is completed or undone by the sweep when nobody asks again', async () => {
    for (let dieAt = 3; dieAt < 20; dieAt += 2) {
      const slug = `sweep-${postId.slice(4)}-${dieAt}`;
      const restore = failAtWrite(engine, dieAt);
      await sock.as.post('/v1/links', { postId, destination: 'https://shop.example.com/', slug });
      restore();
      api.clock.now += 120_000;
      const tidying = api.deps.stores;
      await tidyAll(tidying);
      expect(await tidyAll(tidying)).toBe(0);
      const route = await routeOf(slug);
      const { json } = await sock.as.get(`/v1/links?postId=${postId}`);
      const record = (json as { data: Thing[] }).data.find((link) => link.slug === slug);
      expect(record?.id).toBe(route?.linkId);
      const again = await sock.as.post('/v1/links', {
        postId,
        destination: 'https://shop.example.com/',
        slug,
      });
      expect(again.status).toBe(route ? 409 : 201);
    }
  });
});

describe('creators, campaigns, squads', () => {
  it('adds by externalId once, then replaces', async () => {
    const body = { handle: '@bo', platform: 'tiktok', followers: 10 };
    expect((await sock.as.put('/v1/creators/external/bo', body)).status).toBe(201);
    const again = await sock.as.put('/v1/creators/external/bo', { handle: '@bo2', platform: 'tiktok' });
    expect([again.status, again.json]).toMatchObject([200, { handle: '@bo2' }]);
    expect(again.text).not.toContain('followers');
    expect((await sock.as.post('/v1/creators', { ...body, externalId: 'bo' })).status).toBe(409);
  });

  it('lets a coupon code belong to one creator', async () => {
    await made('/v1/creators', { handle: '@c', platform: 'instagram', couponCodes: ['WARM10'] });
    const second = await sock.as.post('/v1/creators', {
      handle: '@d',
      platform: 'instagram',
      couponCodes: ['warm10'],
    });
    expect(second.status).toBe(409);
  });

  it('refuses a brief whose weights do not sum to 1, and two briefs for one day', async () => {
    const brief = (weight: number, validFrom: string) => ({
      messages: [{ name: 'warmth', weight }],
      validFrom,
      validTo: '2026-10-31',
    });
    const campaign = (...briefs: object[]) => ({
      name: 'October',
      startsOn: '2026-10-01',
      endsOn: '2026-10-31',
      brief: briefs,
    });
    expect((await sock.as.post('/v1/campaigns', campaign(brief(0.9, '2026-10-01')))).status).toBe(422);
    expect(
      (await sock.as.post('/v1/campaigns', campaign(brief(1, '2026-10-01'), brief(1, '2026-10-31')))).status,
    ).toBe(422);
    expect((await sock.as.post('/v1/campaigns', campaign(brief(1, '2026-10-01')))).status).toBe(201);
  });

  it('dates memberships of a squad', async () => {
    const squad = await made('/v1/squads', { name: 'Hamburg', city: 'Hamburg', country: 'DE' });
    const path = `/v1/squads/${squad.id}/members/${creatorId}`;
    await sock.as.put(path, { since: '2026-09-01' });
    const left = await sock.as.delete(path);
    expect(left.json).toMatchObject({ members: [{ creatorId, since: '2026-09-01', until: '2026-10-05' }] });
    expect((await sock.as.put(path, { since: '2026-10-05' })).status).toBe(422);
    const back = await sock.as.put(path, { since: '2026-10-06' });
    expect((back.json as { members: unknown[] }).members).toHaveLength(2);
  });

  it('makes a creator of an accepted volunteer, once', async () => {
    const form = {
      formToken: sock.brand.applyToken,
      handle: '@vol',
      platform: 'instagram',
      followers: 1_500,
    };
    const sent = await sock.as.post('/v1/applications', form);
    expect((await sock.as.post('/v1/applications', form)).text).toBe(sent.text);
    const { id } = sent.json as unknown as Thing;
    const accepted = await sock.as.post(`/v1/applications/${id}/decision`, { decision: 'accept' });
    const again = await sock.as.post(`/v1/applications/${id}/decision`, { decision: 'accept' });
    expect(again.text).toBe(accepted.text);
    expect((await sock.as.post(`/v1/applications/${id}/decision`, { decision: 'decline' })).status).toBe(409);
    const creator = await sock.as.get(`/v1/creators/${(accepted.json as unknown as Thing).creatorId}`);
    expect(creator.json).toMatchObject({ handle: '@vol', source: 'volunteered' });
  });
});

/** The n-th write from now on fails, and every one after it, as if the process had died; returns "did it?". */
function failAtWrite(target: Engine, nth: number): () => boolean {
  const send = target.client.send.bind(target.client);
  let writes = 0;
  target.client.send = (async (command: { constructor: { name: string } }) => {
    if (/^(Put|Delete|Update)/.test(command.constructor.name) && ++writes >= nth)
      throw new Error('died here');
    return send(command as never);
  }) as never;
  return () => {
    target.client.send = send as never;
    return writes >= nth;
  };
}
