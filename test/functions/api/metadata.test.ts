import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ALL_ROUTES } from '../../../shared/domain/schema/all-routes.ts';
import { failures, postBody } from '../../support/api-builders.ts';
import { apiOfFile } from '../../support/api-of-file.ts';

const host = apiOfFile();
const { as, made } = host;
const eur = { amount: 100, currency: 'EUR' };
const mine = { crm: '4711', 'shop.ref_no-2': 'Größe "L" = 1' };

let creatorId: string;
let postId: string;
let squadId: string;
beforeAll(async () => {
  creatorId = (await made('/v1/creators', { handle: 'ada', platform: 'instagram' })).id;
  postId = (await made('/v1/posts', postBody(creatorId))).id;
  squadId = (await made('/v1/squads', { name: 'Kiel', city: 'Kiel', country: 'DE' })).id;
});

/** `put`: also under a name of the brand's own, and many at once; `change`: how it is changed by its id. */
type Kind = { path: string; body: () => object; put?: true; change?: 'patch' | 'put'; at?: string };
const KINDS: Kind[] = [
  { path: '/v1/creators', body: () => ({ handle: 'bo', platform: 'tiktok' }), put: true, change: 'patch' },
  {
    path: '/v1/campaigns',
    body: () => ({ name: 'May', startsOn: '2026-05-01', endsOn: '2026-05-31' }),
    put: true,
    change: 'patch',
  },
  {
    path: '/v1/squads',
    body: () => ({ name: 'Hamburg', city: 'Hamburg', country: 'DE' }),
    put: true,
    change: 'patch',
  },
  { path: '/v1/posts', body: () => postBody(creatorId), put: true, change: 'patch' },
  {
    path: '/v1/links',
    body: () => ({ postId, destination: 'https://shop.example.com/' }),
    put: true,
    change: 'patch',
  },
  {
    path: '/v1/spend',
    body: () => ({ kind: 'fee', amount: eur, incurredOn: '2026-10-01', stage: 'campaign' }),
    put: true,
    change: 'patch',
  },
  {
    path: '/v1/conversions',
    body: () => ({ kind: 'sale', externalId: 'o-1', occurredAt: '2026-10-05T10:00:00Z', amount: eur }),
  },
  {
    path: '/v1/squads/{squad}/drops',
    at: '/v1/drops',
    body: () => ({ name: 'Socks', opensAt: '2026-11-20T18:00:00Z' }),
    change: 'patch',
  },
  { path: '/v1/calls', body: () => ({ title: 'Knitters', looksFor: 'People who knit' }) },
  {
    path: '/v1/surveys',
    body: () => ({
      name: 'Why socks',
      heldOn: '2026-03-01',
      seasons: [{ months: [1], messages: [{ name: 'warmth', answers: 1 }] }],
    }),
    change: 'put',
  },
  {
    path: '/v1/webhooks',
    body: () => ({ url: 'https://shop.example.com/hooks', events: ['conversion.created'] }),
    change: 'patch',
  },
  { path: '/v1/hooks', body: () => ({ platform: 'stripe' }), change: 'patch' },
  { path: '/v1/domains', body: () => ({ host: 'go.ada-socks.com' }) },
  { path: '/v1/calendars', body: () => ({ name: 'Due' }) },
  {
    path: '/v1/applications',
    body: () => ({ formToken: host.api.sock.brand.applyToken, handle: '@eve', platform: 'instagram' }),
  },
  {
    path: '/v1/lift/plans',
    body: () => ({
      cities: ['Kiel', 'Ulm', 'Bonn', 'Trier'],
      startsOn: '2027-03-01',
      weeks: 16,
      blockWeeks: 2,
    }),
  },
];

