import { beforeAll, describe, expect, it } from 'vitest';
import { failures, postBody } from '../../support/api-builders.ts';
import { apiOfFile } from '../../support/api-of-file.ts';

const eur = (amount: number) => ({ amount, currency: 'EUR' });
const at = (day: string) => `2026-${day}T10:00:00.000Z`;
const host = apiOfFile();
const { as, made } = host;

type Detail = {
  id: string;
  refunds: { id: string; externalId: string; state: string; problem?: string }[];
  voided: { reason: string } | null;
  booked: { netAmount: { amount: number } } | null;
  amendments: object[];
};
type Money = { amount: number };
type Row = {
  netRevenue: Money;
  refunds: Money;
  grossProfit: Money | null;
  orders: number;
  notes: { field: string; code: string; text: string }[];
};

beforeAll(async () => {
  await as().patch('/v1/brand', { grossMargin: 0.5 });
  const { id } = await made('/v1/creators', { handle: '@ada', platform: 'instagram', couponCodes: ['ADA'] });
  await made('/v1/posts', postBody(id, { publishedAt: at('09-05') }));
});

let days = 0;
/** Orders of one test lie on a day of their own, so that what they come to can be asked for. */
function aDay() {
  const day = `09-${String(6 + days++).padStart(2, '0')}`;
  const order = (externalId: string, more: object = {}) =>
    made('/v1/conversions', {
      kind: 'sale',
      externalId,
      occurredAt: at(day),
      amount: eur(11_900),
      netAmount: eur(9_000),
      couponCode: 'ADA',
      ...more,
    });
  const later = (to = day) => `from=2026-${day}&to=2026-${to}`;
  const totals = async () => ((await as().get(`/v1/roi?${later()}`)).json as { totals: Row }).totals;
  const comesTo = async () => {
    const { netRevenue, refunds, grossProfit, orders } = await totals();
    return { net: netRevenue.amount, refunds: refunds.amount, profit: grossProfit?.amount ?? null, orders };
  };
  return { occurredAt: at(day), order, totals, comesTo };
}
const post = async (path: string, body: object = {}) => {
  const { status, json, text } = await as().post(path, body);
  return { status, json: json as Detail, text };
};

describe('a refund', () => {
  it('of shipping alone leaves the goods’ revenue; the rest takes all that is left', async () => {
    const { order, comesTo, occurredAt } = aDay();
    const { id } = await order('shipping');
    const refund = (externalId: string, amount: number, more: object = {}) =>
      post(`/v1/conversions/${id}/refunds`, { externalId, amount: eur(amount), occurredAt, ...more });
    expect((await refund('ship', 1_000, { netAmount: eur(0) })).status).toBe(201);
    expect(await comesTo()).toEqual({ net: 9_000, refunds: 0, profit: 4_500, orders: 1 });
    expect((await refund('half', 5_450)).status).toBe(201);
    expect(await comesTo()).toEqual({ net: 4_500, refunds: -4_500, profit: 2_250, orders: 1 });
    expect((await refund('rest', 5_450)).status).toBe(201);
    expect(await comesTo()).toEqual({ net: 0, refunds: -9_000, profit: 0, orders: 1 });
    expect((await refund('nothing', 0)).status).toBe(201);
    expect((await refund('more', 1)).status).toBe(409);
  });

  it.each([
    ['more net than paid back', { amount: eur(100), netAmount: eur(101) }, 422],
    ['net in another currency', { amount: eur(100), netAmount: { amount: 1, currency: 'USD' } }, 422],
    ['more net than is left', { amount: eur(9_500), netAmount: eur(9_001) }, 409],
    ['an hour before its order', { amount: eur(1), occurredAt: '2026-09-05T10:00:00Z' }, 422],
  ])('is refused with %s', async (why, refund, status) => {
    const { order, occurredAt } = aDay();
    const { id } = await order(`refused-${why.replaceAll(' ', '-')}`);
    const answer = await post(`/v1/conversions/${id}/refunds`, { externalId: 'r', occurredAt, ...refund });
    expect(answer.status, answer.text).toBe(status);
  });

  it('that is sent again otherwise is answered with the first and what differs', async () => {
    const { order, occurredAt } = aDay();
    const { id } = await order('refund-twice');
    const body = { externalId: 'r', amount: { value: '10.00', currency: 'eur' }, occurredAt };
    expect((await post(`/v1/conversions/${id}/refunds`, body)).status).toBe(201);
    const again = await post(`/v1/conversions/${id}/refunds`, { ...body, amount: eur(2_000) });
    expect(again).toMatchObject({
      status: 200,
      json: { amount: eur(1_000), differs: [{ path: 'amount', kept: eur(1_000), sent: eur(2_000) }] },
    });
  });

  it('can be reversed, once, and what it took comes back to the unit', async () => {
    const { order, comesTo, occurredAt } = aDay();
    const { id } = await order('reversed');
    const refund = async (externalId: string, amount: number) =>
      (await post(`/v1/conversions/${id}/refunds`, { externalId, amount: eur(amount), occurredAt })).json.id;
    await refund('first', 3_333);
    const before = await comesTo();
    const failed = await refund('failed', 3_334);
    for (const time of ['once', 'twice']) {
      const { status, json } = await post(`/v1/conversions/${id}/refunds/${failed}/reverse`, { occurredAt });
      expect(status, time).toBe(200);
      expect(json.refunds.map(({ state }) => state)).toEqual(['booked', 'reversed']);
      expect(await comesTo()).toEqual(before);
    }
    await refund('after', 11_900 - 3_333);
    expect(await comesTo()).toMatchObject({ net: 0, profit: 0 });
    const nobody = await post(`/v1/conversions/${id}/refunds/rfd_0123456789abcdef/reverse`);
    expect(nobody.status).toBe(404);
  });
});

