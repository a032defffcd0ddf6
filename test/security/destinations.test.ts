import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkDestination } from '../../shared/domain/link/destination-rules.ts';
import { anApi, aPostedLink, type TestApi } from '../support/api-builders.ts';
import { type Engine, startEngine } from '../support/engine.ts';

const RULES = { ownHosts: ['vou.ch'], allowedHosts: [] };

/** Each of them would run, read, leak or loop, if a parser somewhere let it. */
const SCHEMES = [
  'javascript:alert(1)',
  'JavaScript:alert(1)',
  'java\tscript:alert(1)',
  'java\nscript:alert(1)',
  'java\r\nscript:alert(1)',
  ' javascript:alert(1)',
  '\u0000javascript:alert(1)',
  '\u0001javascript:alert(1)',
  'javascript://shop.example.com/%0aalert(1)',
  'javascript:/*https://shop.example.com/*/alert(1)',
  'jAvAsCrIpT://%0dalert(1)',
  'vbscript:msgbox(1)',
  'data:text/html,<script>alert(1)</script>',
  'data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==',
  'DATA:,x',
  'blob:https://shop.example.com/1',
  'filesystem:https://shop.example.com/1',
  'file:///etc/passwd',
  'file://shop.example.com/x',
  'ftp://shop.example.com/x',
  'gopher://shop.example.com/',
  'ws://shop.example.com/',
  'wss://shop.example.com/',
  'view-source:https://shop.example.com/',
  'about:blank',
  'chrome://settings',
  'intent://shop.example.com#Intent;scheme=https;end',
  'android-app://com.example',
  'itms-services://?action=download-manifest',
  'mailto:a@example.com',
  'tel:+49123456',
  'sms:+49123456',
  'market://details?id=x',
  'whatsapp://send?text=x',
  'x-apple-data-detectors://1',
  'jar:https://shop.example.com!/x',
  'ldap://shop.example.com/',
  'ssh://shop.example.com/',
];
const SHAPES = [
  '',
  ' ',
  '/',
  '//shop.example.com',
  '///shop.example.com',
  '\\\\shop.example.com',
  'shop.example.com',
  '?next=https://x.example',
  '#',
  'https:',
  'https://',
  'http:///',
  'https://?x',
];
const HOSTS = [
  'http://localhost/',
  'http://localhost./',
  'http://app.localhost/',
  'http://127.0.0.1/',
  'http://127.1/',
  'http://2130706433/',
  'http://0x7f000001/',
  'http://0177.0.0.1/',
  'http://127.0.0.1./',
  'http://①②⑦.⓪.⓪.①/',
  'http://0.0.0.0/',
  'http://10.0.0.1/',
  'http://172.16.0.1/',
  'http://192.168.1.1/',
  'http://169.254.169.254/latest/meta-data/',
  'http://100.64.0.1/',
  'http://[::1]/',
  'http://[::]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[::ffff:a00:1]/',
  'http://[fd00::1]/',
  'http://[fe80::1]/',
  'http://[64:ff9b::a00:5]/',
  'http://printer/',
  'http://printer.local/',
  'http://db.internal/',
  'http://nas.lan/',
  'http://router.home.arpa/',
  'https://user@shop.example.com/',
  'https://user:pass@shop.example.com/',
  'https://shop.example.com@10.0.0.1/',
  'https://vou.ch/loop',
  'https://VOU.CH/loop',
  'https://vou.ch./loop',
  'https://vou.ch:8443/loop',
  'https:\\\\vou.ch\\loop',
  'https://ｖｏｕ．ｃｈ/loop',
  `https://shop.example.com/${'a'.repeat(2_100)}`,
];
const REFUSED = [...SCHEMES, ...SHAPES, ...HOSTS];

