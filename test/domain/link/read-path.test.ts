import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPath, slugsOf } from '../../../shared/domain/link/read-path.ts';
import { readTarget } from '../../../shared/domain/link/request-target.ts';

const read = (target: string) => readPath(readTarget(target).path);
const link = (...slugs: string[]) => ({ kind: 'link', slugs });

/** What stands behind a link in chats, sentences, mails, tables, code and on posters; none of it can be in a slug. */
const GLUED = [
  ...'.,!?)]}>;:\'"`*~|^=&$@\\',
  ...'…。、，．！？）］】」』》〉・：；',
  ...'”’»›“‘„«‹¿¡–—·•†%/',
  '%2E',
  '%2C',
  '%21',
  '%29',
  '%5D',
  '%7D',
  '%3E',
  '%3C',
  '%27',
  '%22',
  '%60',
  '%7C',
  '%5C',
  '%2F',
  '%2f%2f',
  '%E2%80%A6',
  '%E3%80%82',
  '%EF%BC%8C',
  '%EF%BC%81',
  '%EF%BC%89',
  '%E2%80%9D',
  '%E2%80%99',
  '%C2%BB',
  '%E2%80%BA',
  '%EF%B8%8F',
  '%E2%80%8B',
  '%E2%80%8C',
  '%E2%80%8D',
  '%E2%81%A0',
  '%EF%BB%BF',
  '%C2%AD',
  '%E2%80%8E',
  '%E2%80%AC',
  '%C2%A0',
  '%E2%80%AF',
  '%E3%80%80',
  '%20',
  '%09',
  '%0A',
  '%0D%0A',
  '%00',
  '%20-',
  '%20and%20more',
  '...',
  '!!!',
  ').',
  '.%29',
  '%22%3E',
  '&gt;',
  '&amp;utm_source=x',
  '&quot;',
  '%26amp%3B',
  ';jsessionid=1',
  ',a',
  '.html',
  '/index.html',
  '%F0%9F%94%A5',
  '🔥',
  '❤️',
  '👉🏽',
  'を見て',
  '에서',
  'проверь',
  '…mehr',
  'é',
  '%C3%A9',
  '%3Futm_source%3Dig',
  '%3Futm_source=ig',
  '%3f',
  '%253Futm_source%253Dig',
  '%26utm_source%3Dig',
  '%23top',
  '%252E',
  '%25252E',
  '%2520',
  '%',
  '%2',
  '%zz',
  '%E2%80',
  '%E9',
  '%FF',
  '%C3%28',
  'â\u0080¦',
  '/',
  '//',
  '/.',
  '/?',
  '/%20',
  '/extra/segments',
  '%2F..%2Fv1',
];

/** What stands in front of it: quotes and brackets, bullets and arrows, blanks that show nothing, HTML's names of signs. */
const GLUED_BEFORE = [
  ...'"\'`([{<*|~@=+!:;,$^&\\>',
  ...'“„«‹”»‘‚’¡¿•‣◦▪·–—→►☞「『（【《〈、。！',
  ...[
    '%22',
    '%27',
    '%28',
    '%5B',
    '%3C',
    '%E2%80%9C',
    '%C2%AB',
    '%E3%80%8C',
    '%EF%BC%88',
    '%5C',
    '%7C',
    '%23',
    '%2F',
  ],
  ...[
    '%20',
    '%2520',
    '%09',
    '%0A',
    '%C2%A0',
    '%E2%80%8B',
    '%E2%80%8E',
    '%E2%80%AE',
    '%E2%81%A0',
    '%EF%BB%BF',
    '%C2%AD',
  ],
  ...[
    '**',
    '"(',
    '%E2%80%A2%20',
    '-%20',
    '%E2%80%93%20',
    '...',
    '%E2%80%A6',
    '👉',
    '👉🏽%20',
    '%F0%9F%91%89',
    '❤️',
  ],
  ...['&lt;', '&quot;', '%26lt%3B', '&%2334;', '%26%23x22%3B', '&amp;lt;'],
];

