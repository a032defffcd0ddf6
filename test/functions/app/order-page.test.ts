import { expect, it } from 'vitest';
import { aPostedLink } from '../../support/api-builders.ts';
import { signedIn } from '../../support/app-builders.ts';
import { appOfFile } from '../../support/app-of-file.ts';
import { countingSince } from '../../support/counting.ts';

const host = appOfFile();
const NOON = Date.parse('2026-10-12T12:00:00Z');

it('an order tells its clicks by when they were and how they came, and by an id only what nobody knows', async () => {
  const { linkId } = await aPostedLink(host.app, { handle: 'last.one' });
  const { follow } = await countingSince(NOON - 3_600_000, host.engine, host.app);
  host.app.clock.now = NOON;
  const brandId = host.app.sock.brand.id;
  const [clickId = ''] = await follow([{ brandId, linkId, at: NOON - 60_000, channel: 'search' as const }]);
  const unknown = `${clickId.slice(0, 10)}${'A'.repeat(clickId.length - 10)}`;
  const order = await host.app.sock.as.post('/v1/conversions', {
    kind: 'sale',
    externalId: 'with-clicks',
    occurredAt: new Date(NOON).toISOString(),
    amount: { amount: 4_990, currency: 'EUR' },
    clickIds: [clickId, unknown],
  });
  const { text } = await (await signedIn(host.app, 'owner')).get(
    `/app/orders/${(order.json as { id: string }).id}`,
  );
  expect(text).toMatch(new RegExp(`<a href="/app/clicks/${clickId}">12\\sOct, 13:59, search</a>`));
  expect(text).toContain(`>${unknown}</a>`);
});
