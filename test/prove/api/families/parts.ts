import { fxOf } from '../../../../shared/data/orders/fx-store.ts';
import { recordsOf } from '../../../../shared/data/table/records-store.ts';
import { tablesOn } from '../../../../shared/data/table/sdk.ts';
import { idOfExternal } from '../../../../shared/domain/external-id.ts';
import type { BrandId } from '../../../../shared/domain/schema/common.ts';
import { ABSENT } from '../history.ts';
import { everything, type Family, markIn, nameOf, pick, type Shown, type World } from '../move.ts';

/** What is added to posts and squads, and told of posts. */
export const partFamilies: Family[] = [
  {
    name: 'checks',
    weight: 4,
    change: (turn) => {
      const [name, instruction] = [nameOf(turn), nameOf(turn)];
      const mark = `mark-${turn.number}`;
      const id = idOfExternal('pst', turn.place.brandId as BrandId, name);
      const results = [{ instruction, result: 'ok', note: mark }];
      const thing = `checks/${name}/${instruction}`;
      return {
        wish: { method: 'POST', path: `/v1/posts/${id}/checks`, body: { results } },
        effects: [{ thing, value: mark }],
        shows: ({ checks }) => [{ thing, value: noteOn(checks, instruction) }],
      };
    },
    standing: async ({ calm, things }) => {
      const found: [string, string][] = [];
      for (const thing of things) {
        const [kind, name, instruction = ''] = thing.split('/');
        if (kind !== 'checks') continue;
        const { json } = await calm.get(`/v1/posts/external/${name}`);
        found.push([thing, noteOn((json as Shown).checks, instruction)]);
      }
      return found;
    },
  },
  {
    name: 'aliases',
    weight: 2,
    change: (turn) => {
      const name = nameOf(turn);
      const alias = `${name}.${nameOf(turn)}`;
      const id = idOfExternal('lnk', turn.place.brandId as BrandId, name);
      const thing = `aliases/${name}/${alias}`;
      return {
        wish: { method: 'POST', path: `/v1/links/${id}/aliases`, body: { aliases: [alias] } },
        effects: [{ thing, value: 'given' }],
        shows: (link) => [{ thing, value: isGiven(link, alias) }],
      };
    },
    standing: async ({ calm, things }) => {
      const found: [string, string][] = [];
      for (const thing of things) {
        const [kind, name, alias = ''] = thing.split('/');
        if (kind !== 'aliases') continue;
        const { json } = await calm.get(`/v1/links/external/${name}`);
        found.push([thing, isGiven(json as Shown, alias)]);
      }
      return found;
    },
  },
  {
    name: 'members',
    weight: 4,
    change: (turn) => {
      const creatorId = pick(turn.place.creatorIds, turn.random);
      const path = `/v1/squads/${turn.place.squadId}/members/${creatorId}`;
      const joins = turn.random() < 0.7;
      return {
        wish: joins ? { method: 'PUT', path, body: {} } : { method: 'DELETE', path },
        effects: [{ thing: `members/${creatorId}`, value: joins ? 'open' : ABSENT }],
      };
    },
    standing: async ({ calm, place }) => {
      const { json } = await calm.get(`/v1/squads/${place.squadId}`);
      const members = (json as Shown).members as { creatorId: string; until?: string }[];
      return members
        .filter(({ until }) => until === undefined)
        .map(({ creatorId }) => [`members/${creatorId}`, 'open']);
    },
  },
  {
    name: 'engagement',
    weight: 4,
    create: (turn) => {
      const hour = 1 + Math.floor(turn.random() * 6);
      const takenAt = `2026-10-0${hour}T10:00:00.000Z`;
      const body = { postId: turn.place.postId, takenAt, likes: turn.number, comments: 0 };
      const effect = (likes: unknown) => ({
        thing: `engagement/${takenAt}`,
        value: `mark-${likes}`,
        rule: 'first' as const,
      });
      if (turn.random() < 0.5)
        return {
          wish: { method: 'POST', path: '/v1/engagement', body },
          effects: [effect(turn.number)],
          shows: ({ likes }) => [effect(likes)],
        };
      return {
        wish: { method: 'POST', path: '/v1/engagement/bulk', body: { engagement: [body, body] } },
        effects: [effect(turn.number)],
        shows: ({ data }) => (data as Shown[]).map(({ likes }) => effect(likes)),
      };
    },
    standing: async ({ calm, place }) =>
      (await everything(calm, `/v1/engagement?postId=${place.postId}`)).map(({ takenAt, likes }) => [
        `engagement/${new Date(String(takenAt)).toISOString()}`,
        `mark-${likes}`,
      ]),
  },
  {
    name: 'promotion reviews',
    weight: 2,
    create: (turn) => {
      const body = {
        creatorId: turn.place.creatorIds[0],
        from: 'microcontent',
        to: 'campaign',
        decision: 'kept',
        reason: `mark-${turn.number}`,
      };
      const effect = (id: string, reason: unknown) => ({ thing: `reviews/${id}`, value: markIn(reason) });
      return {
        wish: { method: 'POST', path: '/v1/promotion-reviews', body },
        effects: [],
        shows: ({ id, reason }) => [effect(id, reason)],
      };
    },
    standing: async ({ calm }) =>
      (await everything(calm, '/v1/promotion-reviews')).map(({ id, reason }) => [
        `reviews/${id}`,
        markIn(reason),
      ]),
  },
];

