import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { inLanes } from './data/table/lanes.ts';
import { inPortions } from './data/table/write-many.ts';

/** SQS takes ten messages in one request. */
const MOST_MESSAGES = 10;
const LANES = 8;

/**
 * Hands pieces of work to a queue, ten in a request. Throws when one was not taken: what is to be done stays marked
 * where it came from, and is handed over again.
 */
export async function handOver(sqs: SQSClient, QueueUrl: string, work: readonly object[]): Promise<void> {
  await inLanes(LANES, inPortions(work, MOST_MESSAGES), async (some) => {
    const Entries = some.map((one, index) => ({ Id: String(index), MessageBody: JSON.stringify(one) }));
    const { Failed = [] } = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    if (Failed.length > 0) throw new Error(`${Failed.length} messages were not taken: ${Failed[0]?.Code}`);
  });
}
