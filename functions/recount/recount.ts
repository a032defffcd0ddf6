import type { RecountDeps } from '../../shared/data/counts/recount.ts';
import { recountMany } from '../../shared/data/counts/recount-many.ts';
import { type RawPartition, rawPartitionKey, readRawPartitionKey } from '../../shared/data/table/keys.ts';

/** A change record, as DynamoDB's stream and the embedded engine's feed both hand it over (keys only). */
export type ChangeRecord = {
  eventName?: string | undefined;
  dynamodb?:
    | { Keys?: Record<string, { S?: string | undefined }>; SequenceNumber?: string | undefined }
    | undefined;
};

export type BatchAnswer = { batchItemFailures: { itemIdentifier: string }[] };

/**
 * Recounts every raw partition that a batch names, once each. A partition that fails is reported by the first
 * record that named it; the others are counted all the same.
 */
export async function recountBatch(records: ChangeRecord[], deps: RecountDeps): Promise<BatchAnswer> {
  const named = partitionsNamed(records);
  const partitions = [...named.keys()].flatMap((pk) => readRawPartitionKey(pk) ?? []);
  const failed = await recountMany(partitions, deps);
  return {
    batchItemFailures: failed.map((partition) => ({
      itemIdentifier: named.get(rawPartitionKey(partition)) ?? '',
    })),
  };
}

function partitionsNamed(records: ChangeRecord[]): Map<string, string> {
  const named = new Map<string, string>();
  for (const { dynamodb } of records) {
    const pk = dynamodb?.Keys?.pk?.S;
    if (pk !== undefined && !named.has(pk)) named.set(pk, dynamodb?.SequenceNumber ?? '');
  }
  return named;
}

export const changeRecordOf = (partition: RawPartition, clickId: string, sequence: string): ChangeRecord => ({
  eventName: 'INSERT',
  dynamodb: { Keys: { pk: { S: rawPartitionKey(partition) }, sk: { S: clickId } }, SequenceNumber: sequence },
});
