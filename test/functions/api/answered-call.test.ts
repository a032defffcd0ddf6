import { beforeAll, describe, expect, it } from 'vitest';
import { createPages } from '../../../functions/pages/app.ts';
import { apiOfFile } from '../../support/api-of-file.ts';

const host = apiOfFile();
const { as, made } = host;
const DAY_MS = 86_400_000;
const body = { title: 'Knitters', looksFor: 'People who knit' };
const calls: Record<string, string> = {};
beforeAll(async () => {
  calls.open = (await made('/v1/calls', body)).id;
  // It is noon of the fifth: a call's last day is included, and one that is over is opened no more.
  calls.lastDay = (await made('/v1/calls', { ...body, closesOn: '2026-10-05' })).id;
  const yesterday = { ...body, closesOn: '2026-10-04' };
  expect((await as().post('/v1/calls', yesterday)).json).toMatchObject({
    errors: [
      {
        path: 'closesOn',
        code: 'not-today-or-later',
        message: 'must be today or a day to come: a call is shown until its last day',
      },
    ],
  });
  host.api.clock.now -= DAY_MS;
  calls.over = (await made('/v1/calls', yesterday)).id;
  host.api.clock.now += DAY_MS;
  calls.closed = (await made('/v1/calls', body)).id;
  await as().delete(`/v1/calls/${calls.closed}`);
  const other = await host.api.anotherBrand();
  calls.others = ((await other.as.post('/v1/calls', body)).json as { id: string }).id;
  calls.unknown = 'cll_0123456789abcdef';
});

const UNKNOWN = 'there is no such call';
const OVER = 'this call is closed: leave it out to volunteer all the same';
const refused: [string, string][] = [
  ['unknown', UNKNOWN],
  ['others', UNKNOWN],
  ['over', OVER],
  ['closed', OVER],
];
const applications = async () =>
  ((await as().get('/v1/applications')).json as { data: { handle: string; callId?: string }[] }).data;

describe('an application through the API', () => {
  const apply = (name: string) =>
    as().post('/v1/applications', {
      formToken: host.api.sock.brand.applyToken,
      handle: `@api.${name}`,
      platform: 'instagram',
      callId: calls[name],
    });

  it.each(['open', 'lastDay'])('answers a call that is open (%s)', async (name) => {
    expect((await apply(name)).status).toBe(201);
    expect(await applications()).toContainEqual(
      expect.objectContaining({ handle: `@api.${name}`, callId: calls[name] }),
    );
  });

  it.each(refused)('is refused, and kept nowhere, where the call is %s', async (name, message) => {
    const { status, json } = await apply(name);
    expect([status, json]).toMatchObject([422, { code: 'invalid', errors: [{ path: 'callId', message }] }]);
    expect((await applications()).map(({ handle }) => handle)).not.toContain(`@api.${name}`);
  });
});

describe('the public form', () => {
  const pages = () => createPages({ ...host.api.deps, sealKeys: host.api.deps.cursorKeys });
  const path = () => `/apply/${host.api.sock.brand.applyToken}?lang=de`;
  const shownAt = (html: string) => /name="shownAt" value="([^"]+)"/.exec(html)?.[1] ?? '';
  const send = (values: Record<string, string>) => {
    host.api.clock.now += 60_000;
    return pages().request(path(), {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ platform: 'instagram', ...values }).toString(),
    });
  };
  const said = (name: string) =>
    name === 'unknown' || name === 'others' ? 'Diesen Aufruf gibt es nicht' : 'Dieser Aufruf ist beendet';

  it.each(refused)('says so at once where the call is %s, and leaves it out', async (name) => {
    const response = await pages().request(`${path()}&call=${calls[name]}`);
    const html = await response.text();
    expect([response.status, html]).toEqual([200, expect.stringContaining(said(name))]);
    expect(html).not.toContain('name="callId"');
  });

  it.each(['"><b>', 'x'.repeat(3_000)])('says so of what is no id at all, too', async (callId) => {
    const html = await (await pages().request(`${path()}&call=${encodeURIComponent(callId)}`)).text();
    expect(html).toContain(said('unknown'));
    const sent = await (await send({ handle: '@noid', callId, shownAt: shownAt(html) })).text();
    expect(sent).toContain(said('unknown'));
    expect(html + sent).not.toMatch(/<b>|name="callId"/);
  });

  it.each(refused)(
    'sent with one that is %s, says so, keeps what was written, and then takes it',
    async (name) => {
      const handle = `@form.${name}`;
      const first = await (await pages().request(path())).text();
      const refusal = await send({ handle, callId: calls[name] ?? '', shownAt: shownAt(first) });
      const html = await refusal.text();
      expect([refusal.status, html]).toEqual([422, expect.stringContaining(said(name))]);
      expect(html).toContain(`value="${handle}"`);
      expect(html).not.toContain('name="callId"');
      expect((await applications()).map((one) => one.handle)).not.toContain(handle);
      expect((await send({ handle, shownAt: shownAt(html) })).status).toBe(200);
      expect(await applications()).toContainEqual(expect.objectContaining({ handle }));
    },
  );

  it('answers an open call', async () => {
    const first = await (await pages().request(`${path()}&call=${calls.open}`)).text();
    expect(first).toContain(`name="callId" value="${calls.open}"`);
    const sent = await send({ handle: '@form.open', callId: calls.open ?? '', shownAt: shownAt(first) });
    expect(sent.status).toBe(200);
    expect(await applications()).toContainEqual(expect.objectContaining({ callId: calls.open }));
  });
});
