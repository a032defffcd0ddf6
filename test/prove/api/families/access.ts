import { keyLookup } from '../../../../shared/data/access/api-keys-store.ts';
import { personIdOf } from '../../../../shared/data/access/people-store.ts';
import { webhooksOf } from '../../../../shared/data/access/webhooks-store.ts';
import { recordsOf } from '../../../../shared/data/table/records-store.ts';
import { tablesOn } from '../../../../shared/data/table/sdk.ts';
import type { BrandId } from '../../../../shared/domain/schema/common.ts';
import { readKeyText, secretMatches } from '../../../../shared/domain/sealed/api-key-text.ts';
import { purposes } from '../../../../shared/domain/sealed/purposes.ts';
import { openSealed } from '../../../../shared/domain/sealed/sealed-text.ts';
import { CURSOR_KEYS } from '../../../support/api-builders.ts';
import { ABSENT } from '../history.ts';
import {
  everything,
  type Family,
  knownOf,
  markIn,
  nameOf,
  note,
  pick,
  type Shown,
  type Turn,
  type World,
} from '../move.ts';

const LIVE = 'live';

/** Who may come in: keys, whose one secret must open; people; who volunteered. */
export const accessFamilies: Family[] = [
  {
    name: 'keys',
    weight: 6,
    create: (turn) => ({
      wish: {
        method: 'POST',
        path: '/v1/api-keys',
        body: { name: `${nameOf(turn)}-${turn.number % 4}`, scopes: ['brand:read'] },
      },
      effects: [],
      shows: ({ id, secret }) => {
        note(turn, 'keys', `${id} ${secret}`);
        return [{ thing: `keys/${id} ${secret}`, value: LIVE }];
      },
    }),
    change: (turn) => removal(turn, 'keys', '/v1/api-keys'),
    standing: keysThatOpen,
  },
  {
    name: 'people',
    weight: 4,
    create: (turn) => person(turn, 'POST'),
    change: (turn) => person(turn, pick(['POST', 'PATCH', 'DELETE'], turn.random)),
    standing: async ({ calm }) =>
      (await everything(calm, '/v1/people')).map(({ email, name }) => [`people/${email}`, markIn(name)]),
  },
  {
    name: 'applications',
    weight: 4,
    change: (turn) => {
      const id = knownOf(turn, 'applications');
      if (!id || turn.random() < 0.4) return application(turn);
      const decision = pick(['accept', 'decline'], turn.random);
      const effect = (state: unknown) => ({
        thing: `applications/${id}`,
        value: String(state),
        rule: 'first' as const,
      });
      return {
        wish: { method: 'POST', path: `/v1/applications/${id}/decision`, body: { decision } },
        effects: [effect(decision === 'accept' ? 'accepted' : 'declined')],
        shows: ({ state }) => [effect(state)],
      };
    },
    standing: async ({ calm }) =>
      (await everything(calm, '/v1/applications'))
        .filter(({ state }) => state !== 'open')
        .map(({ id, state }) => [`applications/${id}`, String(state)]),
    problems: async ({ calm }) => {
      const creators = new Set((await everything(calm, '/v1/creators')).map(({ id }) => id));
      const accepted = await everything(calm, '/v1/applications?state=accepted');
      return accepted
        .filter(({ creatorId }) => !creators.has(String(creatorId)))
        .map(({ id }) => `${id} was accepted, and is no creator`);
    },
  },
];

