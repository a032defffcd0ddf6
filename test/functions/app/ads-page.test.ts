import { writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { fieldsOf, signedIn } from '../../support/app-builders.ts';
import { appOfFile } from '../../support/app-of-file.ts';

const host = appOfFile();

it('says why there is no curve where nobody told ads', async () => {
  const { text } = await (await signedIn(host.app, 'reader')).get('/app/ads');
  expect(text).toContain('Ads: no curve, because: nothing was published or told in these days.');
  expect(text).not.toContain('<polyline');
  expect(text).not.toContain('Dashed: ads');
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
  const seen = await browser.submit('/app/ads/paste', 'paste', { table });
  expect(seen.text).toContain('1220.50 EUR and 250 clicks on 2026-09-10');
  expect(await told('2026-09-10', '2026-09-13')).toEqual([]);
  const sent = await browser.post('/app/ads/paste', { ...fieldsOf(seen.text), act: 'store' });
  expect(sent.status).toBe(303);
  expect(await told('2026-09-10', '2026-09-13')).toMatchObject([
    { spend: { amount: 122_050 }, clicks: 250 },
    { spend: { amount: 60_000 }, clicks: 180 },
    { spend: { amount: 0 }, clicks: 9 },
    { spend: { amount: 0 }, clicks: 0 },
  ]);
  const { text } = await browser.get(sent.location ?? '');
  expect(text).toContain('Ads: 5% of the clicks of 20 days came after the first day.');
  expect(text.match(/<polyline/g)).toHaveLength(2);
  expect(text).toContain('Dashed: ads');
  expect(text).toContain(
    'Posts are those published in these days, with all that they have brought and cost.',
  );
  expect(text).not.toContain('Solid with dots');
  // Days in a row that cost and brought nothing are one line; one that brought clicks is its own.
  expect(text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')).toMatch(
    /12 Sept €0\.00 9 13 Sept – 30 Sept no ads –/,
  );
  if (process.env.ADS_PAGE) writeFileSync(process.env.ADS_PAGE, text);
});

it('names the line that cannot be read, and takes nothing', async () => {
  const browser = await signedIn(host.app, 'owner');
  const refused = await browser.submit('/app/ads/paste', 'paste', {
    table: 'Day,Currency code,Cost,Clicks\n2026-09-14,USD,3.00,4\n2026-10-06,EUR,1,1',
  });
  expect(refused.text).toContain('Line 2</a>: the amount is in USD, not in EUR');
  expect(refused.text).toContain('Line 3</a>: Day: 2026-10-06 is yet to come');
  expect(refused.text).not.toContain('value="store"');
  expect(await told('2026-09-14', '2026-09-14')).toMatchObject([{ clicks: 0 }]);
});

it.each([
  ['typed', '2026-09-20;12,50;30'],
  [
    'of Google, with its report’s name before and its total after',
    'Anzeigen nach Tag\n1. September 2026 – 3. September 2026\nTag;Kampagne;Währungscode;Kosten;Impr.;Klicks\n2026-09-20;Socken;EUR;12,50;4.100;30\nGesamt: Konto;;EUR;12,50;4.100;30',
  ],
  [
    'of Meta, link clicks before all clicks and the currency in the heading',
    'Reporting starts,Reporting ends,Amount spent (EUR),Clicks (all),Link clicks\n2026-09-20,2026-09-20,12.50,55,30',
  ],
])('reads a table %s', async (_, table) => {
  const browser = await signedIn(host.app, 'owner');
  const seen = await browser.submit('/app/ads/paste', 'paste', { table });
  expect(seen.text).toContain('12.50 EUR and 30 clicks on 2026-09-20');
  expect(seen.text).toContain('Store 1 line');
});

const told = async (from: string, to: string) =>
  ((await host.app.sock.as.get(`/v1/ppc?from=${from}&to=${to}`)).json as { data: object[] }).data;
