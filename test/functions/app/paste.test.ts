import { expect, it } from 'vitest';
import { postBody } from '../../support/api-builders.ts';
import { fieldsOf, hiddenOf, signedIn, type TestBrowser } from '../../support/app-builders.ts';
import { appOfFile } from '../../support/app-of-file.ts';

const host = appOfFile();
let signed: TestBrowser | undefined;
const owner = async () => {
  signed ??= await signedIn(host.app, 'owner');
  return signed;
};

const PAGES = {
  creators: '/app/creators/paste',
  spend: '/app/spend/paste',
  engagement: '/app/posts/engagement',
  ads: '/app/ads/paste',
  orders: '/app/orders/paste',
} as const;
type What = keyof typeof PAGES;

const look = async (what: What, table: string) => (await owner()).submit(PAGES[what], 'paste', { table });

const send = async (what: What, html: string, more: Record<string, string>) =>
  (await owner()).post(PAGES[what], { ...fieldsOf(html), ...more });
/** Looks at it, then stores it. */
const take = async (what: What, table: string, more: Record<string, string> = {}) =>
  send(what, (await look(what, table)).text, { act: 'store', ...more });

const listed = async (path: string) =>
  ((await host.app.sock.as.get(path)).json as { data: Record<string, unknown>[] }).data;
const spent = async () =>
  (await listed('/v1/spend')).map(({ incurredOn, amount, kind, basis }) =>
    [incurredOn, (amount as { amount: number }).amount, kind, basis].join(' '),
  );

it('adds pasted creators, whatever cuts their cells, with a line of headings or without', async () => {
  expect((await take('creators', 'Handle\tPlatform\tFollowers\n@Ada.Knits\tInstagram\t6.200\n')).status).toBe(
    303,
  );
  expect((await take('creators', 'bo;tiktok')).status).toBe(303);
  const found = (await listed('/v1/creators')).map(({ handle, platform, followers }) => ({
    handle,
    platform,
    followers,
  }));
  expect(found).toHaveLength(2);
  expect(found).toContainEqual({ handle: '@Ada.Knits', platform: 'instagram', followers: 6_200 });
});

it('shows how each column was read and what becomes of each line, and stores nothing before that was seen', async () => {
  const table =
    'Datum;Creator;Betrag;Art\n02.10.2026;ada.knits;1.049,90 €;Honorar\n03.10.2026;@BO;10;Produkt\nGesamt;;1.059,90;';
  const seen = await look('spend', table);
  expect(seen.status).toBe(200);
  expect(seen.text).toContain('fee of 1049.90 EUR on 2026-10-02');
  expect(seen.text).toContain('a sum of other rows');
  expect(fieldsOf(seen.text)).toMatchObject({
    'map-0': 'incurredOn',
    'map-1': 'handle',
    'map-2': 'amount',
    'map-3': 'kind',
  });
  expect(await spent()).toEqual([]);
  expect((await send('spend', seen.text, { act: 'store' })).location).toMatch(
    /^\/app\/spend\?from=2026-10-02&to=2026-10-03&done=added/,
  );
  const kept = ['2026-10-02 104990 fee cash', '2026-10-03 1000 product cogs'];
  expect((await spent()).sort()).toEqual(kept);
  const again = await look('spend', table);
  expect(again.text.match(/as it is already/g)).toHaveLength(2);
  expect((await send('spend', again.text, { act: 'store' })).status).toBe(303);
  expect((await spent()).sort()).toEqual(kept);
});

it('names the lines that can’t be taken, each beside its number, and takes none until they may be left out', async () => {
  const before = await spent();
  const table =
    '2026-10-04,ada.knits,10,fee\n2026-10-32,bo,10,fee\n2026-10-05,nobody,10,fee\n2026-10-06,bo,10';
  const seen = await look('spend', table);
  expect(seen.text).toMatch(/Line 2<\/a>: Day: &quot;2026-10-32&quot; is no date/);
  expect(seen.text).toMatch(/Line 3<\/a>: .*Handle: is no creator’s: send the creator first/);
  expect(seen.text).toMatch(/Line 4<\/a>: What: is missing/);
  const refused = await send('spend', seen.text, { act: 'store' });
  expect([refused.status, await spent()]).toEqual([200, before]);
  const told = await send('spend', seen.text, { 'set-kind': 'shipping' });
  expect(told.text).toContain('shipping of 10 EUR on 2026-10-06');
  expect((await send('spend', told.text, { act: 'store', leaveOut: 'yes' })).status).toBe(303);
  expect((await spent()).filter((one) => !before.includes(one)).sort()).toEqual([
    '2026-10-04 1000 fee cash',
    '2026-10-06 1000 shipping cash',
  ]);
});

