import { idOfExternal } from '../../../../shared/domain/external-id.ts';
import type { IdPrefix } from '../../../../shared/domain/id.ts';
import type { BrandId } from '../../../../shared/domain/schema/common.ts';
import { postBody } from '../../../support/api-builders.ts';
import { ABSENT } from '../history.ts';
import {
  type Effect,
  everything,
  type Family,
  type Move,
  markIn,
  nameOf,
  type Place,
  pick,
  type Shown,
  type Turn,
  type World,
} from '../move.ts';

/** One kind of thing that is found by its externalId, and the writable part of it that carries the mark. */
type Kind = {
  kind: string;
  prefix: IdPrefix;
  marked: (mark: string) => object;
  mark: (shown: Shown) => unknown;
  base: (place: Place, turn: Turn) => object;
};

const address = (mark: string): string => `https://shop.example.com/${mark}`;
/** Codes that creators take from each other. */
const codesOf = ({ random }: Turn): string[] => (random() < 0.2 ? [pick(['ADA', 'BO', 'CY'], random)] : []);

const KINDS: readonly Kind[] = [
  {
    kind: 'creators',
    prefix: 'crt',
    marked: (displayName) => ({ displayName }),
    mark: ({ displayName }) => displayName,
    base: (_place, turn) => ({
      handle: `ada-${turn.number}`,
      platform: 'instagram',
      source: 'imported',
      couponCodes: codesOf(turn),
    }),
  },
  {
    kind: 'campaigns',
    prefix: 'cmp',
    marked: (name) => ({ name }),
    mark: ({ name }) => name,
    base: () => ({ startsOn: '2026-10-01', endsOn: '2026-10-31', brief: [] }),
  },
  {
    kind: 'squads',
    prefix: 'sqd',
    marked: (name) => ({ name }),
    mark: ({ name }) => name,
    base: () => ({ city: 'Graz', country: 'AT' }),
  },
  {
    kind: 'posts',
    prefix: 'pst',
    marked: (mark) => ({ url: address(mark) }),
    mark: ({ url }) => url,
    base: ({ creatorIds }) => postBody(creatorIds[0] ?? ''),
  },
  {
    kind: 'links',
    prefix: 'lnk',
    marked: (mark) => ({ destination: address(mark) }),
    mark: ({ destination }) => destination,
    base: ({ postId }) => ({ postId }),
  },
  {
    kind: 'spend',
    prefix: 'spd',
    marked: (mark) => ({ note: mark }),
    mark: ({ note }) => note,
    base: ({ postId }) => ({
      kind: 'fee',
      amount: { amount: 100, currency: 'EUR' },
      incurredOn: '2026-10-01',
      postId,
    }),
  },
];

/** Creations, replacements, changes and archiving of everything that has an externalId. */
export const catalogFamilies: Family[] = KINDS.map((one) => ({
  name: one.kind,
  weight: 10,
  create: (turn) => creation(one, turn),
  change: (turn) =>
    pick([creation, replacement, replacement, patch, patch, archiving], turn.random)(one, turn),
  standing: (world) => standingOf(one, world),
  problems: one.kind === 'creators' ? codesTwice : async () => [],
}));

/** Every kind comes many at once, too, each for itself or all together. */
export const bulkFamilies: Family[] = KINDS.map((one) => ({
  name: `${one.kind} in bulk`,
  weight: 2,
  create: (turn) => manyAtOnce(one, turn),
  standing: async () => [],
}));

function manyAtOnce(one: Kind, turn: Turn): Move {
  const names = [...new Set([nameOf(turn), nameOf(turn)])];
  const mark = `mark-${turn.number}`;
  const items = names.map((externalId) => ({
    ...one.base(turn.place, turn),
    ...one.marked(mark),
    externalId,
  }));
  const atomic = turn.random() < 0.5 ? '?atomic=true' : '';
  return {
    wish: { method: 'POST', path: `/v1/${one.kind}/bulk${atomic}`, body: { [one.kind]: items } },
    effects: names.flatMap((name) => effects(one, name, mark).map((effect) => ({ ...effect, of: name }))),
    shows: (answer) =>
      (answer.data as Shown[]).map((shown) => ({
        thing: `${one.kind}/${shown.externalId}`,
        value: markIn(one.mark(shown)),
      })),
  };
}

const effects = ({ kind }: Kind, name: string, mark: string): Effect[] => [
  { thing: `${kind}/${name}`, value: mark },
  { thing: `${kind}/${name} archived`, value: ABSENT },
];

function creation(one: Kind, turn: Turn): Move {
  const [name, mark] = [nameOf(turn), `mark-${turn.number}`];
  const body = { ...one.base(turn.place, turn), ...one.marked(mark), externalId: name };
  return move(one, name, { method: 'POST', path: `/v1/${one.kind}`, body }, effects(one, name, mark));
}

function replacement(one: Kind, turn: Turn): Move {
  const [name, mark] = [nameOf(turn), `mark-${turn.number}`];
  const path = `/v1/${one.kind}/external/${name}`;
  const body = { ...one.base(turn.place, turn), ...one.marked(mark) };
  return move(one, name, { method: 'PUT', path, body }, effects(one, name, mark));
}

function patch(one: Kind, turn: Turn): Move {
  const [name, mark] = [nameOf(turn), `mark-${turn.number}`];
  const wish = { method: 'PATCH' as const, path: pathOf(one, name, turn), body: one.marked(mark) };
  return move(one, name, wish, effects(one, name, mark).slice(0, 1));
}

function archiving(one: Kind, turn: Turn): Move {
  const name = nameOf(turn);
  const gone = [{ thing: `${one.kind}/${name} archived`, value: 'archived' }];
  return { wish: { method: 'DELETE', path: pathOf(one, name, turn) }, effects: gone };
}

const move = (one: Kind, name: string, wish: Move['wish'], does: Effect[]): Move => ({
  wish,
  effects: does,
  shows: (answer) => [{ thing: `${one.kind}/${name}`, value: markIn(one.mark(answer)) }],
});

const pathOf = ({ kind, prefix }: Kind, name: string, { place }: Turn): string =>
  `/v1/${kind}/${idOfExternal(prefix, place.brandId as BrandId, name)}`;

async function standingOf({ kind, mark }: Kind, { calm, things }: World): Promise<[string, string][]> {
  const found: [string, string][] = [];
  for (const thing of things) {
    const [of, name] = thing.split('/');
    if (of !== kind || name?.includes(' ')) continue;
    const { status, json } = await calm.get(`/v1/${kind}/external/${name}`);
    if (status !== 200) continue;
    const shown = json as Shown;
    found.push([thing, markIn(mark(shown))]);
    found.push([`${thing} archived`, shown.archivedAt ? 'archived' : ABSENT]);
  }
  return found;
}

async function codesTwice({ calm }: World): Promise<string[]> {
  const codes = (await everything(calm, '/v1/creators')).flatMap(
    ({ couponCodes }) => couponCodes as string[],
  );
  return codes.filter((code, at) => codes.indexOf(code) !== at).map((code) => `${code} is two creators’`);
}
