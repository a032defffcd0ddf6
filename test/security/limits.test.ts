import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPages } from '../../functions/pages/app.ts';
import { sendSafely } from '../../functions/webhooks/send-safely.ts';
import { MOST_RESHARES, resharesOf } from '../../shared/data/clicks/reshares-store.ts';
import { recordsOf } from '../../shared/data/table/records-store.ts';
import { tablesOn } from '../../shared/data/table/sdk.ts';
import { mintClickId } from '../../shared/domain/click/mint-click-id.ts';
import { apiOfFile } from '../support/api-of-file.ts';

const host = apiOfFile({ addressOf: (request) => request.headers.get('x-from') ?? 'unknown' });
const from = (address: string) => ({ 'x-from': address });
const handles = (count: number) => Array.from({ length: count }, (_, n) => n);

it('one click is believed twenty reshares; the others are kept and left out', async () => {
  const { engine, api } = host;
  const records = recordsOf(tablesOn(engine.client, engine.tables), api.sock.brand.id);
  const at = api.clock.now;
  for (const n of handles(MOST_RESHARES + 10)) {
    const reshare = { linkId: 'lnk_1', parentClickId: 'clk_1', clickId: `clk_${n}`, visitor: `${n}`, at };
    await resharesOf(records).take(reshare);
  }
  expect(await resharesOf(records).list(at, at + 1)).toHaveLength(MOST_RESHARES);
});

it('what a script tells from one address ends in a bucket, and others are heard', async () => {
  const { engine, api } = host;
  const creator = await host.made('/v1/creators', { handle: 'c', platform: 'instagram', source: 'imported' });
  const post = await host.made<{ links: { id: string }[] }>('/v1/posts', {
    creatorId: creator.id,
    stage: 'microcontent',
    platform: 'instagram',
    format: 'short',
    publishedAt: '2026-10-01T10:00:00Z',
    destination: 'https://shop.example.com/socks',
  });
  const pages = createPages({ ...api.deps, sealKeys: api.deps.cursorKeys });
  const at = api.clock.now;
  const place = { linkId: post.links[0]?.id ?? '', at, shard: 0 };
  const tell = (address: string, n: number) =>
    pages.request('/e', {
      method: 'POST',
      headers: from(address),
      body: JSON.stringify({
        kind: 'reshare',
        clickId: mintClickId(place, api.deps.random(6), api.deps.clickKeys),
        visitor: n.toString(16).padStart(16, '0'),
      }),
    });
  const records = recordsOf(tablesOn(engine.client, engine.tables), api.sock.brand.id);
  const before = (await resharesOf(records).list(at, at + 1)).length;
  for (const n of handles(140)) expect((await tell('192.0.2.1', n)).status).toBe(204);
  expect((await resharesOf(records).list(at, at + 1)).length - before).toBe(120);
  await tell('192.0.2.2', 999);
  expect((await resharesOf(records).list(at, at + 1)).length - before).toBe(121);
});

it('volunteering by a program shares the form’s limit per address', async () => {
  const { api } = host;
  const statuses: number[] = [];
  for (const n of handles(8)) {
    const body = { formToken: api.sock.brand.applyToken, handle: `v${n}`, platform: 'instagram' };
    statuses.push((await api.operator.send('POST', '/v1/applications', body, from('192.0.2.3'))).status);
  }
  expect(statuses.slice(-2)).toEqual([429, 429]);
  const pages = createPages({ ...api.deps, sealKeys: api.deps.cursorKeys });
  const form = await pages.request(`/apply/${api.sock.brand.applyToken}`, {
    method: 'POST',
    headers: { ...from('192.0.2.3'), 'content-type': 'application/x-www-form-urlencoded' },
    body: 'handle=v',
  });
  expect(form.status).toBe(429);
});

it('keys that open nothing are slowed per address; those that do are not', async () => {
  const { api } = host;
  const statuses: number[] = [];
  for (const _ of handles(40)) {
    const headers = { authorization: 'Bearer vouch_none', ...from('192.0.2.4') };
    statuses.push((await api.app.request('/v1/brand', { headers })).status);
  }
  expect(new Set(statuses.slice(0, 30))).toEqual(new Set([401]));
  expect(new Set(statuses.slice(30))).toEqual(new Set([429]));
  expect((await api.sock.as.get('/v1/brand', from('192.0.2.4'))).status).toBe(200);
});

describe('a webhook to this machine', () => {
  let server: Server;
  let port = 0;
  beforeAll(async () => {
    server = createServer((_request, response) => response.end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => server.close());
  const outgoing = () => ({ url: `http://127.0.0.1:${port}/`, headers: {}, body: '{}' });

  it('is sent by a setting alone, and never to a port of ours', async () => {
    expect(await sendSafely(outgoing())).toMatchObject({ kind: 'failed' });
    expect(await sendSafely(outgoing(), { allowLoopback: true })).toEqual({ kind: 'answered', status: 200 });
    const own = { allowLoopback: true, ownPorts: [port] };
    expect(await sendSafely(outgoing(), own)).toEqual({ kind: 'failed', reason: 'our own port' });
    expect(await sendSafely({ ...outgoing(), url: `http://localhost:${port}/` }, own)).toMatchObject({
      kind: 'failed',
    });
  });
});
