import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { findFormat, guessFormat } from '../../../../infra/local/logs/log-formats.ts';
import { isRequest, type LogLine } from '../../../../infra/local/logs/logged-request.ts';
import { proxiesOf } from '../../../../infra/local/logs/proxies.ts';
import { readLines } from '../../../../infra/local/logs/read-lines.ts';

/**
 * What real servers wrote of the same ten requests (Debian 12: nginx 1.22.1, Apache 2.4.71, HAProxy 2.6.12, Caddy 2.6.2):
 * a tap in Instagram's window with quotes in its referrer, from behind a proxy; quotes, umlauts and a backslash; bytes
 * that are no UTF-8; an empty referrer; a 404; HTTP/1.0 without a header; the absolute form; POST; HEAD; a TLS hello.
 */
const folder = 'test/fixtures/access-log/servers';
const proxies = proxiesOf() ?? { kind: 'nobody' };

async function readAll(file: string, named?: string): Promise<{ format: string; read: LogLine[] }> {
  const lines: string[] = [];
  for await (const line of readLines(file)) lines.push(line);
  const format = named === undefined ? guessFormat(lines) : findFormat(named);
  const reader = format?.reader(proxies);
  return { format: format?.name ?? 'none', read: reader ? lines.map((line) => reader(line)) : [] };
}

const tap = (line: LogLine | undefined) =>
  line !== undefined && isRequest(line)
    ? [line.method, line.target, line.status, line.headers.referer, line.headers['user-agent']]
    : line;

const INSTAGRAM = expect.stringMatching(/^Mozilla.* Instagram 350\.0\.0\.20\.90$/);
const CHROME = expect.stringMatching(/^Mozilla.*Chrome\/138/);
const LATIN = { told: 'http://äåø.example/', agent: 'Mozilla/5.0 (iPhone) Grün' };
/** Caddy writes U+FFFD itself: which bytes there were is lost. */
const LOST = { told: 'http://\ufffd\ufffd\ufffd.example/', agent: 'Mozilla/5.0 (iPhone) Gr\ufffdn' };
const WHOLE = 'http://go.example.com/Ada10?a=b|c';
const LOCAL = '/Ada10?a=b|c';

const nine = ({ told, agent }: typeof LATIN, target: string, unknown: number) => [
  ['GET', '/Ada10?utm_source=ig', 302, 'https://l.instagram.com/?u="q"', INSTAGRAM],
  ['GET', '/Ada10', 302, undefined, 'Grüße "A" \\ back (iPhone)'],
  ['GET', '/Ada10', 302, told, agent],
  ['GET', '/Ada10.', 302, undefined, CHROME],
  ['GET', '/nope', unknown, undefined, 'curl/8'],
  ['GET', '/Ada10%20', 302, undefined, undefined],
  ['GET', target, 302, undefined, undefined],
  ['POST', '/Ada10', 302, undefined, 'x'],
  ['HEAD', '/Ada10', 302, undefined, 'WhatsApp/2.23.20.0 A'],
];

