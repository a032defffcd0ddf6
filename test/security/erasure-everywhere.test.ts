import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { exportDay } from '../../functions/seal/export-day.ts';
import { eraseMails } from '../../infra/local/api/outbox.ts';
import { eraseExported } from '../../shared/data/clicks/erase-exported.ts';
import { hourOf } from '../../shared/data/table/keys.ts';
import type { Click } from '../../shared/domain/click/click.ts';
import { purposes } from '../../shared/domain/sealed/purposes.ts';
import { openSealed } from '../../shared/domain/sealed/sealed-text.ts';
import { DAY_MS } from '../../shared/domain/time/units.ts';
import { NOON, postBody, type TestApi } from '../support/api-builders.ts';
import { keepingDays } from '../support/day-files.ts';
import { dumpOf, type Engine, startEngine } from '../support/engine.ts';
import { deliver, type HookAnswer, SIGNERS } from '../support/shops/senders.ts';
import { type ExportPlace, onDisk } from './export-places.ts';
import { aFreshFront, type Front } from './front.ts';

const CUSTOMER = '99001144';
const HANDLE = '@quixotica.knits';
const AGENT = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Erasable/77.7';

let engine: Engine;
let api: TestApi;
let front: Front;
let place: ExportPlace;
let outbox: string;
let click: Click;
let creatorId: string;
const parquet = new Map<string, Uint8Array>();

/** Somebody who clicks, buys through a shop's hook, and is named in a report, a mail, a webhook and kept answers. */
beforeAll(async () => {
  engine = await startEngine();
  let slug = '';
  ({ api, front, slug } = await aFreshFront(engine));
  place = onDisk(api);
  outbox = mkdtempSync(join(tmpdir(), 'vouch-everywhere-'));
  api.deps.eraseMails = (texts) => eraseMails(outbox, texts);
  const { as } = api.sock;
  const made = async (path: string, body: object, key?: string) => {
    const answer = await as.post(path, body, key ? { 'idempotency-key': key } : {});
    expect(answer.status, `${path} ${answer.text}`).toBeLessThan(300);
    return answer.json as { id: string };
  };
  await made('/v1/webhooks', {
    url: 'https://hooks.example.com/x',
    events: ['conversion.created', 'creator.violation'],
  });
  const creator = { handle: HANDLE, platform: 'instagram', source: 'imported' };
  ({ id: creatorId } = await made('/v1/creators', creator, 'creator'));
  await made('/v1/posts', postBody(creatorId));
  await front.follow(slug, { address: '192.0.2.2', headers: { 'user-agent': AGENT }, country: 'DE' });
  click = (await front.drain())[0] as Click;
  const order = { kind: 'lead', externalId: 'o', occurredAt: new Date(NOON).toISOString() };
  await made('/v1/conversions', { ...order, clickId: click.id, customerId: CUSTOMER }, 'order');
  await sendFromShop();
  await made('/v1/reports', { week: '2026-W40' }, 'report');
  writeFileSync(join(outbox, 'dlv_1.eml'), `Subject: Week 40\r\n\r\nPromote ${HANDLE}`);
  const named = await api.deps.stores.clicks.listPartitionsOfHour(hourOf(NOON), api.sock.brand.id);
  await place.exportHour(
    hourOf(NOON),
    api.sock.brand.id,
    named.map(({ partition }) => partition),
  );
  await makeParquet();
});
afterAll(async () => {
  place.stop();
  front.stop();
  rmSync(outbox, { recursive: true });
  await engine.stop();
});

async function sendFromShop(): Promise<void> {
  const hook = (await api.sock.as.post('/v1/hooks', { platform: 'woocommerce', secret: 'a-secret-of-woo' }))
    .json as HookAnswer;
  const body = JSON.stringify({
    id: 7_001,
    status: 'on-hold',
    currency: 'EUR',
    date_created_gmt: '2026-10-05T10:00:00',
    date_modified_gmt: '2026-10-05T10:00:10',
    total: '60.61',
    total_tax: '9.67',
    customer_id: Number(CUSTOMER),
    line_items: [{ name: 'Sock', total: '46.82' }],
    coupon_lines: [],
    refunds: [],
  });
  const headers = SIGNERS.woocommerce(body, 'a-secret-of-woo', { 'x-wc-webhook-topic': 'order.updated' });
  expect((await deliver(api, hook.url, body, headers)).status).toBeLessThan(300);
}