const IN_WORDS = [
  [
    'de',
    'Betrag: „viel“ ist kein Betrag',
    'Wer: gehört zu keinem Creator',
    'Was: fehlt',
    'Honorar von 10 EUR am',
  ],
  [
    'fr',
    'Betrag\u00a0: «\u00a0viel\u00a0» n’est pas un montant',
    'Wer: n’est à aucun créateur',
    'Quoi\u00a0: manque',
    'de 10 EUR le',
  ],
  ['es', 'Betrag: «viel» no es un importe', 'Wer: no es de ningún creador', 'Qué: falta', 'de 10 EUR el'],
] as const;

it.each(IN_WORDS)(
  'says what is wrong in %s, and names a column as its owner wrote it',
  async (language, ...words) => {
    const browser = await owner();
    const headers = { 'accept-language': language };
    const drawn = hiddenOf((await browser.get(PAGES.spend, headers)).text, 'paste');
    const post = async (table: string, more = {}) =>
      (await browser.post(PAGES.spend, { ...drawn, table, ...more }, headers)).text;
    const said = await post(
      'Tag;Wer;Betrag;Art\n02.10.2026;bo;viel;fee\n03.10.2026;nobody;10;fee\n04.10.2026;bo;10;\n',
      { columns: '["Tag","Wer","Betrag","Art"]', 'map-1': 'handle' },
    );
    const missing = await post('Tag;Creator;Betrag\n02.10.2026;bo;10\n');
    for (const word of words) expect(`${said}${missing}`).toContain(word);
    expect(said).not.toMatch(/incurredOn: |creatorHandle| is missing| is no /);
  },
);

it('asks what a column leaves open, and reads it as it is told', async () => {
  const before = await spent();
  const seen = await look('spend', 'date;creator;amount;kind\n03/04/2026;bo;1.234;gifting\n');
  expect(seen.text).toContain(
    'date: 03/04/2026 can be 2026-04-03 (day first), 2026-03-04 (month first). Say which it is.',
  );
  expect(seen.text).toContain('amount: is 1.234 a thousand, or has it three decimals?');
  expect(seen.text).not.toContain('value="store"');
  expect((await send('spend', seen.text, { act: 'store' })).status).toBe(200);
  expect(await spent()).toEqual(before);
  const told = await send('spend', seen.text, {
    'decimal-2': ',',
    'dates-0': 'mdy',
    'map-3': 'note',
    'set-kind': 'fee',
  });
  expect(told.text).toContain('fee of 1234 EUR on 2026-03-04');
});

it('asks about each open column by itself, and takes an answer of its own for each', async () => {
  const table = 'Order;Date;Total;Refunded amount\na-1;03/04/2026;1.234,50;\na-2;05/06/2026;1.234;2.500\n';
  const seen = await look('orders', table);
  expect(seen.text).toContain('Refunded amount: is 2.500 a thousand, or has it three decimals?');
  expect(seen.text).not.toContain('Total: is 1.234');
  expect(seen.text.match(/name="(?:decimal|dates)-\d"/g)).toEqual(['name="dates-1"', 'name="decimal-3"']);
  expect(seen.text).toContain('month first: 03/04/2026 = 2026-03-04');
  const told = await send('orders', seen.text, { 'dates-1': 'mdy', 'decimal-3': '.' });
  expect(told.text).not.toContain('Say which it is');
  // What was said stays to be changed, though nothing is open any more.
  expect(told.text).toMatch(/name="dates-1"[^>]*>.*<option value="mdy" selected/s);
  expect(told.text).toContain('value="store"');
  const elsewhere = await send('orders', told.text, { 'dates-1': 'mdy', 'decimal-3': '.', 'map-3': '-' });
  expect(elsewhere.text).not.toContain('name="decimal-3"');
  expect(elsewhere.text).toContain('value="store"');
});