/** What bears none of its own, and why. */
const BARE: Readonly<Record<string, string>> = {
  'post /v1/brands': 'read at every request',
  'post /v1/api-keys': 'read at every request',
  'post /v1/brands/{id}/api-keys': 'read at every request',
  'post /v1/people': 'persons: nothing beside what signing in needs',
  'post /v1/erasures': 'kept nowhere',
  'post /v1/applications/{id}/decision': 'of the application',
  'put /v1/squads/{id}/members/{creatorId}': 'of the squad and the creator',
  'post /v1/posts/{id}/checks': 'of the post',
  'put /v1/posts/{id}/rating': 'of the post, with a note',
  'put /v1/posts/{id}/rights': 'of the post, with a note',
  'post /v1/links/{id}/aliases': 'of the link',
  'post /v1/conversions/{id}/void': 'of the order, with a note',
  'post /v1/conversions/{id}/amend': 'of the order, under a name of its own',
  'post /v1/conversions/{id}/refunds/{refundId}/reverse': 'of the refund',
  'put /v1/ppc/{day}': 'figures of a day',
  'post /v1/ppc/bulk': 'figures of days',
  'put /v1/baselines/{day}': 'figures of a day, with a note',
  'post /v1/baselines/bulk': 'figures of days, with notes',
  'put /v1/fx/{date}': 'figures of a day',
  'post /v1/reports': 'asks for a week',
  'post /v1/reports/{id}/send': 'asks for a mail',
  'post /v1/reports/{id}/shares': 'an address of the report',
  'put /v1/report-settings': 'settings',
  'post /v1/promotion-reviews': 'a decision, with its reason',
};

it('are taken wherever something is made, but where it says why not', () => {
  const bare = ALL_ROUTES.flatMap((route) => {
    if (!('body' in route) || (route.method !== 'post' && route.method !== 'put')) return [];
    return asked(route.body).has('metadata') ? [] : [`${route.method} ${route.path}`];
  });
  expect(bare.sort()).toEqual(Object.keys(BARE).sort());
});

/** The names of a body's fields; of many, those of one. */
function asked(body: unknown): Set<string> {
  const { properties = {} } = z.toJSONSchema(body as z.ZodType, { io: 'input', unrepresentable: 'any' });
  const inner = Object.values(properties).flatMap((field) => {
    const { items } = field as { items?: { properties?: object } };
    return Object.keys(items?.properties ?? {});
  });
  return new Set([...Object.keys(properties), ...inner]);
}

describe.each(KINDS)('metadata in $path', ({ path: named, body, put, change, at }) => {
  const pathOf = () => named.replace('{squad}', squadId);
  const kept = async (id: string) => {
    const one = await as().get(`${at ?? named}/${id}`);
    if (one.status === 200) return one.json;
    const { data } = (await as().get(pathOf())).json as { data: { id: string }[] };
    return data.find((other) => other.id === id);
  };

  it('is given back as it was sent, with nulls left out', async () => {
    const { id } = await made(pathOf(), { ...body(), metadata: { ...mine, gone: null } });
    expect(await kept(id)).toMatchObject({ metadata: mine });
    if (!change) return;
    const said = change === 'put' ? body() : {};
    await as()[change](`${at ?? named}/${id}`, { ...said, metadata: { crm: '1' } });
    expect(await kept(id)).toMatchObject({ metadata: { crm: '1' } });
    await as()[change](`${at ?? named}/${id}`, { ...said, metadata: null });
    expect(await kept(id)).not.toHaveProperty('metadata');
  });

  it.runIf(put)('is changed under a name of one’s own, by PUT and among many', async () => {
    const path = `${named}/external/mine`;
    const { id } = (await as().put(path, { ...body(), metadata: mine })).json as { id: string };
    await as().put(path, { ...body(), metadata: { crm: 'put' } });
    expect(await kept(id)).toMatchObject({ metadata: { crm: 'put' } });
    const many = { [named.slice(4)]: [{ ...body(), externalId: 'mine', metadata: { crm: 'many' } }] };
    expect((await as().post(`${named}/bulk`, many)).json).toMatchObject({
      results: [{ outcome: 'changed' }],
    });
    expect(await kept(id)).toMatchObject({ metadata: { crm: 'many' } });
  });

  it.each([
    [
      'more than fifty',
      Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`k${at}`, 'v'])),
      'metadata',
    ],
    ['a name with blanks', { 'a b': 'c' }, 'metadata.a b'],
    ['a long text', { a: 'x'.repeat(501) }, 'metadata.a'],
    ['a number', { a: 1 }, 'metadata.a'],
    ['a list', ['a'], 'metadata'],
  ])('refuses %s, by its field', async (_what, metadata, field) => {
    const { status, json } = await as().post(pathOf(), { ...body(), metadata });
    expect([status, (json as { errors: { path: string }[] }).errors[0]?.path]).toEqual([422, field]);
  });
});

