import { writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { signedIn } from '../../support/app-builders.ts';
import { appOfFile } from '../../support/app-of-file.ts';

const host = appOfFile();

it('says why there is no curve where nobody told ads', async () => {
  const { text } = await (await signedIn(host.app, 'reader')).get('/app/ads');
  expect(text).toContain('Ads: no curve, because: nothing was published or told in these days.');
  expect(text).not.toContain('<polyline');
});

it('takes a pasted export over, with thousands in quotes, and draws what came after the last paid day', async () => {
  const browser = await signedIn(host.app, 'owner');
  const table = [
    'Day,Campaign,Currency code,Cost,Clicks',
    '2026-09-10,Socks,EUR,"1,200.50",240',
    '2026-09-10,Warm socks,EUR,20.00,10',
    '2026-09-11,Socks,EUR,600.00,180',
    '2026-09-12,Socks,EUR,--,9',
    '2026-09-30,Socks,EUR,0.00,0',
  ].join('\n');
  const sent = await browser.submit('/app/ads/paste', 'paste', { table });
  expect(sent.status).toBe(303);
  const listed = (await host.app.sock.as.get('/v1/ppc?from=2026-09-10&to=2026-09-13')).json as {
    data: object[];
  };
  expect(listed.data).toMatchObject([
    { spend: { amount: 122_050 }, clicks: 250 },
    { spend: { amount: 60_000 }, clicks: 180 },
    { spend: { amount: 0 }, clicks: 9 },
    { spend: { amount: 0 }, clicks: 0 },
  ]);
  const { text } = await browser.get(sent.location ?? '');
  expect(text).toContain('Ads: 5% of the clicks of 20 days came after the first day.');
  expect(text.match(/<polyline/g)).toHaveLength(2);
  if (process.env.ADS_PAGE) writeFileSync(process.env.ADS_PAGE, text);
});

it('names the line that cannot be read, and takes nothing', async () => {
  const browser = await signedIn(host.app, 'owner');
  const refused = await browser.submit('/app/ads/paste', 'paste', {
    table: 'Day,Currency code,Cost,Clicks\n2026-09-14,USD,3.00,4',
  });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('Line 2: the amount is in USD, not in EUR');
  expect((await host.app.sock.as.get('/v1/ppc?from=2026-09-14&to=2026-09-14')).json).toMatchObject({
    data: [{ clicks: 0 }],
  });
});
