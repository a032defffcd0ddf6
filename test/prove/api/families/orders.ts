import { conversionsOf } from '../../../../shared/data/orders/orders-store.ts';
import { orderLinesPartition } from '../../../../shared/data/table/keys.ts';
import { recordsOf } from '../../../../shared/data/table/records-store.ts';
import { tablesOn } from '../../../../shared/data/table/sdk.ts';
import { idOfExternal } from '../../../../shared/domain/external-id.ts';
import { derivedId } from '../../../../shared/domain/id.ts';
import { linesOfOrder } from '../../../../shared/domain/orders/order-lines.ts';
import type { BrandId } from '../../../../shared/domain/schema/common.ts';
import { dumpOf } from '../../../support/engine.ts';
import { ABSENT } from '../history.ts';
import {
  type Effect,
  everything,
  type Family,
  type Move,
  nameOf,
  pick,
  type Shown,
  type Turn,
} from '../move.ts';

const AT = '2026-10-03T10:00:00Z';
/** Larger than all its refunds together. */
const LARGE = 1_000_000_000;
const eur = (amount: number) => ({ amount, currency: 'EUR' });

/** The first order of a name stands; what happens to it adds lines. */
export const orderFamilies: Family[] = [
  {
    name: 'orders',
    weight: 12,
    create: (turn) => order(turn, pick(['one', 'one', 'bulk'], turn.random)),
    change: (turn) => order(turn, pick(['one', 'put', 'bulk'], turn.random)),
    standing: async ({ calm }) => (await everything(calm, '/v1/conversions')).flatMap(standingOf),
    problems: async ({ engine, place }) => differingLines(engine, place.brandId as BrandId),
  },
  { name: 'what happens to orders', weight: 14, change: happening, standing: async () => [] },
  {
    name: 'erasures',
    weight: 1,
    change: (turn) => {
      const name = nameOf(turn);
      return {
        wish: { method: 'POST', path: '/v1/erasures', body: { customerId: `customer-${name}` } },
        effects: [{ thing: `orders/${name} erased`, value: 'erased' }],
      };
    },
    standing: async () => [],
  },
];

function order(turn: Turn, how: 'one' | 'put' | 'bulk'): Move {
  const names = how === 'bulk' ? [...new Set([nameOf(turn), nameOf(turn)])] : [nameOf(turn)];
  const bodies = names.map((externalId) => ({
    kind: 'sale',
    externalId,
    occurredAt: AT,
    amount: eur(LARGE + turn.number),
    customerId: `customer-${externalId}`,
  }));
  const effects = names.flatMap((name): Effect[] => [
    firstly(name, LARGE + turn.number),
    { thing: `orders/${name} erased`, value: ABSENT, ifMade: true },
  ]);
  const shows = (answer: Shown) =>
    (how === 'bulk' ? (answer.data as Shown[]) : [answer]).map(({ externalId, amount }) =>
      firstly(String(externalId), (amount as { amount: number }).amount),
    );
  const [body] = bodies;
  if (how === 'put')
    return { wish: { method: 'PUT', path: `/v1/conversions/external/${names[0]}`, body }, effects, shows };
  const atomic = turn.random() < 0.5 ? '?atomic=true' : '';
  const path = how === 'bulk' ? `/v1/conversions/bulk${atomic}` : '/v1/conversions';
  return {
    wish: { method: 'POST', path, body: how === 'bulk' ? { conversions: bodies } : body },
    effects,
    shows,
  };
}

const firstly = (name: string, amount: number): Effect => ({
  thing: `orders/${name}`,
  value: String(amount),
  rule: 'first',
});

