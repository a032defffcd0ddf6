import { expect, it } from 'vitest';
import { aPostedLink } from '../../support/api-builders.ts';
import { signedIn } from '../../support/app-builders.ts';
import { appOfFile } from '../../support/app-of-file.ts';
import { countingSince } from '../../support/counting.ts';

const host = appOfFile();
const NOON = Date.parse('2026-10-12T12:00:00Z');
const partSince = (version: string) => `/app/live/part?since=${encodeURIComponent(version)}`;

it('is asked by a version: nothing new is 204 without a word, a new click is a row and another version', async () => {
  const { linkId } = await aPostedLink(host.app, { handle: 'bo' });
  const { follow } = await countingSince(NOON - 3_600_000, host.engine, host.app);
  host.app.clock.now = NOON;
  const click = (ago: number) => ({
    brandId: host.app.sock.brand.id,
    linkId,
    at: NOON - ago,
    channel: 'search' as const,
  });
  await follow([click(60_000)]);
  const owner = await signedIn(host.app, 'owner');
  const version = (await owner.get('/app/live')).text.match(/data-version="([^"]*)"/)?.[1] ?? '';
  expect(version).not.toBe('');
  const same = await owner.get(partSince(version));
  expect([same.status, same.text]).toEqual([204, '']);
  await follow([click(30_000)]);
  const { status, text } = await owner.get(partSince(version));
  expect(status).toBe(200);
  expect(text).not.toContain('<html');
  expect(text.match(/href="\/app\/clicks\/clk_/g)?.length).toBeGreaterThan(1);
  const { status: stranger } = await host.app.web.request(`https://vou.ch${partSince(version)}`);
  expect(stranger).toBe(401);
});
