import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { S3Client } from '@aws-sdk/client-s3';
import { SSMClient } from '@aws-sdk/client-ssm';
import * as z from 'zod';
import { bucketSnapshots } from '../../../shared/data/reports/bucket-snapshots.ts';
import type { SnapshotStore } from '../../../shared/data/reports/snapshot-store.ts';
import { createStores, type Stores } from '../../../shared/data/stores.ts';
import { namedTables, type TableNames } from '../../../shared/data/table/table-shape.ts';
import { type Tables, tablesBy } from '../../../shared/data/table/tables.ts';
import { triedAgain } from '../../../shared/data/table/tried-again.ts';
import { createWire, type Wire } from '../../../shared/data/table/wire.ts';
import { UsageError } from '../settings.ts';

/** What a stack says of itself once it is deployed, as `npm run deploy` writes it down. */
const Outputs = z.object({
  clickstable: z.string(),
  countstable: z.string(),
  recordstable: z.string(),
  exportsbucket: z.string(),
  snapshotsbucket: z.string(),
  publicurl: z.string(),
});

export type Target = {
  environment: string;
  publicUrl: string;
  /** DynamoDB of the account; `fresh` looks after credentials that end. */
  wire: Wire;
  fresh: () => Promise<void>;
  names: TableNames;
  tables: Tables;
  stores: Stores;
  s3: S3Client;
  exportsBucket: string;
  snapshots: SnapshotStore;
};

/** The stack that a file of outputs names; who is asked, and by which credentials, AWS's usual variables say. */
export async function openTarget(file: string): Promise<Target> {
  const { environment, outputs } = readOutputs(file);
  const { region, credentials } = await awsAsked();
  let known = await credentials();
  const endpoint = process.env.AWS_ENDPOINT_URL_DYNAMODB;
  const s3 = new S3Client({});
  const wire = triedAgain(
    createWire({
      service: 'dynamodb',
      region,
      credentials: () => known,
      ...(endpoint ? { endpoint } : {}),
    }),
  );
  const names = {
    ...namedTables(''),
    clicks: outputs.clickstable,
    counts: outputs.countstable,
    records: outputs.recordstable,
  };
  const tables = tablesBy(wire, names);
  return {
    environment,
    publicUrl: outputs.publicurl,
    wire,
    fresh: async () => {
      known = await credentials();
    },
    names,
    tables,
    stores: createStores({ tables, now: Date.now, random: randomBytes }),
    s3,
    exportsBucket: outputs.exportsbucket,
    snapshots: bucketSnapshots(s3, outputs.snapshotsbucket),
  };
}

/** A file of one stack's outputs, its address's stack (of the edge) beside it or not. */
function readOutputs(file: string): { environment: string; outputs: z.infer<typeof Outputs> } {
  if (!existsSync(file))
    throw new UsageError(`there is no ${file}; npm run deploy writes .build/outputs.json`);
  const stacks = z
    .record(z.string(), z.unknown())
    .catch({})
    .parse(parseOr(readFileSync(file, 'utf8')));
  for (const [stack, said] of Object.entries(stacks)) {
    const outputs = Outputs.safeParse(said);
    if (outputs.success) return { environment: stack.replace(/^vouch-/, ''), outputs: outputs.data };
  }
  throw new UsageError(`${file} names no tables and buckets; npm run deploy writes .build/outputs.json`);
}

/** Where AWS is asked and by whom; says what to do where the usual variables say neither. */
export async function awsAsked() {
  const { config } = new SSMClient({});
  try {
    return { region: await config.region(), credentials: await answering(config.credentials) };
  } catch {
    throw new UsageError(
      'no AWS region or credentials: set AWS_REGION and run `aws configure` or `aws sso login`, or set AWS_PROFILE. Nothing was changed',
    );
  }
}

async function answering<T>(ask: () => Promise<T>): Promise<() => Promise<T>> {
  await ask();
  return ask;
}

function parseOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
