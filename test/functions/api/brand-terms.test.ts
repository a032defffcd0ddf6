import { describe, expect, it } from 'vitest';
import { createPages } from '../../../functions/pages/app.ts';
import { apiOfFile } from '../../support/api-of-file.ts';

const host = apiOfFile();
const { as } = host;
const patch = (body: object) => as().patch('/v1/brand', body);
const TERMS = 'https://legal.example.org/terms?of="sock"&co';
const PRIVACY = 'https://shop.example.com/privacy';

const publicPages = async (language: string) => {
  const pages = createPages({ ...host.api.deps, sealKeys: host.api.deps.cursorKeys });
  const { applyToken } = host.api.sock.brand;
  const paths = [`/apply/${applyToken}?lang=${language}`, `/apply/${applyToken}/calls?lang=${language}`];
  return Promise.all(paths.map(async (path) => (await pages.request(path)).text()));
};
const linksOut = (html: string) => [...html.matchAll(/<a href="(https:[^"]*)"[^>]*>([^<]*)</g)];

describe('a brand’s own terms and privacy policy', () => {
  it('are nowhere while none is told', async () => {
    for (const html of await publicPages('en')) expect(linksOut(html)).toEqual([]);
  });

  it.each([
    ['http://shop.example.com/terms', 'must be an https URL'],
    ['javascript:alert(1)', 'must be an absolute http or https URL'],
    ['/terms', 'must be an absolute http or https URL'],
    ['https://me:secret@shop.example.com/terms', 'must not hold a user name or password'],
    ['https://127.0.0.1/terms', 'must not lead into a private network'],
    ['https://intranet/terms', 'must name a public host'],
  ])('are addresses that anybody can open: not %s', async (address, message) => {
    for (const path of ['termsUrl', 'privacyUrl']) {
      const { status, json } = await patch({ [path]: address });
      expect([status, json]).toMatchObject([422, { errors: [{ path, message }] }]);
    }
    expect((await as().get('/v1/brand')).json).not.toHaveProperty('termsUrl');
  });

  it('may lie elsewhere than links lead', async () => {
    const changed = await patch({
      allowedDestinationHosts: ['shop.example.com'],
      termsUrl: TERMS,
      privacyUrl: PRIVACY,
    });
    expect([changed.status, changed.json]).toMatchObject([
      200,
      { termsUrl: TERMS.replaceAll('"', '%22'), privacyUrl: PRIVACY },
    ]);
  });

  it.each([
    ['en', 'Privacy policy of Sock &amp; Co', 'Terms of Sock &amp; Co'],
    ['de', 'Datenschutzerklärung von Sock &amp; Co', 'Bedingungen von Sock &amp; Co'],
    ['fr', 'Politique de confidentialité de Sock &amp; Co', 'Conditions de Sock &amp; Co'],
    ['es', 'Política de privacidad de Sock &amp; Co', 'Condiciones de Sock &amp; Co'],
  ])('stand on form and open calls in %s', async (language, privacy, terms) => {
    for (const html of await publicPages(language))
      expect(linksOut(html).map(([, address, text]) => [address, text])).toEqual([
        [PRIVACY, privacy],
        [TERMS.replaceAll('"', '%22').replace('&', '&amp;'), terms],
      ]);
  });

  it('go by null, each by itself', async () => {
    expect((await patch({ termsUrl: null })).json).not.toHaveProperty('termsUrl');
    for (const html of await publicPages('en')) expect(linksOut(html)).toHaveLength(1);
  });
});
