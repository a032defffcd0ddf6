import { describe, expect, it } from 'vitest';
import { guessFormat } from '../../../../infra/local/logs/log-formats.ts';
import type { LogLine } from '../../../../infra/local/logs/logged-request.ts';
import { proxiesOf } from '../../../../infra/local/logs/proxies.ts';
import { formatIn, zoneTold } from '../../../../infra/local/logs/zone-told.ts';

const AGENT = 'Mozilla/5.0 (iPhone) Instagram 350.0';
const FROM = 'https://l.instagram.com/';
const berlin = zoneTold('europe/berlin') as (line: string) => string;

/** The last of these lines, as the command reads it with `--zone Europe/Berlin`. */
function read(...lines: string[]): LogLine | undefined {
  const format = guessFormat(lines.map(berlin));
  const reader = format && formatIn(format, berlin).reader(proxiesOf(undefined) ?? { kind: 'nobody' });
  return lines.map((line) => reader?.(line)).at(-1);
}
const momentOf = (line: LogLine | undefined) =>
  typeof line === 'object' && 'at' in line ? new Date(line.at).toISOString() : line;
const json = (time: string) =>
  JSON.stringify({
    time,
    ip: '192.0.2.44',
    method: 'GET',
    path: '/ada',
    status: 302,
    ua: AGENT,
    referer: FROM,
  });

describe('a log whose zone is told', () => {
  it.each([
    ['combined', `192.0.2.44 - - [20/Nov/2026:09:00:01] "GET /ada HTTP/1.1" 302 5 "${FROM}" "${AGENT}"`],
    ['Flask', '192.0.2.44 - - [20/Nov/2026 09:00:01] "GET /ada HTTP/1.1" 302 -'],
    ['brackets', `192.0.2.44 - - [2026-11-20 09:00:01,000] "GET /ada HTTP/1.1" 302 5 "${FROM}" "${AGENT}"`],
    ['JSON', json('2026-11-20 09:00:01')],
    ['JSON of Go', json('2026/11/20 09:00:01')],
    ['JSON with T', json('2026-11-20T09:00:01.000')],
    [
      'logfmt',
      `time=2026-11-20T09:00:01 method=GET path=/ada status=302 remote=192.0.2.44 user_agent="${AGENT}"`,
    ],
  ])('is on that clock: %s', (_name, line) => {
    const told = read(line);
    expect(momentOf(told)).toBe('2026-11-20T08:00:01.000Z');
    expect(told).toMatchObject({ address: '192.0.2.44', target: '/ada', status: 302 });
    const untold = guessFormat([line])?.reader(proxiesOf(undefined) ?? { kind: 'nobody' })(line);
    expect(typeof untold === 'object' && 'at' in untold).toBe(false);
  });

  it('keeps what names its own zone, whatever it is', () => {
    const at = (time: string) =>
      momentOf(read(`192.0.2.44 - - [${time}] "GET /ada HTTP/1.1" 302 5 "-" "${AGENT}"`));
    expect(at('20/Nov/2026:09:00:01 +0000')).toBe('2026-11-20T09:00:01.000Z');
    expect(at('20/Nov/2026:09:00:01 GMT')).toBe('2026-11-20T09:00:01.000Z');
    expect(at('2026-11-20T09:00:01-05:00')).toBe('2026-11-20T14:00:01.000Z');
    expect(momentOf(read(json('2026-11-20 09:00:01 UTC')))).toBe('2026-11-20T09:00:01.000Z');
    expect(momentOf(read(json('2026-11-20T09:00:01Z')))).toBe('2026-11-20T09:00:01.000Z');
  });

  it('knows summer, the hour that is twice as its first, and the one that is not as what follows it', () => {
    expect(momentOf(read(json('2026-07-20 09:00:01')))).toBe('2026-07-20T07:00:01.000Z');
    expect(momentOf(read(json('2026-10-25 02:30:00')))).toBe('2026-10-25T00:30:00.000Z');
    expect(momentOf(read(json('2026-03-29 02:30:00')))).toBe('2026-03-29T01:30:00.000Z');
  });

  it('touches nothing but times: not what a follower asked for, nor what is none', () => {
    const asked = '/ada?at=2026-11-20T09:00:00&b=2026-11-20';
    const line = `192.0.2.44 - - [20/Nov/2026:09:00:01 +0100] "GET ${asked} HTTP/1.1" 302 5 "-" "${AGENT}"`;
    expect(berlin(line)).toBe(line);
    expect(read(json('2026-13-45 09:00:01'))).toEqual({ unreadable: 'its time is none, or names no zone' });
    expect(zoneTold('Mars/Base')).toBeUndefined();
    expect(zoneTold('CST')).toBeUndefined();
  });

  it('is what WordPress’ Redirection exports', () => {
    const row = `"2026-11-20 09:00:01",/ada?x=1,https://shop.example.com/,192.0.2.44,${FROM},"${AGENT}"`;
    const told = read('date,source,target,ip,referrer,agent', row);
    expect(momentOf(told)).toBe('2026-11-20T08:00:01.000Z');
    expect(told).toMatchObject({
      address: '192.0.2.44',
      target: '/ada?x=1',
      headers: { referer: FROM, 'user-agent': AGENT },
    });
  });

  it('is what WordPress’ Pretty Links exports of its clicks', () => {
    const heading =
      'id,link_id,link_name,link_slug,created_at,ip,vuid,country,browser,referer,uri,robot,first_click';
    const told = read(
      heading,
      `1,2,Ada,ada,"2026-11-20 09:00:01",192.0.2.44,v,DE,"${AGENT}",${FROM},/ada,0,1`,
    );
    expect(momentOf(told)).toBe('2026-11-20T08:00:01.000Z');
    expect(told).toMatchObject({ target: '/ada', headers: { referer: FROM, 'user-agent': AGENT } });
  });

  it('a browser’s name alone is no user agent, and a stream’s no path', () => {
    const row = {
      time: '2026-11-20 09:00:01',
      ip: '192.0.2.44',
      method: 'GET',
      status: 302,
      browser: 'Safari',
    };
    expect(read(JSON.stringify({ ...row, path: '/ada' }))).toMatchObject({
      untold: ['user-agent', 'referer'],
    });
    expect(read(JSON.stringify({ ...row, source: 'stdout' }))).toMatchObject({
      unreadable: expect.stringContaining('path'),
    });
  });
});
