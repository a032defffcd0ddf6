import { describe, expect, it } from 'vitest';
import { idOfExternal } from '../../../shared/domain/external-id.ts';
import { caller } from '../../support/api-builders.ts';
import { apiOfFile } from '../../support/api-of-file.ts';

const host = apiOfFile();

describe('the conventions of every call', () => {
  it('answers the brand to its owner', async () => {
    const { status, json } = await host.api.sock.as.get('/v1/brand');
    expect(status).toBe(200);
    expect(json).toMatchObject({ name: 'Sock & Co', currency: 'EUR' });
  });

  it('names every unknown body field in a problem document', async () => {
    const { status, headers, json } = await host.api.sock.as.patch('/v1/brand', {
      nmae: 'x',
      attribution: { windwo: 1 },
    });
    expect(status).toBe(422);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect((json as { errors: { path: string }[] }).errors.map(({ path }) => path).sort()).toEqual([
      'attribution.windwo',
      'nmae',
    ]);
  });

  it.each([
    ['no key', undefined],
    ['a word', 'hello'],
    ['a key with a wrong checksum', 'vouch_0123456789abcdef_00000000000000000000000000000000000000'],
  ])('answers 401 to %s', async (_what, key) => {
    const { status, headers } = await caller(host.api.app, key).get('/v1/brand');
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toContain('Bearer');
  });

  it('answers 403 when the key lacks the scope, and to the operator', async () => {
    const key = await host.api.keyWith(host.api.sock, ['links:write']);
    expect((await caller(host.api.app, key).get('/v1/brand')).status).toBe(403);
    expect((await host.api.operator.get('/v1/brand')).status).toBe(403);
    expect((await host.api.sock.as.get('/v1/brands')).status).toBe(403);
  });

  it('answers 405 with what is allowed, and 404 elsewhere', async () => {
    const refused = await host.api.sock.as.delete('/v1/brand');
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, PATCH']);
    expect((await host.api.sock.as.get('/v1/nothing')).status).toBe(404);
  });

  it('answers 304 while nothing changed, and anew when something did', async () => {
    const first = await host.api.sock.as.get('/v1/brand');
    const tag = first.headers.get('etag') ?? '';
    expect((await host.api.sock.as.get('/v1/brand', { 'if-none-match': tag })).status).toBe(304);
    await host.api.sock.as.patch('/v1/brand', { grossMargin: 0.61 });
    expect((await host.api.sock.as.get('/v1/brand', { 'if-none-match': tag })).status).toBe(200);
  });

  it('leaves the body out on Prefer: return=minimal', async () => {
    const answer = await host.api.sock.as.patch(
      '/v1/brand',
      { grossMargin: 0.6 },
      { prefer: 'return=minimal' },
    );
    expect([answer.status, answer.text, answer.headers.get('preference-applied')]).toEqual([
      204,
      '',
      'return=minimal',
    ]);
  });

  it('takes JSON only, and not too much of it', async () => {
    const typed = { 'content-type': 'text/plain' };
    expect((await host.api.sock.as.patch('/v1/brand', '{}', typed)).status).toBe(415);
    expect((await host.api.sock.as.patch('/v1/brand', '{', {})).status).toBe(400);
    expect((await host.api.sock.as.patch('/v1/brand', { name: 'x'.repeat(1_100_000) })).status).toBe(413);
  });

  it('makes one brand of fifty equal requests with one Idempotency-Key', async () => {
    const body = { name: 'Fifty', timeZone: 'Europe/Paris', currency: 'EUR' };
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        host.api.operator.post('/v1/brands', body, { 'idempotency-key': 'fifty' }),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers.filter(({ headers }) => headers.get('idempotent-replay') === 'true')).toHaveLength(49);
    const { json } = await host.api.operator.get('/v1/brands?limit=100');
    expect((json as { data: { name: string }[] }).data.filter(({ name }) => name === 'Fifty')).toHaveLength(
      1,
    );
    const other = await host.api.operator.post(
      '/v1/brands',
      { ...body, name: 'Else' },
      { 'idempotency-key': 'fifty' },
    );
    expect(other.status).toBe(409);
  });

  it('keeps every refusal of what was asked as its answer, whatever has changed since; not that of who asked', async () => {
    const { as, brand } = host.api.sock;
    const post = async (path: string, body: object, key?: string) => {
      const { status, headers, json } = await as.post(path, body, key ? { 'idempotency-key': key } : {});
      return { status, json, replayed: headers.get('idempotent-replay') };
    };
    const comes = { name: 'Comes later', city: 'Graz', country: 'AT' };
    const id = idOfExternal('sqd', brand.id, 'comes-later');
    const fee = {
      kind: 'fee',
      amount: { amount: 1, currency: 'EUR' },
      incurredOn: '2026-10-01',
      squadId: id,
    };
    const asked: [path: string, body: object, status: number][] = [
      ['/v1/spend', fee, 422],
      [`/v1/squads/${id}/drops`, { name: 'Socks', opensAt: '2026-11-20T18:00:00+01:00' }, 404],
    ];
    const firsts = [];
    for (const [path, body, status] of asked) {
      const first = await post(path, body, `waits-${status}`);
      expect(first.status).toBe(status);
      firsts.push(first);
    }
    expect((await as.put('/v1/squads/external/comes-later', comes)).status).toBe(201);
    for (const [index, [path, body, status]] of asked.entries()) {
      const again = await post(path, body, `waits-${status}`);
      expect(again).toEqual({ ...firsts[index], replayed: 'true' });
      expect((await post(path, body)).status).toBe(201);
    }

    const hook = { url: 'https://hooks.example/in', events: ['creator.created'] };
    const asks = { 'idempotency-key': 'who-asks' };
    const lesser = caller(host.api.app, await host.api.keyWith(host.api.sock, ['webhooks:write']));
    expect((await lesser.post('/v1/webhooks', hook, asks)).status).toBe(403);
    expect((await as.post('/v1/webhooks', hook, asks)).status).toBe(201);
  });

  it('never has three live keys of one name, however many ask at once', async () => {
    const asked = await Promise.all(
      Array.from({ length: 10 }, () =>
        host.api.sock.as.post('/v1/api-keys', { name: 'till', scopes: ['conversions:write'] }),
      ),
    );
    expect(asked.map(({ status }) => status).sort()).toEqual([201, 201, ...Array(8).fill(409)]);
    const first = asked.find(({ status }) => status === 201)?.json as unknown as { id: string };
    expect((await host.api.sock.as.delete(`/v1/api-keys/${first.id}`)).status).toBe(204);
    expect(
      (await host.api.sock.as.post('/v1/api-keys', { name: 'till', scopes: ['conversions:write'] })).status,
    ).toBe(201);
  });
});