describe('what real servers wrote of ten requests', () => {
  it.each([
    ['nginx-combined', 'combined', '127.0.0.1', LATIN, WHOLE, 404],
    ['nginx-main', 'combined', '192.0.2.44', LATIN, WHOLE, 404],
    ['apache-combined', 'combined', '127.0.0.1', LATIN, WHOLE, 404],
    ['apache-vhost', 'combined', '127.0.0.1', LATIN, WHOLE, 404],
    ['nginx-json', 'json', '192.0.2.44', LATIN, LOCAL, 404],
    ['nginx-json2', 'json', '127.0.0.1', LATIN, LOCAL, 404],
    ['caddy', 'caddy', '192.0.2.44', LOST, WHOLE, 404],
    ['caddy-iso', 'caddy', '192.0.2.44', LOST, WHOLE, 302],
  ])('%s is read as %s', async (name, format, address, latin, target, unknown) => {
    const found = await readAll(`${folder}/${name}.log`);
    expect(found.format).toBe(format);
    expect(found.read[0]).toMatchObject({ address });
    expect(found.read.slice(0, 9).map(tap)).toEqual(nine(latin, target, unknown));
    for (const line of found.read.slice(9)) expect(line).toHaveProperty('unreadable');
    for (const line of found.read.filter(isRequest)) {
      expect(new Date(line.at).toISOString()).toMatch(/^2026-11-28T04:31:15/);
      expect(line).not.toHaveProperty('untold');
    }
  });

  it('common holds neither referrer nor user agent', async () => {
    const { format, read } = await readAll(`${folder}/apache-common.log`);
    expect([format, read.filter(isRequest).length]).toEqual(['common', 9]);
    expect(read[0]).toMatchObject({ status: 302, headers: {}, untold: ['user-agent', 'referer'] });
  });

  it('HAProxy’s own format names no zone, and is refused by name; its clf is counted', async () => {
    const own = await readAll(`${folder}/haproxy.log`);
    expect(own.format).toBe('haproxy');
    expect(own.read[0]).toEqual({ unreadable: expect.stringContaining('time zone') });
    const lines = readFileSync(`${folder}/haproxy.log`, 'utf8')
      .split('\n')
      .filter((line) => line.includes('"fe2"'));
    const read = findFormat('common')?.reader(proxies);
    expect(lines.map((line) => read?.(line)).filter((line) => line && isRequest(line))).toHaveLength(9);
    expect(
      guessFormat([
        `Nov 28 04:31:15 host haproxy[71]: 192.0.2.4:443 [28/Nov/2026:04:31:15.538] fe fe/<NOSRV>`,
      ])?.name,
    ).toBe('haproxy');
  });
});

describe('a file', () => {
  const temporary = mkdtempSync(join(tmpdir(), 'vouch-lines-'));
  afterAll(() => rmSync(temporary, { recursive: true }));
  const inFile = async (bytes: Uint8Array) => {
    const file = join(temporary, 'log');
    writeFileSync(file, bytes);
    const lines: string[] = [];
    const told: string[] = [];
    for await (const line of readLines(file, (why) => told.push(why))) lines.push(line);
    return { lines, told };
  };
  const text = (of: string) => Buffer.from(of);

  it.each<[string, Uint8Array, string[]]>([
    ['without a line end at its end', text('one\ntwo'), ['one', 'two']],
    ['of Windows', text('\ufeffone\r\ntwo\r\n'), ['one', 'two']],
    ['with empty lines', text('\n\none\n\n'), ['', '', 'one', '']],
    ['with a CR inside a line', text('one\rtwo\n'), ['one\rtwo']],
    ['of two byte order marks, as copied together', text('\ufeffone\n\ufefftwo\n'), ['one', 'two']],
    ['in Latin-1', Buffer.from('Gr\xfcn\nGrün\n', 'latin1'), ['Grün', 'Grün']],
    ['of both', Buffer.concat([Buffer.from('Gr\xfcn\n', 'latin1'), text('Grün\n')]), ['Grün', 'Grün']],
    [
      'that is a JSON list, an entry a line',
      text('[\n{"a":1},\r\n {"a":2}\n]\n'),
      ['', '{"a":1}', '{"a":2}', ''],
    ],
    ['that is a JSON list in one line', text('[{"a":1},{"a":2}]'), ['{"a":1}', '{"a":2}']],
    ['that is empty', text(''), []],
    ['in gzip', gzipSync('one\ntwo\n'), ['one', 'two']],
    [
      'in gzip of several members',
      Buffer.concat([gzipSync('one\nt'), gzipSync('wo\n'), gzipSync('three')]),
      ['one', 'two', 'three'],
    ],
  ])('%s', async (_what, bytes, lines) => {
    expect(await inFile(bytes)).toEqual({ lines, told: [] });
  });

  it('larger than any buffer, with a line end at every place', async () => {
    const line = 'x'.repeat(65_537);
    const lines = [line, 'ü'.repeat(40_000), line.slice(1), 'end'];
    expect((await inFile(text(lines.join('\n')))).lines).toEqual(lines);
  });

  it.each([20, 200, 900])(
    'in gzip that ends %i bytes early gives what was there, and says so',
    async (missing) => {
      const all = Array.from({ length: 400 }, (_, n) => `line ${n} ${(n * 7919) % 104729}`);
      const whole = gzipSync(all.join('\n'));
      const { lines, told } = await inFile(whole.subarray(0, whole.length - missing));
      expect(told).toEqual([expect.stringContaining('ends in the middle')]);
      expect(lines.slice(0, -1)).toEqual(all.slice(0, Math.max(0, lines.length - 1)));
    },
  );
});
