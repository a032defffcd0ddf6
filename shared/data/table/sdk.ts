import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { DynamoCall, Operation } from './table.ts';
import type { TableNames } from './table-shape.ts';
import { type Tables, tablesBy } from './tables.ts';

const COMMANDS = {
  GetItem: GetItemCommand,
  PutItem: PutItemCommand,
  UpdateItem: UpdateItemCommand,
  DeleteItem: DeleteItemCommand,
  Query: QueryCommand,
  BatchGetItem: BatchGetItemCommand,
  BatchWriteItem: BatchWriteItemCommand,
} satisfies Record<Operation, unknown>;

/** The SDK's client as tables call it. The redirect has its wire instead, and never reaches this file. */
export function sdkCall(client: DynamoDBClient): DynamoCall {
  return (operation, body, signal) => {
    // Which input goes with which command is the caller's to know: table.ts, and nobody else.
    const command = new (COMMANDS[operation] as new (input: object) => GetItemCommand)(body);
    return client.send(command, signal ? { abortSignal: signal } : {});
  };
}

export const tablesOn = (client: DynamoDBClient, names: TableNames): Tables =>
  tablesBy(sdkCall(client), names);

/**
 * The same client without the SDK's logging step: it copies every item of every answer into a line for a logger that
 * we don't give it, a third of what a large read costs.
 */
export function withoutLogging(client: DynamoDBClient): DynamoDBClient {
  client.middlewareStack.remove('loggerMiddleware');
  return client;
}
