import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { purposes } from '../../shared/domain/sealed/purposes.ts';
import { openSealed } from '../../shared/domain/sealed/sealed-text.ts';
import { apiOfFile } from '../support/api-of-file.ts';
import { dumpOf } from '../support/engine.ts';

const host = apiOfFile();
const CUSTOMER = 'customer-Quixotica-4711';
const HANDLE = '@quixotica.knits';
const EMAIL = 'quixotica@knits.example';
const NAME = 'Dulcinea Quixotica';

let creatorId = '';
let webhookId = '';
let reportId = '';

beforeAll(async () => {
  creatorId = (
    await host
      .as()
      .post(
        '/v1/creators',
        { handle: HANDLE, platform: 'instagram', source: 'imported', email: EMAIL, displayName: NAME },
        { 'idempotency-key': 'creator' },
      )
  ).json as never;
  creatorId = (creatorId as unknown as { id: string }).id;
  const hook = { url: 'https://hooks.example.com/x', events: ['conversion.created', 'webhook.test'] };
  webhookId = (await host.made('/v1/webhooks', hook)).id;
  await host.made('/v1/posts', {
    creatorId,
    stage: 'microcontent',
    platform: 'instagram',
    format: 'short',
    publishedAt: '2026-09-30T10:00:00Z',
    destination: 'https://shop.example.com/socks',
  });
  const sent = await host
    .as()
    .post('/v1/conversions', order('her-1', CUSTOMER), { 'idempotency-key': 'order' });
  expect(sent.status, sent.text).toBe(201);
  reportId = (await host.as().post('/v1/reports', { week: '2026-W40' }, { 'idempotency-key': 'report' }))
    .json;
  reportId = (reportId as unknown as { id: string }).id;
});

const order = (externalId: string, customerId: string, lines = 1) => ({
  kind: 'sale',
  externalId,
  occurredAt: '2026-10-01T10:00:00Z',
  amount: { amount: 1_000 * lines, currency: 'EUR' },
  customerId,
  lines: Array.from({ length: lines }, (_, n) => ({
    name: `sock ${n} ${'x'.repeat(190)}`,
    quantity: 1,
    netAmount: { amount: 1_000, currency: 'EUR' },
  })),
});

/** Everything in the store as text, sealed answers opened and packed pieces unpacked. */
async function everything(): Promise<string> {
  const { deps, sock } = host.api;
  const rows = await dumpOf(host.engine);
  const texts = rows.map(({ item }) => JSON.stringify(item));
  for (const { item } of rows) {
    const bytes = Object.values(item).flatMap((value) => ('B' in value && value.B ? [value.B] : []));
    for (const one of bytes) texts.push(unpacked(one));
  }
  for await (const kept of deps.stores.idempotency.answersOf(sock.brand.id))
    texts.push(
      openSealed(kept.sealed, purposes.answer(sock.brand.id, kept.requestHash), deps.cursorKeys) ?? '?',
    );
  return texts.join('\n');
}

function unpacked(bytes: Uint8Array): string {
  try {
    return gunzipSync(bytes).toString();
  } catch {
    return Buffer.from(bytes).toString('latin1');
  }
}

describe('an erasure reaches every copy', () => {
  it('of a customer: orders, webhook deliveries and what a replay would send, answers kept for repeats', async () => {
    expect(await everything()).toContain(CUSTOMER);
    expect((await host.as().post('/v1/erasures', { customerId: CUSTOMER })).status).toBe(200);
    expect(await everything()).not.toContain('4711');
    const { json } = await host.as().get(`/v1/webhooks/${webhookId}/deliveries`);
    expect(JSON.stringify(json)).not.toContain('4711');
    const again = await host
      .as()
      .post('/v1/conversions', order('her-1', CUSTOMER), { 'idempotency-key': 'order' });
    expect([again.status, again.headers.get('idempotent-replay')]).toEqual([201, 'true']);
    expect(again.text).not.toContain('4711');
  });

  it('of a creator: her record, answers, reports that name her', async () => {
    expect(await everything()).toContain(HANDLE);
    expect((await host.as().post('/v1/erasures', { creatorId })).status).toBe(200);
    const left = (await everything()).toLowerCase();
    for (const text of ['quixotica', 'dulcinea']) expect(left).not.toContain(text);
    const { status, text } = await host.as().get(`/v1/reports/${reportId}.html`);
    expect(status).toBe(200);
    expect(text.toLowerCase()).not.toContain('quixotica');
  });
});

describe('an answer that is longer than an item', () => {
  it('is kept in pieces: sixty orders of twenty-five lines under an Idempotency-Key, asked twice', async () => {
    const conversions = Array.from({ length: 60 }, (_, n) => order(`bulk-${n}`, `customer-${n}`, 25));
    const headers = { 'idempotency-key': 'sixty' };
    const first = await host.as().post('/v1/conversions/bulk', { conversions }, headers);
    expect(first.text.length).toBeGreaterThan(400_000);
    const second = await host.as().post('/v1/conversions/bulk', { conversions }, headers);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.headers.get('idempotent-replay')).toBe('true');
    expect(second.text).toBe(first.text);
  });

  it('and an item that would be too long is refused before anything is written', async () => {
    const post = await host.made('/v1/posts', {
      creatorId: (await host.made('/v1/creators', { handle: 'b', platform: 'instagram', source: 'imported' }))
        .id,
      stage: 'microcontent',
      platform: 'instagram',
      format: 'short',
      publishedAt: '2026-09-30T10:00:00Z',
      destination: 'https://shop.example.com/socks',
    });
    const results = (turn: number) =>
      Array.from({ length: 50 }, (_, n) => ({
        instruction: `${turn}-${n}-${'長'.repeat(280)}`,
        result: 'ok',
        note: '長'.repeat(500),
      }));
    const statuses: number[] = [];
    for (let turn = 0; turn < 4; turn++) {
      const standingInstructions = results(turn).map(({ instruction }) => ({ instruction }));
      await host.as().patch('/v1/brand', { standingInstructions });
      statuses.push((await host.as().post(`/v1/posts/${post.id}/checks`, { results: results(turn) })).status);
    }
    expect(statuses).toEqual([200, 200, 200, 413]);
    expect((await host.as().get(`/v1/posts/${post.id}`)).status).toBe(200);
  });
});
