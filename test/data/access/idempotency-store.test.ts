import { PutItemCommand, type PutItemCommandInput } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { idempotencyStore } from '../../../shared/data/access/idempotency-store.ts';
import { tablesOn } from '../../../shared/data/table/sdk.ts';
import { NOON } from '../../support/builders.ts';
import { type Engine, startEngine } from '../../support/engine.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

it('does not take over, nor overwrite, what the slow worker answered in that moment', async () => {
  const store = idempotencyStore(tablesOn(engine.client, engine.tables));
  const name = { owner: 'brd_1', requestHash: 'r', bodyHash: 'b' };
  const later = NOON + 16_000;
  await store.claim(name, 'slow', NOON);
  const send = engine.client.send.bind(engine.client) as (command: object) => Promise<unknown>;
  const client = Object.create(engine.client, {
    send: {
      value: async (command: { input: PutItemCommandInput }) => {
        const isTakeover =
          command instanceof PutItemCommand && command.input.ConditionExpression?.startsWith('worker');
        if (isTakeover) await store.keep(name, 'slow', 'the answer', later);
        return send(command);
      },
    },
  });
  const next = await idempotencyStore(tablesOn(client, engine.tables)).claim(name, 'next', later);
  expect(next.kind).toBe('underway');
  expect(await store.claim(name, 'third', later)).toEqual({ kind: 'answered', sealed: 'the answer' });
});
