import { beforeAll, expect, it } from 'vitest';
import { DAY_MS } from '../../../shared/domain/time/units.ts';
import { NOON, postBody } from '../../support/api-builders.ts';
import { apiOfFile } from '../../support/api-of-file.ts';
import { countingOf } from '../../support/counting.ts';

const host = apiOfFile();
const { made, as } = host;
let requests: string[] = [];

beforeAll(async () => {
  const send = host.engine.client.send.bind(host.engine.client) as (command: never) => Promise<unknown>;
  host.engine.client.send = ((command: { constructor: { name: string } }) => {
    requests.push(command.constructor.name);
    return send(command as never);
  }) as never;
});

const asked = async (path: string) => {
  requests = [];
  const { status, json } = await as().get(path);
  expect(status).toBe(200);
  return { requests: requests.length, data: (json as { data: { links: unknown[]; id: string }[] }).data };
};

it('a page of posts asks no more often for forty than for four, each with its own links', async () => {
  const { id } = await made('/v1/creators', { handle: '@ada', platform: 'instagram' });
  const posts = [];
  for (let index = 0; index < 40; index++)
    posts.push(
      await made<{ id: string; links: { id: string }[] }>(
        '/v1/posts',
        postBody(id, index % 2 ? { placements: ['bio', 'story'] } : {}),
      ),
    );
  for (const query of ['', 'sort=-publishedAt&']) {
    const few = await asked(`/v1/posts?${query}limit=4`);
    const many = await asked(`/v1/posts?${query}limit=40`);
    expect(many.data).toHaveLength(40);
    expect(many.requests).toBeLessThanOrEqual(few.requests + 1);
    const linksOf = new Map(posts.map((post) => [post.id, post.links.map((link) => link.id).sort()]));
    for (const post of many.data)
      expect((post.links as { id: string }[]).map((link) => link.id).sort()).toEqual(linksOf.get(post.id));
  }
});

it('who moves up is drawn once while nothing changes, and again when an order comes', async () => {
  const ranked = async () => (await as().get('/v1/promotions')).text;
  const before = await ranked();
  expect(await ranked()).toBe(before);
  const { id } = await made('/v1/creators', { handle: '@bo', platform: 'tiktok', couponCodes: ['BO'] });
  await made('/v1/posts', postBody(id));
  const withBo = await ranked();
  expect(withBo).toContain('@bo');
  await made('/v1/conversions', {
    kind: 'sale',
    externalId: 'o1',
    occurredAt: '2026-10-05T11:00:00Z',
    netAmount: { amount: 4_000, currency: 'EUR' },
    couponCode: 'BO',
  });
  expect(await ranked()).not.toBe(withBo);
});

it('two quiet years are passed over: clicks are asked for where some were counted, or are still to be', async () => {
  const { id } = await made('/v1/creators', { handle: '@cy', platform: 'instagram' });
  const { links } = await made<{ links: { id: string }[] }>('/v1/posts', postBody(id));
  const hit = { brandId: host.api.sock.brand.id, linkId: links[0]?.id ?? '' };
  const counting = countingOf(host.engine, host.api);
  const counted = await counting.follow([
    { ...hit, at: NOON - 700 * DAY_MS, excluded: 'bot' },
    { ...hit, at: NOON - 400 * DAY_MS },
    { ...hit, at: NOON - 10 * DAY_MS },
  ]);
  await counting.seal();
  const late = await counting.follow([
    { ...hit, at: NOON - 650 * DAY_MS },
    { ...hit, at: NOON },
  ]);
  const newestFirst = [late[1], counted[2], counted[1], late[0], counted[0]];

  const list = await asked('/v1/clicks?interval=all');
  expect(list.data.map((click) => click.id)).toEqual(newestFirst);
  expect(list.requests).toBeLessThan(150);

  requests = [];
  const { text } = await as().get('/v1/exports/clicks.csv?interval=all');
  const ids = text.trim().split('\r\n').slice(1);
  expect(ids.map((line) => /clk_[\w-]+/.exec(line)?.[0])).toEqual(newestFirst);
  expect(requests.length).toBeLessThan(150);
});
