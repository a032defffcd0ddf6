import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Wire } from '../../shared/data/table/wire.ts';

/** DynamoDB request units, and in how many requests they were taken. */
export type Units = { write: number; read: number };
export type Metered = Units & { requests: number };

type Consumed = { CapacityUnits?: number };

/** Asks for the consumed capacity of every request and adds it up by step and kind. */
export function createMeter<Step extends string>(steps: readonly Step[]) {
  const nothing = () =>
    Object.fromEntries(steps.map((name) => [name, { write: 0, read: 0, requests: 0 }])) as Record<
      Step,
      Metered
    >;
  let sums = nothing();
  let step: Step | undefined;
  const isRead = (operation: string): boolean => /^(GetItem|Query|BatchGetItem)/.test(operation);
  const metered = (operation: string): boolean =>
    isRead(operation) || /^(Put|Update|Delete|BatchWrite)Item/.test(operation);

  function add(operation: string, consumed: Consumed | Consumed[] | undefined): void {
    if (!step || !metered(operation)) return;
    const units = [consumed ?? []].flat().reduce((sum, one) => sum + (one.CapacityUnits ?? 0), 0);
    sums[step][isRead(operation) ? 'read' : 'write'] += units;
    sums[step].requests++;
  }

  return {
    into(next: Step): void {
      step = next;
    },
    reset(): void {
      sums = nothing();
    },
    wire: (inner: Wire): Wire =>
      async function metering(operation, body, signal) {
        const answer = await inner(operation, { ...body, ReturnConsumedCapacity: 'TOTAL' }, signal);
        add(operation, (answer as { ConsumedCapacity?: Consumed }).ConsumedCapacity);
        return answer;
      },
    client(inner: DynamoDBClient): DynamoDBClient {
      inner.middlewareStack.add(
        (next, context) => async (args) => {
          const operation = String(context.commandName).replace(/Command$/, '');
          if (metered(operation)) Object.assign(args.input, { ReturnConsumedCapacity: 'TOTAL' });
          try {
            const result = await next(args);
            add(operation, (result.output as { ConsumedCapacity?: Consumed }).ConsumedCapacity);
            return result;
          } catch (refused) {
            // A write whose condition fails is billed like one that succeeds.
            add(operation, { CapacityUnits: 1 });
            throw refused;
          }
        },
        { step: 'initialize', name: 'meter' },
      );
      return inner;
    },
    sums: (): Record<Step, Metered> => sums,
  };
}
