import { PutItemCommand, type PutItemCommandInput } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { idempotencyStore } from '../../../shared/data/access/idempotency-store.ts';
import { tablesOn } from '../../../shared/data/table/sdk.ts';
import { HOUR_MS } from '../../../shared/domain/time/units.ts';
import { NOON } from '../../support/builders.ts';
import { type Engine, startEngine } from '../../support/engine.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());
const worker = (id: string) => ({ id, seed: `of ${id}` });

it('does not take over, nor overwrite, what the slow worker answered in that moment', async () => {
  const store = idempotencyStore(tablesOn(engine.client, engine.tables));
  const name = { owner: 'brd_1', requestHash: 'r', bodyHash: 'b' };
  const later = NOON + 16_000;
  await store.claim(name, worker('slow'), NOON);
  const send = engine.client.send.bind(engine.client) as (command: object) => Promise<unknown>;
  const client = Object.create(engine.client, {
    send: {
      value: async (command: { input: PutItemCommandInput }) => {
        const isTakeover =
          command instanceof PutItemCommand && command.input.ConditionExpression?.startsWith('worker');
        if (isTakeover) await store.keep(name, worker('slow'), 'the answer', later);
        return send(command);
      },
    },
  });
  const next = await idempotencyStore(tablesOn(client, engine.tables)).claim(name, worker('next'), later);
  expect(next.kind).toBe('underway');
  expect(await store.claim(name, worker('third'), later)).toEqual({ kind: 'answered', sealed: 'the answer' });
});

it('whoever takes over works with the seed of whoever began, until the name is free again', async () => {
  const store = idempotencyStore(tablesOn(engine.client, engine.tables));
  const name = { owner: 'brd_1', requestHash: 'seeds', bodyHash: 'b' };
  const claims = [NOON, NOON + 16_000, NOON + 32_000, NOON + 49 * HOUR_MS];
  const seeds = [];
  for (const [nth, at] of claims.entries()) seeds.push(await store.claim(name, worker(String(nth)), at));
  expect(seeds).toEqual(['of 0', 'of 0', 'of 0', 'of 3'].map((seed) => ({ kind: 'mine', seed })));
});
