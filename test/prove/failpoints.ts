import { ConditionalCheckFailedException, type DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** Thrown where a process dies: between two awaits, before or after the store has done what was asked. */
export class Killed extends Error {
  override name = 'Killed';
}

/** A process that dies at its k-th call, and at every one after that. */
export function createFailpoint() {
  let left = Number.POSITIVE_INFINITY;
  let dies: 'before' | 'after' = 'before';
  let kills = 0;
  return {
    killAt(call: number, side: 'before' | 'after'): void {
      left = call;
      dies = side;
    },
    revive(): void {
      left = Number.POSITIVE_INFINITY;
    },
    get kills() {
      return kills;
    },
    async pass<T>(call: () => Promise<T>): Promise<T> {
      left--;
      if (left > 0) return call();
      if (left === 0) {
        kills++;
        if (dies === 'after') await call().catch(() => {});
      }
      throw new Killed();
    },
  };
}
export type Failpoint = ReturnType<typeof createFailpoint>;

const ATTEMPTS = 3;

/**
 * The client as a process sees it that may die at any call. It repeats at once what failed, as SDKs do after a wait:
 * so a write that was committed unheard is sent again, and finds its own condition broken.
 */
export function mortal(client: DynamoDBClient, failpoint: Failpoint): DynamoDBClient {
  const send = (command: never) => failpoint.pass(() => repeatedly(() => client.send(command)));
  return { send, destroy: () => client.destroy() } as unknown as DynamoDBClient;
}

async function repeatedly<T>(call: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (reason) {
      if (attempt === ATTEMPTS || reason instanceof ConditionalCheckFailedException) throw reason;
    }
  }
}