describe('a slug', () => {
  it.each(GLUED_BEFORE.map((glue) => [JSON.stringify(glue), glue]))('is read behind %s', (_shown, glue) => {
    expect(read(`/${glue}warmsocks`)).toEqual(link('warmsocks'));
    expect(read(`/${glue}warmsocks).`)).toEqual(link('warmsocks'));
  });

  it.each(GLUED.map((glue) => [JSON.stringify(glue), glue]))('is read before %s', (_shown, glue) => {
    expect(read(`/warmsocks${glue}`)).toEqual(link('warmsocks'));
    expect(readPath(`/warmsocks${glue.replaceAll('%00', '')}`)).toEqual(link('warmsocks'));
  });

  it.each([
    ['a dash that the sentence may own', '/warm-socks-', ['warm-socks-', 'warm-socks']],
    ['Markdown’s italic', '/warmsocks_', ['warmsocks_', 'warmsocks']],
    ['Markdown’s italic on both sides', '/_warm_', ['_warm_', '_warm', 'warm_', 'warm']],
    ['a dash of a list', '/-warm', ['-warm', 'warm']],
    ['underlines of two lines', '/__warm', ['__warm', 'warm']],
    ['quotes in italic', '/_%E2%80%9Cwarm%E2%80%9D_', ['warm']],
    ['Markdown’s bold, of a slug that ends so', '/warm___', ['warm___', 'warm__', 'warm_', 'warm']],
    ['a rule of dashes', '/warm------', ['warm------', 'warm-----', 'warm----', 'warm']],
    ['a full stop behind an underscore', '/warm_.', ['warm_', 'warm']],
    ['an escaped underscore', '/warm%5F', ['warm_', 'warm']],
    ['a soft hyphen where a line was broken', '/warm%C2%ADsocks', ['warmsocks', 'warm']],
    ['a zero-width blank before more text', '/warm%E2%80%8Bnow', ['warmnow', 'warm']],
    ['a hyphen that never breaks', '/warm%E2%80%91socks', ['warm-socks', 'warm']],
    ['a dash that a word processor lengthened', '/warm%E2%80%93socks', ['warm-socks', 'warm']],
    ['a dash before a blank', '/warm%E2%80%93%20socks', ['warm']],
    ['a byte order mark in front', '/%EF%BB%BFwarm', ['warm']],
    ['a blank, a quote and a bracket in front', '/%20%E2%80%9C(warm', ['warm']],
    ['the same address, pasted twice', '/warmhttps://go.example/warm', ['warm']],
    ['the same, escaped', '/warmhttps%3A%2F%2Fgo.example%2Fwarm', ['warm']],
    ['another address in capitals', '/warmHTTP:/x.example', ['warm']],
    ['a digit drawn as a key', '/warm1%EF%B8%8F%E2%83%A3', ['warm']],
    ['a digit drawn as a key, with more', '/warm-2%E2%83%A3%20now', ['warm-', 'warm']],
    ['full-width letters', '/%EF%BD%97%EF%BD%81%EF%BD%92%EF%BD%8D%EF%BC%99', ['warm9']],
    ['letters that were escaped', '/%77%61%72%6D', ['warm']],
    ['letters that were escaped twice', '/w%2561rm', ['warm']],
    ['a slash too many in front', '//warm', ['warm']],
    ['the absolute form', 'http://go.example:8080/warm?x=1', ['warm']],
    ['the absolute form of another host', 'HTTPS://evil.example//warm.', ['warm']],
    ['a fragment that a client sent along', '/warm#top', ['warm']],
    ['capitals of a QR code', '/WARM-SOCKS', ['WARM-SOCKS']],
    ['sixty-four letters', `/${'a'.repeat(64)}`, ['a'.repeat(64)]],
  ])('is read past %s', (_what, target, slugs) => expect(read(target)).toEqual(link(...slugs)));

  it.each([
    '/ab',
    '/a.',
    '/%',
    '/.',
    '/...',
    '/)',
    '/%E2%80%A6',
    '/%20',
    '/.env',
    '/.git/config',
    '/.well-known/x',
    '/größe',
    '/éwarm',
    '/%D0%BFwarm',
    '/..warm',
    '/&lt;',
    '/-+',
    '/ÄÖÜ',
    `/${'a'.repeat(65)}`,
    '/-',
    '/__',
    '/+',
    '/%2B',
    '/V1/links',
    '/%252e%252e/x',
  ])('is not found in %s', (target) => expect(read(target)).toEqual({ kind: 'nothing' }));

  it('is looked for where scanners look, and nothing is made of their paths', () => {
    expect(read('/wp-login.php')).toEqual(link('wp-login'));
    expect(read('/nobody%2F..%2Fv1')).toEqual(link('nobody'));
    expect(read('/toString')).toEqual(link('toString'));
    expect(read('/constructor/__proto__')).toEqual(link('constructor'));
  });

  it.each([
    '/warm+',
    '/WARM+',
    '/warm%2B',
    '/warm%2b',
    '/warm%252B',
    '/warm+.',
    '/warm+/',
    '/warm+)',
    '/warm%EF%BC%8B',
    '/%22warm+',
    '/%E2%80%A2%20warm+%22',
    '//warm+',
    'http://x.example/warm+?a',
  ])('with a plus shows where it leads: %s', (target) =>
    expect(read(target)).toEqual({ kind: 'shown', slugs: [expect.stringMatching(/^warm$/i)] }),
  );

  it.each(['/warm+and+more', '/warm+1', '/warm.+', '/warm%20+', '/warm/+'])(
    'with a plus that is text or stands apart is followed: %s',
    (target) => expect(read(target)).toEqual(link('warm')),
  );
});

