import { expect, it } from 'vitest';
import { accentSheet, sheetHash } from '../../../shared/report/render/brand-colour.ts';
import { hiddenOf, signedIn } from '../../support/app-builders.ts';
import { appOfFile } from '../../support/app-of-file.ts';

const host = appOfFile();

/** An owner of a brand that counts in this currency. */
async function ownerIn(currency: string) {
  const tenant = await host.app.anotherBrand(`Of ${currency}`, { timeZone: 'Europe/Berlin', currency });
  return { as: tenant.as, owner: await signedIn(host.app, 'owner', tenant, `${currency}@example.com`) };
}

const FIELD = /<input[^>]*name="ppcCpc"[^>]*>/;
const shownIn = (html: string) => /value="([^"]*)"/.exec(FIELD.exec(html)?.[0] ?? '')?.[1];

it.each([
  ['EUR', 85, '0.85'],
  ['JPY', 200, '200'],
  // As typed it would be asked back: a thousand, or one with decimals? Left as it was shown, it is what it was.
  ['KWD', 1_250, '1.250'],
])(
  'shows what a click costs in the digits of %s, and saves %i minor units as they were',
  async (currency, amount, shown) => {
    const { as, owner } = await ownerIn(currency);
    expect((await as.patch('/v1/brand', { benchmarks: { ppcCpc: { amount, currency } } })).status).toBe(200);
    const value = shownIn((await owner.get('/app/settings/brand')).text);
    expect(value).toBe(shown);
    const saved = await owner.submit('/app/settings/brand', 'save', {
      name: 'Saved',
      timeZone: 'Europe/Berlin',
      ppcCpc: value ?? '',
    });
    expect(saved.status).toBe(303);
    const { benchmarks } = (await as.get('/v1/brand')).json as { benchmarks: object };
    expect(benchmarks).toEqual({ ppcCpc: { amount, currency } });
  },
);

it('shows decimals as the reader writes them, and saves them as they were', async () => {
  const { as, owner } = await ownerIn('CHF');
  const told = { grossMargin: 0.625, benchmarks: { ppcCpc: { amount: 542, currency: 'CHF' } } };
  await as.patch('/v1/brand', told);
  const german = { 'accept-language': 'de-DE' };
  const { text } = await owner.get('/app/settings/brand', german);
  expect([shownIn(text), text.includes('value="62,5"')]).toEqual(['5,42', true]);
  const sent = { ...hiddenOf(text, 'save'), name: 'N', timeZone: 'Europe/Berlin' };
  const typed = { ...sent, ppcCpc: '5,42', grossMargin: '62,5' };
  expect((await owner.post('/app/settings/brand', typed, german)).status).toBe(303);
  expect((await as.get('/v1/brand')).json).toMatchObject(told);
});

it('stands in the brand’s colour as mails and reports do, in a sheet that the policy names', async () => {
  const { as, owner } = await ownerIn('SEK');
  const sheetsOf = (html: string) =>
    [...html.matchAll(/<style>([^<]*)<\/style>/g)].map(([, sheet = '']) => sheet);
  const plain = await owner.get('/app/settings/brand');
  expect(sheetsOf(plain.text)).toHaveLength(1);
  expect((await as.patch('/v1/brand', { colour: '#8A1C7C' })).status).toBe(200);
  for (const path of ['/app/settings/brand', '/app', '/app/nothing-here']) {
    const page = await owner.get(path);
    expect(sheetsOf(page.text)[1], path).toBe(accentSheet('#8a1c7c'));
    const policy = page.headers.get('content-security-policy') ?? '';
    for (const sheet of sheetsOf(page.text)) expect(policy, path).toContain(sheetHash(sheet));
  }
});

it('takes the brand’s terms and privacy policy, names the field of an address that nobody can open, and lets go of both', async () => {
  const { as, owner } = await ownerIn('NOK');
  const save = (over: Record<string, string>) =>
    owner.submit('/app/settings/brand', 'save', { name: 'N', timeZone: 'Europe/Oslo', ...over });
  const told = { termsUrl: 'https://nok.example.com/terms', privacyUrl: 'https://legal.example.org/p' };
  expect((await save(told)).status).toBe(303);
  expect((await as.get('/v1/brand')).json).toMatchObject(told);
  const { text } = await owner.get('/app/settings/brand');
  for (const address of Object.values(told)) expect(text).toContain(`value="${address}"`);
  const refused = await save({ ...told, privacyUrl: 'http://nok.example.com/p' });
  expect(refused.text).toMatch(/Your privacy policy.*must be an https URL/s);
  expect((await save({})).status).toBe(303);
  const { json } = await as.get('/v1/brand');
  for (const name of Object.keys(told)) expect(json).not.toHaveProperty(name);
});