/** What the product tells others: webhooks with the secret that was shown, and shared reports. */
export const tellingFamilies: Family[] = [
  {
    name: 'webhooks',
    weight: 5,
    create: (turn) => ({
      wish: {
        method: 'POST',
        path: '/v1/webhooks',
        body: { url: hookUrl(`mark-${turn.number}`), events: ['webhook.test'] },
      },
      effects: [],
      shows: ({ id, url, secret }) => {
        note(turn, 'webhooks', id);
        return [
          { thing: `webhooks/${id}`, value: markIn(url) },
          { thing: `webhooks/${id} secret`, value: String(secret) },
        ];
      },
    }),
    change: (turn) => {
      if (turn.random() < 0.6) return removal(turn, 'webhooks', '/v1/webhooks', 'secret');
      const id = knownOf(turn, 'webhooks');
      if (!id) return undefined;
      const mark = `mark-${turn.number}`;
      const path = `/v1/webhooks/${id}`;
      if (turn.random() < 0.3)
        return { wish: { method: 'POST', path: `${path}/test`, body: {} }, effects: [] };
      return {
        wish: { method: 'PATCH', path, body: { url: hookUrl(mark) } },
        effects: [{ thing: `webhooks/${id}`, value: mark }],
        shows: ({ url }) => [{ thing: `webhooks/${id}`, value: markIn(url) }],
      };
    },
    standing: webhooksStanding,
  },
  {
    name: 'shares',
    weight: 3,
    create: (turn) => ({
      wish: { method: 'POST', path: `/v1/reports/${turn.place.reportId}/shares`, body: {} },
      effects: [],
      shows: ({ id }) => {
        note(turn, 'shares', id);
        return [{ thing: `shares/${id}`, value: LIVE }];
      },
    }),
    change: (turn) => removal(turn, 'shares', '/v1/shares'),
    standing: async ({ calm }) =>
      (await everything(calm, '/v1/shares')).map(({ id }) => [`shares/${id}`, LIVE]),
  },
];

const hookUrl = (mark: string): string => `https://hooks.example.com/${mark}`;

function removal(turn: Turn, kind: string, path: string, also?: string) {
  const known = knownOf(turn, kind);
  if (!known) return undefined;
  const [id] = known.split(' ');
  return {
    wish: { method: 'DELETE' as const, path: `${path}/${id}` },
    effects: [`${kind}/${known}`, ...(also ? [`${kind}/${known} ${also}`] : [])].map((thing) => ({
      thing,
      value: ABSENT,
    })),
  };
}

function person(turn: Turn, method: 'POST' | 'PATCH' | 'DELETE') {
  const email = `${nameOf(turn)}@example.com`;
  const name = `mark-${turn.number}`;
  const thing = `people/${email}`;
  const path = `/v1/people/${personIdOf(turn.place.brandId as BrandId, email)}`;
  if (method === 'DELETE') return { wish: { method, path }, effects: [{ thing, value: ABSENT }] };
  const wish =
    method === 'POST'
      ? { method, path: '/v1/people', body: { email, name, role: 'reader' } }
      : { method, path, body: { name } };
  return {
    wish,
    effects: [{ thing, value: name }],
    shows: (answer: Shown) => [{ thing, value: markIn(answer.name) }],
  };
}

const application = (turn: Turn) => ({
  wish: {
    method: 'POST' as const,
    path: '/v1/applications',
    body: { formToken: turn.place.formToken, handle: `@${nameOf(turn)}`, platform: 'instagram' },
  },
  effects: [],
  shows: ({ id }: Shown) => {
    note(turn, 'applications', id);
    return [];
  },
});

/** A key whose secret was told opens, unless it was revoked. */
async function keysThatOpen({ engine, things }: World): Promise<[string, string][]> {
  const lookup = keyLookup(tablesOn(engine.client, engine.tables));
  const found: [string, string][] = [];
  for (const thing of things) {
    const [id = '', text = ''] = thing.replace(/^keys\//, '').split(' ');
    if (!thing.startsWith('keys/') || !text) continue;
    const key = await lookup.find(id);
    const opens = key && !key.revokedAt && secretMatches(readKeyText(text)?.secret ?? '', key.secretHash);
    if (opens) found.push([thing, LIVE]);
  }
  return found;
}

async function webhooksStanding({ engine, place }: World): Promise<[string, string][]> {
  const found: [string, string][] = [];
  const records = recordsOf(tablesOn(engine.client, engine.tables), place.brandId as BrandId);
  for await (const { id, url, sealedSecret } of webhooksOf(records).all()) {
    const secret = openSealed(sealedSecret, purposes.webhookSecret(id), CURSOR_KEYS);
    found.push([`webhooks/${id}`, markIn(url)], [`webhooks/${id} secret`, secret ?? 'unreadable']);
  }
  return found;
}
