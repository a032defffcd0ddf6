import { DeleteItemCommand, GetItemCommand, type PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { recordsOf } from '../../../shared/data/table/records-store.ts';
import { tablesOn } from '../../../shared/data/table/sdk.ts';
import { type Engine, startEngine } from '../../support/engine.ts';

const BRAND = 'brd_0000000000000001';
const Note = z.strictObject({ id: z.string(), text: z.string() });

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

it('creates what expires with its end, also where the one that stood there expired in between', async () => {
  const { client, tables } = engine;
  const notes = recordsOf(tablesOn(client, tables), BRAND).collection('NOTE', Note);
  await notes.create({ id: 'one', text: 'old' });
  const Key = { pk: { S: `BRAND#${BRAND}#NOTE` }, sk: { S: 'one' } };
  let expired = false;
  const send = async (command: object) => {
    if (command instanceof GetItemCommand && !expired) {
      expired = true;
      await client.send(new DeleteItemCommand({ TableName: tables.records, Key }));
    }
    return client.send(command as PutItemCommand);
  };
  const expiring = recordsOf(tablesOn({ send } as never, tables), BRAND).collection('NOTE', Note);
  expect(await expiring.create({ id: 'one', text: 'new' }, undefined, 1_800_000_000)).toMatchObject({
    kind: 'created',
  });
  const { Item } = await client.send(new GetItemCommand({ TableName: tables.records, Key }));
  expect(Item?.expiresAt).toEqual({ N: '1800000000' });
});
