import { expect, it } from 'vitest';
import { failures, postBody } from '../../support/api-builders.ts';
import { apiOfFile } from '../../support/api-of-file.ts';

const host = apiOfFile();
const { as, made } = host;
const externalId = 'shop/4711?x#1';
const name = encodeURIComponent(externalId);

it('everything that has a name of the caller’s is found by it, and by nobody else', async () => {
  const creator = await made('/v1/creators', { handle: '@ada', platform: 'instagram', externalId });
  const post = await made('/v1/posts', postBody(creator.id, { externalId }));
  const destination = 'https://shop.example.com/';
  const things: [string, { id: string }][] = [
    ['creators', creator],
    ['posts', post],
    [
      'campaigns',
      await made('/v1/campaigns', {
        name: 'October',
        startsOn: '2026-10-01',
        endsOn: '2026-10-31',
        externalId,
      }),
    ],
    ['squads', await made('/v1/squads', { name: 'North', city: 'Kiel', country: 'DE', externalId })],
    ['links', await made('/v1/links', { postId: post.id, destination, externalId })],
    [
      'spend',
      await made('/v1/spend', {
        kind: 'fee',
        amount: { amount: 1, currency: 'EUR' },
        incurredOn: '2026-10-01',
        postId: post.id,
        externalId,
      }),
    ],
    [
      'conversions',
      await made('/v1/conversions', { kind: 'lead', occurredAt: '2026-10-05T10:00:00Z', externalId }),
    ],
  ];
  const other = await host.api.anotherBrand();
  for (const [collection, { id }] of things) {
    const [byName, byId] = await Promise.all([
      as().get(`/v1/${collection}/external/${name}`),
      as().get(`/v1/${collection}/${id}`),
    ]);
    expect([collection, byName.status, byName.json]).toEqual([collection, 200, byId.json]);
    expect((await as().get(`/v1/${collection}/external/nobody`)).status, collection).toBe(404);
    expect((await other.as.get(`/v1/${collection}/external/${name}`)).status, collection).toBe(404);
  }
});

const errorsOf = ({ json }: { json: unknown }) => (json as { errors: unknown }).errors;

it.each(['RE 2026-100', 'Bestellung-ä', 'x'.repeat(201)])(
  'says of a name that nothing may have what is wrong with it, where something is brought: %s',
  async (wrong) => {
    const at = `/v1/conversions/external/${encodeURIComponent(wrong)}`;
    const order = { kind: 'lead', occurredAt: '2026-10-05T10:00:00Z' };
    const refund = {
      externalId: 'r1',
      amount: { amount: 1, currency: 'EUR' },
      occurredAt: '2026-10-05T10:00:00Z',
    };
    const said = await as().post('/v1/conversions', { ...order, externalId: wrong });
    for (const answer of [await as().put(at, order), await as().post(`${at}/refunds`, refund)]) {
      expect(answer.status).toBe(422);
      expect(errorsOf(answer)).toEqual(errorsOf(said));
    }
    expect((await as().get(at)).status).toBe(404);
  },
);

it('fails nowhere by our own fault', () => expect(failures).toEqual([]));