const noteOn = (checks: unknown, instruction: string): string =>
  (checks as { instruction: string; note?: string }[] | undefined)?.find(
    (check) => check.instruction === instruction,
  )?.note ?? ABSENT;

/** The one record each that a brand has of itself. */
export const settingFamilies: Family[] = [
  {
    name: 'brand',
    weight: 2,
    change: (turn) => {
      const name = `mark-${turn.number}`;
      const concernsRoutes = turn.random() < 0.2;
      const clickDedupe = pick([10, 20, 40], turn.random);
      return {
        wish: {
          method: 'PATCH',
          path: '/v1/brand',
          body: { name, ...(concernsRoutes ? { attribution: { clickDedupe } } : {}) },
        },
        effects: [
          { thing: 'brand/name', value: name },
          ...(concernsRoutes ? [{ thing: 'brand/dedupe', value: String(clickDedupe) }] : []),
        ],
        shows: (answer) => [{ thing: 'brand/name', value: String(answer.name) }],
      };
    },
    standing: async (world) => {
      const { name, attribution } = await brandOf(world);
      const { clickDedupe } = attribution;
      return [
        ['brand/name', name.startsWith('mark') ? name : ABSENT],
        ['brand/dedupe', clickDedupe === AT_FIRST ? ABSENT : String(clickDedupe)],
      ];
    },
  },
  {
    name: 'rates',
    weight: 2,
    change: (turn) => {
      const date = `2026-10-0${1 + Math.floor(turn.random() * 3)}`;
      const rate = turn.number / 1e6 + 0.5;
      const effect = (shown: number) => ({ thing: `rates/${date}`, value: String(shown) });
      return {
        wish: { method: 'PUT', path: `/v1/fx/${date}`, body: { rates: [{ from: 'USD', to: 'EUR', rate }] } },
        effects: [effect(rate)],
        shows: (answer) => [effect((answer.rates as { rate: number }[])[0]?.rate ?? 0)],
      };
    },
    standing: async ({ engine, place }) => {
      const tables = tablesOn(engine.client, engine.tables);
      const fx = fxOf(tables, recordsOf(tables, place.brandId as BrandId));
      const found: [string, string][] = [];
      for (const day of ['2026-10-01', '2026-10-02', '2026-10-03']) {
        const known = await fx.findRate('USD', 'EUR', day);
        if (known?.date === day) found.push([`rates/${day}`, String(known.rate)]);
      }
      return found;
    },
  },
  {
    name: 'report settings',
    weight: 2,
    change: (turn) => {
      const recipient = `mark-${turn.number}@example.com`;
      const effect = (shown: unknown) => ({ thing: 'report settings/it', value: markIn(shown) });
      return {
        wish: { method: 'PUT', path: '/v1/report-settings', body: { recipients: [recipient] } },
        effects: [effect(recipient)],
        shows: ({ recipients }) => [effect(recipients)],
      };
    },
    standing: async ({ calm }) => {
      const { json } = await calm.get('/v1/report-settings');
      const mark = markIn((json as Shown).recipients);
      return [['report settings/it', mark === 'none' ? ABSENT : mark]];
    },
  },
];

/** Seconds within which a brand's taps are one, before anybody changed it. */
const AT_FIRST = 30;

async function brandOf({ calm }: World) {
  const { json } = await calm.get('/v1/brand');
  return json as { name: string; attribution: { clickDedupe: number } };
}

const isGiven = ({ aliases }: Shown, alias: string): string =>
  Array.isArray(aliases) && aliases.includes(alias) ? 'given' : ABSENT;