it('of an order says what differs, and goes with its customer', async () => {
  const order = {
    kind: 'sale',
    externalId: 'o-2',
    occurredAt: '2026-10-05T10:00:00Z',
    amount: eur,
    customerId: 'c-7',
  };
  await made('/v1/conversions', { ...order, metadata: { mail: 'zoe@example.com' } });
  const again = await as().post('/v1/conversions', { ...order, metadata: { mail: 'other@example.com' } });
  expect((again.json as { differs: { path: string }[] }).differs.map(({ path }) => path)).toEqual([
    'metadata',
  ]);
  await as().post('/v1/erasures', { customerId: 'c-7' });
  expect((await as().get('/v1/conversions/external/o-2')).text).not.toContain('zoe@example.com');
});

it('of a refund are kept with it, also while it waits, and go with the customer', async () => {
  const refund = { externalId: 'r-1', amount: eur, occurredAt: '2026-10-05T12:00:00Z' };
  const order = { kind: 'sale', externalId: 'o-3', occurredAt: '2026-10-05T10:00:00Z', amount: eur };
  const waiting = await as().post('/v1/conversions/external/o-3/refunds', { ...refund, metadata: mine });
  expect([waiting.status, waiting.json]).toEqual([202, expect.objectContaining({ metadata: mine })]);
  await made('/v1/conversions', { ...order, customerId: 'c-8' });
  const kept = await as().get('/v1/conversions/external/o-3');
  expect(kept.json).toMatchObject({ refunds: [{ state: 'booked', metadata: mine }] });
  const again = await as().post('/v1/conversions/external/o-3/refunds', {
    ...refund,
    metadata: { crm: 'zoe@example.com' },
  });
  expect(again.json).toMatchObject({ metadata: mine, differs: [{ path: 'metadata', kept: mine }] });
  await as().post('/v1/erasures', { customerId: 'c-8' });
  expect((await as().get('/v1/conversions/external/o-3')).text).not.toContain('4711');
});

it('of a volunteer are the creator’s once she is accepted', async () => {
  const form = { formToken: host.api.sock.brand.applyToken, handle: '@nia', platform: 'tiktok' };
  const { id } = await made('/v1/applications', { ...form, metadata: mine });
  const { json } = await as().post(`/v1/applications/${id}/decision`, { decision: 'accept' });
  const { creatorId: accepted } = json as { creatorId: string };
  expect((await as().get(`/v1/creators/${accepted}`)).json).toMatchObject({ metadata: mine });
});

it('fails nowhere by our own fault', () => expect(failures).toEqual([]));

it('metadata stay with a snapshot of engagement, and no figure reads them', async () => {
  const snapshot = { postId, takenAt: '2026-10-05T05:00:00Z', likes: 5, comments: 1, metadata: mine };
  expect(await made('/v1/engagement', snapshot)).toMatchObject({ metadata: mine });
  expect((await as().get(`/v1/engagement?postId=${postId}`)).json).toMatchObject({
    data: [{ metadata: mine }],
  });
});