describe('what is ours', () => {
  it.each([
    '/v1',
    '/v1/links',
    '//v1/links',
    '/%76%31/links',
    '/v1/%6Cinks?a',
    'http://h/v1/links',
    '/docs',
    '/openapi.json',
    '/healthz',
    '/outbox',
    '/outbox/1',
    '/r/token',
    '/u/token',
    '/apply/token',
    '/e',
    '/v.js',
    '/v%2Ejs',
    '/app',
    '/app/x',
    '/warm/qr.svg',
    '/warm/qr.png',
    '/warm/preview',
  ])('%s', (target) => expect(read(target)).toEqual({ kind: 'ours' }));

  it.each([
    ['/docs.', 'docs'],
    ['/healthz)', 'healthz'],
    ['/v.jsx', undefined],
    ['/warm/qr.gif', 'warm'],
    ['/warm/preview/x', 'warm'],
    ['/apply-now', 'apply-now'],
    ['/approve', 'approve'],
    ['/DOCS', 'DOCS'],
    ['/outboxes', 'outboxes'],
  ])('and not %s', (target, slug) =>
    expect(read(target)).toEqual(slug === undefined ? { kind: 'nothing' } : link(slug)),
  );

  it.each([
    ['/', 'home'],
    ['', 'home'],
    ['//', 'home'],
    ['*', 'home'],
    ['/?utm=1', 'home'],
    ['http://go.example', 'home'],
    ['http://go.example?x', 'home'],
    ['/robots.txt', 'robots'],
    ['//robots.txt?x', 'robots'],
    ['/favicon.ico', 'favicon'],
  ])('the file behind %s', (target, name) => expect(read(target)).toEqual({ kind: 'file', name }));
});

describe('a request target', () => {
  it.each([
    ['/a?b=1?c=2', '/a', 'b=1?c=2'],
    ['/a?', '/a', ''],
    ['/a?x=%41//b', '/a', 'x=%41//b'],
    ['/a%2Fb%3Fc', '/a%2Fb%3Fc', ''],
    ['/a?x#y', '/a', 'x'],
    ['http://h:1/a?x=http://z/', '/a', 'x=http://z/'],
    ['/http://h/a', '/http:/h/a', ''],
    ['a', '/a', ''],
    ['/%2e%2E/%7euser/%5f', '/../~user/_', ''],
    ['/%zz%4', '/%zz%4', ''],
  ])('%s', (target, path, query) => expect(readTarget(target)).toEqual({ path, query }));
});

it('any path is read without an error, into at most eight slugs that a slug can be, and in little time', () => {
  const piece = fc.oneof(
    fc.constantFrom(...GLUED, 'warm', 'a', '_', '-', '+', '%'),
    fc.string({ unit: 'binary', maxLength: 8 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const reading = read(`/${pieces.join('')}`);
      const slugs = 'slugs' in reading ? reading.slugs : [];
      expect(slugs.length).toBeLessThanOrEqual(8);
      for (const slug of slugs) expect(slug).toMatch(/^[\w-]{3,64}$/);
    }),
    { numRuns: 2_000 },
  );
  const before = process.cpuUsage();
  for (const long of ['%', '%25', '-', '_', '/', '%E2', 'a-', '\u00ad']) readPath(`/${long.repeat(20_000)}`);
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1e6).toBeLessThan(2);
});

it('is read behind three layers of escapes, and behind no fourth', () => {
  expect(read('/w%2525%361rm')).toEqual(link('warm'));
  expect(read('/w%252561rm')).toEqual(link('warm'));
  expect(read('/w%25252561rm')).not.toEqual(link('warm'));
});

it('a piece of a path is read the same way', () => {
  expect(slugsOf('warm.')).toEqual(['warm']);
  expect(slugsOf('..')).toEqual([]);
});
