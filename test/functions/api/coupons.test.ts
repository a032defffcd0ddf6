import { expect, it } from 'vitest';
import { HOUR_MS } from '../../../shared/domain/time/units.ts';
import { failures } from '../../support/api-builders.ts';
import { apiOfFile } from '../../support/api-of-file.ts';

const host = apiOfFile();
const { as } = host;

/** Reported now, come in so many hours ago. */
async function creditedTo(couponCode: string, externalId: string, hoursAgo: number) {
  const { json, text, status } = await as().post('/v1/conversions', {
    kind: 'sale',
    externalId,
    occurredAt: new Date(host.api.clock.now - hoursAgo * HOUR_MS).toISOString(),
    netAmount: { amount: 4_000, currency: 'EUR' },
    couponCode,
  });
  expect(status, text).toBe(201);
  return (json as { credits: { creatorId: string }[] }).credits.map(({ creatorId }) => creatorId);
}

const creator = { handle: '@ada', platform: 'instagram' };

it.each([
  ['PATCH', (id: string) => as().patch(`/v1/creators/${id}`, { couponCodes: [] })],
  ['PUT', () => as().put('/v1/creators/external/PUT', { ...creator, couponCodes: [] })],
])(
  'a code that its creator lost by %s still credits the orders of its days, and no later ones',
  async (name, drop) => {
    const made = await as().post('/v1/creators', {
      ...creator,
      externalId: name,
      couponCodes: [`${name}10`],
    });
    const { id } = made.json as { id: string };
    host.api.clock.now += 48 * HOUR_MS;
    expect(await creditedTo(`${name}10`, `${name}-in-time`, 1)).toEqual([id]);
    expect((await drop(id)).status).toBe(200);
    host.api.clock.now += 2 * HOUR_MS;
    expect(await creditedTo(`${name}10`, `${name}-late`, 3)).toEqual([id]);
    expect(await creditedTo(`${name}10`, `${name}-after`, 1)).toEqual([]);
  },
);

it('fails nowhere by our own fault', () => expect(failures).toEqual([]));