/** The day as Parquet, of the exported hour as it lies. */
const makeParquet = (): Promise<unknown> =>
  exportDay(
    { brandId: api.sock.brand.id, day: '2026-10-05', startMs: NOON - DAY_MS / 2, endMs: NOON + DAY_MS / 2 },
    {
      async *readHour(brandId, hour) {
        if (hour === hourOf(NOON)) yield (await place.lines(brandId, hour)).join('\n');
      },
      placesOf: async () => new Map(),
      dedupeSecondsOf: async () => 30,
      open: keepingDays((_brandId, day, bytes) => void parquet.set(day, bytes)),
    },
  );

/** Everything that lies anywhere: tables, sealed answers, packed rows, exports, Parquet, outbox. By where it lies. */
async function everything(): Promise<Map<string, string>> {
  const { stores, cursorKeys } = api.deps;
  const brandId = api.sock.brand.id;
  const found = new Map<string, string>();
  const rows = await dumpOf(engine);
  const textOf = ({ item }: (typeof rows)[number]): string => {
    const packed = Object.values(item).flatMap((value) =>
      'B' in value && value.B ? [unpacked(value.B)] : [],
    );
    return [JSON.stringify(item), ...packed].join('\n');
  };
  const isCount = ({ role, item }: (typeof rows)[number]) => role === 'counts' && 'tally' in item;
  found.set(
    'tables',
    rows
      .filter((row) => !isCount(row))
      .map(textOf)
      .join('\n'),
  );
  found.set('counts', rows.filter(isCount).map(textOf).join('\n'));
  const answers: string[] = [];
  for await (const { requestHash, sealed } of stores.idempotency.answersOf(brandId))
    answers.push(openSealed(sealed, purposes.answer(brandId, requestHash), cursorKeys) ?? '?');
  found.set('kept answers', answers.join('\n'));
  found.set('exports', (await place.lines(brandId, hourOf(NOON))).join('\n'));
  found.set('Parquet', [...parquet.values()].map((bytes) => Buffer.from(bytes).toString('latin1')).join());
  found.set(
    'outbox',
    readdirSync(outbox)
      .map((name) => readFileSync(join(outbox, name), 'utf8'))
      .join(),
  );
  return found;
}

function unpacked(bytes: Uint8Array): string {
  try {
    return gunzipSync(bytes).toString();
  } catch {
    return Buffer.from(bytes).toString('latin1');
  }
}

const placesWith = async (text: string): Promise<string[]> =>
  [...(await everything())].filter(([, held]) => held.includes(text)).map(([where]) => where);

it('who buys: table, webhook, shop’s event and kept answer', async () => {
  expect(await placesWith(CUSTOMER)).toEqual(['tables', 'kept answers']);
  expect((await api.sock.as.post('/v1/erasures', { customerId: CUSTOMER })).status).toBe(200);
  expect(await placesWith(CUSTOMER)).toEqual([]);
});

it('who posts: table, report, kept answer, mail', async () => {
  expect(await placesWith('quixotica')).toEqual(['tables', 'kept answers', 'outbox']);
  expect((await api.sock.as.post('/v1/erasures', { creatorId })).status).toBe(200);
  expect(await placesWith('quixotica')).toEqual([]);
});

it('who clicks: table, exported hour, Parquet day', async () => {
  const visitor = click.visitor ?? 'none';
  expect(await placesWith(visitor)).toEqual(['tables', 'counts', 'exports', 'Parquet']);
  expect(await placesWith('Erasable')).toEqual(['tables', 'exports']);
  expect((await api.sock.as.post('/v1/erasures', { clickId: click.id })).status).toBe(200);
  await eraseExported(api.deps.stores.counts, place.edit);
  await makeParquet();
  // Counts are made with the key, and joined with nothing any more: see docs/security.md, "What we do not promise".
  expect([await placesWith(visitor), await placesWith('Erasable')]).toEqual([['counts'], []]);
});
