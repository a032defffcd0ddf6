import { expect, it } from 'vitest';
import { firstFailure, recounting } from './counter.ts';
import { addPerBatch } from './naive/add-per-batch.ts';
import { markerPerBatch } from './naive/marker-per-batch.ts';
import { streamCheckpoint } from './naive/stream-checkpoint.ts';

it.each([
  ['adding per batch', addPerBatch],
  ['a marker per batch', markerPerBatch],
  ['a checkpoint of the stream', streamCheckpoint],
])('rejects %s within 100 runs', async (_name, naive) => {
  expect(await firstFailure(naive, 100)).toBeDefined();
});

it('passes the recount in every one of 600 runs', async () => {
  expect(await firstFailure(recounting, 600)).toBeUndefined();
});