describe('a destination', () => {
  it('the corpus holds at least sixty payloads', () => expect(REFUSED.length).toBeGreaterThanOrEqual(60));

  it.each(REFUSED.map((payload) => [JSON.stringify(payload.slice(0, 80)), payload]))(
    '%s is refused',
    (_name, payload) => expect(checkDestination(payload, RULES).kind).toBe('bad'),
  );

  it.each([
    'https://shop.example.com/socks?a=1#size',
    'http://shop.example.com/',
    'https://93.184.215.14/',
    'https://not-vou.ch.example.com/',
    'https://xn--sck-sna.example/',
    'HTTPS://Shop.Example.com',
  ])('%s, which looks like some of them, is taken', (good) => {
    expect(checkDestination(good, RULES).kind).toBe('good');
  });

  it.each([
    'http:///shop.example.com',
    'https://////shop.example.com/a?b',
    'https:/\\/shop.example.com/a',
    'https:shop.example.com',
  ])('%s leads to the host that every browser reads in it', (text) => {
    const checked = checkDestination(text, RULES);
    expect(checked).toMatchObject({ kind: 'good' });
    if (checked.kind === 'good') expect(new URL(checked.href).href).toBe(new URL(text).href);
  });

  it('that is accepted is http or https, says so in plain ASCII, and reads the same again', () => {
    const piece = fc.oneof(
      fc.constantFrom(...REFUSED, 'https://', 'http://', '@', '\\', '\t', '\n', '%00', '::', 'é', '💥'),
      fc.string({ unit: 'binary', maxLength: 12 }),
    );
    let accepted = 0;
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 4 }), fc.boolean(), (parts, prefixed) => {
        const text = (prefixed ? 'https://shop.example.com/' : '') + parts.join('');
        const checked = checkDestination(text, RULES);
        if (checked.kind === 'bad') return;
        accepted++;
        const url = new URL(checked.href);
        expect(url.protocol).toMatch(/^https?:$/);
        // The same address to every parser, whatever of its spelling was kept.
        expect(url.href).toBe(new URL(text).href);
        expect(url.username + url.password).toBe('');
        expect(checked.href).toMatch(/^[\x21-\x7e]+$/);
        expect(checkDestination(checked.href, RULES)).toEqual(checked);
      }),
      { numRuns: 2_000 },
    );
    expect(accepted).toBeGreaterThan(300);
  });
});

describe('over the API', () => {
  let engine: Engine;
  let api: TestApi;
  let postId: string;
  let linkId: string;
  beforeAll(async () => {
    engine = await startEngine();
    api = await anApi(engine);
    ({ postId, linkId } = await aPostedLink(api));
  });
  afterAll(() => engine.stop());

  it('every payload is 422 as destination, as fallback and as target, of a new link and of a changed one', async () => {
    const good = 'https://shop.example.com/';
    for (const bad of REFUSED) {
      const wishes = [
        { destination: bad },
        { destination: good, expiredDestination: bad },
        { destination: good, targeting: [{ country: 'DE', destination: bad }] },
      ];
      for (const wish of wishes) {
        const made = await api.sock.as.post('/v1/links', { postId, ...wish });
        // A fallback that stayed empty is none, as every optional text is (functions/api/http/without-nulls.ts).
        const isNone = wish.expiredDestination?.trim() === '';
        expect([bad, made.status]).toEqual([bad, isNone ? 201 : 422]);
        if (isNone) expect(made.json).not.toHaveProperty('expiredDestination');
      }
      const changed = await api.sock.as.patch(`/v1/links/${linkId}`, { destination: bad });
      expect([bad, changed.status]).toEqual([bad, 422]);
    }
  });

  it('a click id that was copied along is left out of destination, fallback and every target', async () => {
    const [copied, clean] = [
      `https://shop.example.com/?a=1,2&vclid=clk_${'A'.repeat(43)}#x`,
      'https://shop.example.com/?a=1,2#x',
    ];
    const wishes = {
      destination: copied,
      expiredDestination: copied,
      targeting: [
        { country: 'DE', destination: copied },
        { language: 'fr', destination: copied },
      ],
    };
    const made = await api.sock.as.post('/v1/links', { postId, ...wishes });
    const targets = [{ destination: clean }, { destination: clean }];
    const expected = { destination: clean, expiredDestination: clean, targeting: targets };
    expect(made.json).toMatchObject(expected);
    expect((await api.sock.as.patch(`/v1/links/${linkId}`, wishes)).json).toMatchObject(expected);
  });

  it.each([
    'api',
    'ADMIN',
    '1ogin',
    'robots',
    'well-known',
    'favicon',
    'vouch',
    'söcks',
    'a/b',
    'a+b',
    'a.b',
    '..',
  ])('the slug %s cannot be had', async (slug) => {
    const made = await api.sock.as.post('/v1/links', {
      postId,
      destination: 'https://shop.example.com/',
      slug,
    });
    expect(made.status).toBe(422);
  });
});