describe('by the shop’s own name', () => {
  it('an order is found', async () => {
    const { order } = aDay();
    const { id } = await order('shop #1'.replace(' ', '-'));
    const found = await as().get('/v1/conversions/external/shop-%231');
    expect(found.json).toMatchObject({ id, externalId: 'shop-#1', refunds: [], voided: null });
    expect((await as().get('/v1/conversions/external/nobody')).status).toBe(404);
  });

  it('a refund is booked, also when it comes before its order, as often as it comes', async () => {
    const { order, comesTo, occurredAt } = aDay();
    const refund = (externalId: string, amount: number) =>
      post('/v1/conversions/external/early/refunds', {
        externalId,
        amount: eur(amount),
        netAmount: eur(amount),
        occurredAt,
      });
    for (const _ of [1, 2])
      expect(await refund('r1', 1_000)).toMatchObject({ status: 202, json: { state: 'waiting' } });
    expect((await refund('r2', 500)).status).toBe(202);
    expect((await refund('too-much', 90_000)).status).toBe(202);
    const waiting = async () =>
      ((await as().get('/v1/refunds/waiting')).json as { data: Record<string, string>[] }).data
        .filter((one) => one.order === 'early')
        .map(({ externalId, state, problem }) => [externalId, state, problem])
        .sort();
    expect(await waiting()).toEqual(['r1', 'r2', 'too-much'].map((name) => [name, 'waiting', undefined]));
    const { id } = await order('early');
    expect(await waiting()).toEqual([
      ['too-much', 'waiting', 'All refunds together would exceed the order.'],
    ]);
    expect(await comesTo()).toMatchObject({ net: 7_500, refunds: -1_500 });
    expect(await refund('r1', 1_000)).toMatchObject({ status: 200, json: { state: 'booked' } });
    expect((await refund('r3', 100)).status).toBe(201);
    const { json } = await as().get(`/v1/conversions/${id}`);
    const told = (json as Detail).refunds.map(({ externalId, state, problem }) => [
      externalId,
      state,
      problem,
    ]);
    expect(told.slice().sort()).toEqual([
      ['r1', 'booked', undefined],
      ['r2', 'booked', undefined],
      ['r3', 'booked', undefined],
      ['too-much', 'waiting', 'All refunds together would exceed the order.'],
    ]);
    expect(await comesTo()).toMatchObject({ net: 7_400 });
  });

  it('refunds that meet their order on the way are booked once', async () => {
    const { order, comesTo, occurredAt } = aDay();
    const refunds = Array.from({ length: 6 }, (_, index) =>
      post('/v1/conversions/external/race/refunds', {
        externalId: `r${index}`,
        amount: eur(100),
        netAmount: eur(100),
        occurredAt,
      }),
    );
    await Promise.all([...refunds.slice(0, 3), order('race'), ...refunds.slice(3)]);
    expect(await comesTo()).toMatchObject({ net: 8_400, refunds: -600 });
  });
});