function happening(turn: Turn): Move {
  const [name, refund] = [nameOf(turn), nameOf(turn)];
  const { place, number, random } = turn;
  const id = idOfExternal('cnv', place.brandId as BrandId, name);
  const path = `/v1/conversions/${id}`;
  const thing = `orders/${name}`;
  const booked = refunded(name, refund, number);
  const body = { externalId: refund, amount: eur(number), occurredAt: AT };
  const shows = (answer: Shown) => [
    refunded(name, refund, (answer.amount as { amount: number } | undefined)?.amount ?? -1),
  ];
  const moves: Move[] = [
    { wish: { method: 'POST', path: `${path}/refunds`, body }, effects: [booked], shows },
    {
      wish: { method: 'POST', path: `/v1/conversions/external/${name}/refunds`, body },
      effects: [booked],
      shows,
    },
    {
      wish: {
        method: 'POST',
        path: `${path}/refunds/${derivedId('rfd', place.brandId, id, refund)}/reverse`,
        body: {},
      },
      effects: [{ thing: `${thing} refund ${refund} reversed`, value: 'reversed' }],
    },
    {
      wish: { method: 'POST', path: `${path}/void`, body: { reason: 'test' } },
      effects: [{ thing: `${thing} void`, value: 'void' }],
      shows: ({ voided }) => [{ thing: `${thing} void`, value: voided ? 'void' : ABSENT }],
    },
    {
      wish: { method: 'DELETE', path: `${path}/void` },
      effects: [{ thing: `${thing} void`, value: ABSENT }],
      shows: ({ voided }) => [{ thing: `${thing} void`, value: voided ? 'void' : ABSENT }],
    },
    {
      wish: { method: 'POST', path: `${path}/amend`, body: { amount: eur(2 * LARGE + number) } },
      effects: [{ thing: `${thing} amended`, value: String(2 * LARGE + number) }],
      shows: ({ amendments }) => [{ thing: `${thing} amended`, value: lastAmount(amendments) }],
    },
  ];
  return pick(moves, random);
}

const refunded = (name: string, refund: string, amount: number): Effect => ({
  thing: `orders/${name} refund ${refund}`,
  value: String(amount),
  rule: 'first',
});

const lastAmount = (amendments: unknown): string => {
  const last = (amendments as { amount: { amount: number } }[]).at(-1);
  return last ? String(last.amount.amount) : ABSENT;
};

function standingOf(shown: Shown): [string, string][] {
  const thing = `orders/${shown.externalId}`;
  const refunds = shown.refunds as { externalId: string; amount: { amount: number }; state: string }[];
  const ofRefunds = refunds.flatMap(({ externalId, amount, state }): [string, string][] => {
    const twice = refunds.filter((one) => one.externalId === externalId).length > 1;
    const of = `${thing} refund ${externalId}`;
    return [
      [of, twice ? 'twice' : String(amount.amount)],
      [`${of} reversed`, state === 'reversed' ? 'reversed' : ABSENT],
    ];
  });
  return [
    [thing, String((shown.amount as { amount: number }).amount)],
    [`${thing} void`, shown.voided ? 'void' : ABSENT],
    [`${thing} amended`, lastAmount(shown.amendments)],
    [`${thing} erased`, shown.customerId ? ABSENT : 'erased'],
    ...ofRefunds,
  ];
}

/** The lines that reports add up are those that the documents say. */
async function differingLines(engine: Parameters<typeof dumpOf>[0], brandId: BrandId): Promise<string[]> {
  const wanted = new Set<string>();
  const records = recordsOf(tablesOn(engine.client, engine.tables), brandId);
  for await (const one of conversionsOf(records).all({ archived: true }))
    for (const { id, day, line } of linesOfOrder(one)) wanted.add(`${day}|${id}|${JSON.stringify(line)}`);
  const start = orderLinesPartition(brandId, '');
  const found = (await dumpOf(engine)).flatMap(({ item: { pk, sk, line } }) =>
    pk?.S?.startsWith(start) && line ? [`${pk.S.slice(start.length)}|${sk?.S}|${line.S}`] : [],
  );
  return [
    ...found.filter((line) => !wanted.delete(line)).map((line) => `a line that no order says: ${line}`),
    ...[...wanted].map((line) => `a line that isn’t there: ${line}`),
  ];
}