it('stores nothing that was changed after it was seen', async () => {
  const before = await spent();
  const seen = await look('spend', '2026-10-07,bo,10,fee');
  const changed = await send('spend', seen.text, { act: 'store', table: '2026-10-07,bo,9999,fee' });
  expect([changed.status, changed.text.includes('You changed something')]).toEqual([200, true]);
  expect(await spent()).toEqual(before);
});

it('takes a platform’s export of engagement, and says which posts nobody knows', async () => {
  const [ada] = (await listed('/v1/creators?q=ada')) as [{ id: string }];
  await host.app.sock.as.post('/v1/posts', postBody(ada.id, { url: 'https://www.instagram.com/p/Abc1/' }));
  const table =
    'Permalink,Likes,Comments\nhttps://instagram.com/p/Abc1,"1,204",31\nhttps://instagram.com/p/Other,5,1\n';
  const seen = await look('engagement', table);
  expect(seen.text).toMatch(/Line 3<\/a>: .*is the address of no post/);
  expect((await send('engagement', seen.text, { act: 'store', leaveOut: 'yes' })).status).toBe(303);
  const [post] = (await listed('/v1/posts')) as [{ id: string }];
  expect(await listed(`/v1/engagement?postId=${post.id}`)).toMatchObject([{ likes: 1_204, comments: 31 }]);
});

it.each([
  ['creators', 'cy,instagram\n'],
  ['spend', '2026-10-02,bo,1,fee\n'],
  ['engagement', 'https://instagram.com/p/Abc1,1,2\n'],
  ['ads', '2026-10-02,1,2\n'],
] as const)('refuses pasted %s without a line, or with more than a thousand', async (what, line) => {
  for (const table of [' ', line.repeat(1_001)]) {
    const answer = await look(what, table);
    expect([answer.status, answer.text.includes('Paste 1 to 1000 lines.')]).toEqual([422, true]);
  }
});

it('takes a shop’s export of orders once, with what was paid back, and refunds behind their orders', async () => {
  const export_ = [
    'Order number;Date;Total;Refunded amount;Type;Charge id',
    'r-1;03.10.2026;-10,00;;Refund;o-1',
    'o-1;02.10.2026;89,90;;Payment;',
    'o-2;02.10.2026;40,00;15,00;Payment;',
    'r-2;03.10.2026;-5,00;;Refund;o-9',
  ].join('\n');
  const seen = await look('orders', export_);
  expect(seen.text).toMatch(/refund r-2 of order o-9: /);
  expect(seen.text).toMatch(/refund r-1 of order o-1</);
  for (let time = 0; time < 2; time++)
    expect((await take('orders', export_, { leaveOut: 'yes' })).location).toMatch(
      /^\/app\/orders\?from=2026-10-02&to=2026-10-03/,
    );
  const found = await listed('/v1/conversions');
  const told = await Promise.all(
    found.map(async ({ id }) => {
      const { json } = await host.app.sock.as.get(`/v1/conversions/${id}`);
      const { externalId, refunds } = json as {
        externalId: string;
        refunds: { amount: { amount: number } }[];
      };
      return [externalId, ...refunds.map(({ amount }) => amount.amount)].join(' ');
    }),
  );
  expect(told.sort()).toEqual(['o-1 1000', 'o-2 1500']);
});

it.each([
  ['German', 'Nummer;Tag;Betrag;Gutscheincode'],
  ['French', 'Numéro;Jour;Montant;Code promo'],
  ['Spanish', 'Número;Día;Importe;Código de cupón'],
])('reads orders under the very headings that its own hint names in %s', async (_, headings) => {
  const { text } = await look('orders', `${headings}\nhint-1;2026-10-04;49,90;ADA10`);
  expect(text).toContain('order hint-1');
  expect(text).not.toContain('is missing');
  expect(text).toMatch(/<option value="externalId" selected="">\s*Order number/);
});