describe('an order whose money changed', () => {
  it('is amended by a line of its own day, once, whatever happens around it', async () => {
    const { order, comesTo, occurredAt } = aDay();
    const { id } = await order('amended');
    const path = `/v1/conversions/${id}`;
    await post(`${path}/refunds`, { externalId: 'r', amount: eur(1_190), occurredAt });
    expect(await comesTo()).toMatchObject({ net: 8_100, refunds: -900 });
    const money = { amount: eur(14_280), netAmount: { value: '110.00', currency: 'EUR' }, occurredAt };
    for (const _ of [1, 2]) {
      const { status, json } = await post(`${path}/amend`, money);
      expect(status).toBe(200);
      expect(json.amendments).toMatchObject([{ amount: eur(14_280), netAmount: eur(11_000) }]);
      expect(json.booked?.netAmount.amount).toBe(11_000);
    }
    // The refund's share is of the order as told last, 1,190 / 14,280 of 110.00: so it would be had it come later.
    expect(await comesTo()).toEqual({ net: 10_083, refunds: -900, profit: 5_042, orders: 1 });
    await post(`${path}/refunds`, { externalId: 'all', amount: eur(14_280 - 1_190), occurredAt });
    expect(await comesTo()).toMatchObject({ net: 0, profit: 0 });
    expect(
      (await post(`${path}/amend`, { ...money, amount: eur(9_000), netAmount: eur(8_000) })).status,
    ).toBe(409);
  });

  it('that is sent again is compared with its money as told last', async () => {
    const { order, occurredAt } = aDay();
    const { id } = await order('again');
    await post(`/v1/conversions/${id}/amend`, { netAmount: eur(5_000), occurredAt, externalId: 'edit-1' });
    const sent = { kind: 'sale', externalId: 'again', occurredAt, netAmount: eur(5_000), couponCode: 'BO' };
    expect((await post('/v1/conversions', sent)).json).toMatchObject({
      netAmount: eur(9_000),
      differs: [{ path: 'couponCode', kept: 'ADA', sent: 'BO' }],
    });
    const late = { netAmount: eur(9_000), occurredAt, externalId: 'edit-1' };
    expect((await post(`/v1/conversions/${id}/amend`, late)).json.amendments).toHaveLength(1);
  });

  it.each([
    ['nothing', {}, 422],
    ['another currency', { amount: { amount: 1, currency: 'USD' } }, 422],
    ['more net than amount', { amount: eur(1), netAmount: eur(2) }, 422],
    ['a day before it came', { amount: eur(1), occurredAt: '2026-09-05T10:00:00Z' }, 422],
  ])('is not amended to %s', async (why, body, status) => {
    const { order } = aDay();
    const { id } = await order(`amend-${why.replaceAll(' ', '-')}`);
    expect((await post(`/v1/conversions/${id}/amend`, body)).status).toBe(status);
  });
});

describe('revenue without a net amount', () => {
  it('is marked on the order, in the rows, and no longer once its net amount is told', async () => {
    const { order, totals, occurredAt } = aDay();
    await order('with-net');
    const gross = await made<{ id: string; flags: string[] }>('/v1/conversions', {
      kind: 'sale',
      externalId: 'gross',
      occurredAt,
      amount: eur(11_900),
      couponCode: 'ADA',
    });
    expect(gross.flags).toContain('net-amount-unknown');
    const marked = async () => (await totals()).notes.filter(({ field }) => field === 'netRevenue');
    expect(await marked()).toEqual([
      {
        field: 'netRevenue',
        code: 'net_unknown',
        text: '1 of 2 conversions told no net amount: tax and shipping may be in their revenue',
      },
    ]);
    const day = occurredAt.slice(0, 10);
    const notes = async () =>
      ((await as().get(`/v1/attribution?from=${day}&to=${day}`)).json as { notes: object[] }).notes;
    expect(await notes()).toMatchObject([{ field: 'revenue', code: 'net_unknown' }]);
    await post(`/v1/conversions/${gross.id}/amend`, {
      amount: eur(11_900),
      netAmount: eur(9_000),
      occurredAt,
    });
    expect(await marked()).toEqual([]);
    expect(await notes()).toEqual([]);
  });
});

describe('an order that was none', () => {
  it('is voided with a reason: in no table, on record, and back when it is restored', async () => {
    const { order, comesTo, totals, occurredAt } = aDay();
    const { id } = await order('test-order');
    await post(`/v1/conversions/${id}/refunds`, { externalId: 'r', amount: eur(1_000), occurredAt });
    const before = await comesTo();
    const voided = await post(`/v1/conversions/${id}/void`, { reason: 'test', note: 'from staging' });
    expect(voided).toMatchObject({ status: 200, json: { voided: { reason: 'test', note: 'from staging' } } });
    expect((await post(`/v1/conversions/${id}/void`, { reason: 'fraud' })).json.voided?.reason).toBe('test');
    expect(await comesTo()).toEqual({ net: 0, refunds: 0, profit: 0, orders: 0 });
    const day = occurredAt.slice(0, 10);
    for (const path of ['exports/conversions.csv', 'attribution', 'dark-social']) {
      const { status, text } = await as().get(`/v1/${path}?from=${day}&to=${day}`);
      expect(status).toBe(200);
      expect(text).not.toContain(id);
    }
    expect((await totals()).notes.filter(({ code }) => code === 'net_unknown')).toEqual([]);
    expect((await as().delete(`/v1/conversions/${id}/void`)).status).toBe(200);
    expect(await comesTo()).toEqual(before);
  });

  it('needs a reason that is known', async () => {
    const { order } = aDay();
    const { id } = await order('no-reason');
    expect((await post(`/v1/conversions/${id}/void`, { reason: 'whim' })).text).toContain(
      'must be one of test, cancelled',
    );
  });
});

it('fails nowhere by our own fault', () => expect(failures).toEqual([]));
