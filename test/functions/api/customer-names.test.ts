import { describe, expect, it } from 'vitest';
import { apiOfFile } from '../../support/api-of-file.ts';
import { dumpOf } from '../../support/engine.ts';

const host = apiOfFile();
const { as, made } = host;
const order = (externalId: string, customerId?: string) => ({
  kind: 'sale',
  externalId,
  occurredAt: '2026-10-05T10:00:00Z',
  amount: { amount: 4990, currency: 'EUR' },
  ...(customerId === undefined ? {} : { customerId }),
});
type Kept = { customerId?: string; differs?: { path: string }[] };
const stored = async () => JSON.stringify(await dumpOf(host.engine));

describe('a customer whom the shop knows by a mail address', () => {
  it.each([
    [
      'one',
      (id: string, mail: string) =>
        as()
          .post('/v1/conversions', order(id, mail))
          .then(({ json }) => json),
    ],
    [
      'under its name',
      (id: string, mail: string) =>
        as()
          .put(`/v1/conversions/external/${id}`, order(id, mail))
          .then(({ json }) => json),
    ],
    [
      'among many',
      (id: string, mail: string) =>
        as()
          .post('/v1/conversions/bulk', { conversions: [order(id, mail)] })
          .then(({ json }) => (json as { results: { conversion: Kept }[] }).results[0]?.conversion),
    ],
  ])('is kept by a name that tells nobody, for orders sent %s', async (how, send) => {
    const id = `by-${how.replaceAll(' ', '-')}`;
    const { customerId } = (await send(id, 'Zoe.Kraft@example.com')) as Kept;
    expect(customerId).toMatch(/^guest_[\w-]{22}$/);
    const again = (await send(`${id}-2`, 'zoe.kraft@EXAMPLE.com')) as Kept;
    expect(again.customerId).toBe(customerId);
    expect((await send(id, 'Zoe.Kraft@example.com')) as Kept).not.toHaveProperty('differs');
    expect((await stored()).toLowerCase()).not.toContain('zoe.kraft');
  });

  it('is another’s to each brand, and nobody else’s', async () => {
    const ours = await made<Kept>('/v1/conversions', order('o-ours', 'bo@example.com'));
    const other = await made<Kept>('/v1/conversions', order('o-other', 'bo2@example.com'));
    const theirs = (
      await (await host.api.anotherBrand()).as.post('/v1/conversions', order('o-theirs', 'bo@example.com'))
    ).json as Kept;
    expect(new Set([ours, other, theirs].map(({ customerId }) => customerId)).size).toBe(3);
  });

  it('is a number where shops have numbers, and nobody where WooCommerce tells of a guest', async () => {
    const by = (externalId: string, customerId: unknown) =>
      made<Kept>('/v1/conversions', { ...order(externalId), customerId });
    expect((await by('n-1', 7_200_000_000_001)).customerId).toBe('7200000000001');
    for (const [at, guest] of [0, '0', null, ''].entries())
      expect(await by(`n-guest-${at}`, guest)).not.toHaveProperty('customerId');
  });

  it('has no say in an id that is no address', async () => {
    expect(await made<Kept>('/v1/conversions', order('o-id', 'customer-12'))).toMatchObject({
      customerId: 'customer-12',
    });
  });

  it('is erased by the address as by the name', async () => {
    const erase = async (customerId: string) =>
      (await as().post('/v1/erasures', { customerId })).json as { erased: { conversions: number } };
    const { customerId = '' } = await made<Kept>('/v1/conversions', order('e-1', 'Eve@example.com'));
    await made('/v1/conversions', order('e-2', 'kim@example.com'));
    expect((await erase('eve@example.com')).erased.conversions).toBe(1);
    expect(await stored()).not.toContain(customerId);
    const named = await made<Kept>('/v1/conversions', order('e-3', 'eve@example.com'));
    expect((await erase(named.customerId ?? '')).erased.conversions).toBe(1);
    expect((await as().get('/v1/conversions/external/e-2')).json).toHaveProperty('customerId');
  });
});
