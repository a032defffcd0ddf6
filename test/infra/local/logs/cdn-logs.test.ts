import { afterEach, describe, expect, it } from 'vitest';
import { guessFormat } from '../../../../infra/local/logs/log-formats.ts';
import type { LogLine } from '../../../../infra/local/logs/logged-request.ts';
import { proxiesOf } from '../../../../infra/local/logs/proxies.ts';
import { unwrapped } from '../../../../infra/local/logs/unwrapped.ts';

const AT = Date.parse('2026-11-03T08:15:42Z');
const ADDRESS = '192.0.2.44';
const AGENT = 'Mozilla/5.0 (iPhone) Instagram 350.0';
const FROM = 'https://l.instagram.com/';
const DAY = '2026-11-03T08:15:42.000Z';
const COMBINED = `${ADDRESS} - - [03/Nov/2026:08:15:42 +0000] "GET /Ada10?x=1 HTTP/1.1" 302 145 "${FROM}" "${AGENT}"`;
const whole = {
  at: AT,
  address: ADDRESS,
  method: 'GET',
  target: '/Ada10?x=1',
  status: 302,
  headers: { referer: FROM, 'user-agent': AGENT },
};
const noReferer = { headers: { 'user-agent': AGENT }, untold: ['referer'] };
const counted = { headers: {}, untold: ['user-agent', 'referer'] };

function read(line: string): { format?: string | undefined; line: LogLine } {
  const text = unwrapped(line);
  const format = guessFormat([text]);
  const reader = format?.reader(proxiesOf() ?? { kind: 'nobody' });
  return { format: format?.name, line: reader?.(text) ?? 'no request' };
}

const heroku = (rest: string) => `2026-11-03T08:15:42.000000+00:00 heroku[router]: ${rest}`;
const ROUTER = `method=GET path="/Ada10?x=1" host=go.example.com request_id=d7c8 fwd="${ADDRESS}" dyno=web.1 connect=0ms service=3ms status=302 bytes=153 protocol=https`;
const bunny = (agent: string) =>
  `HIT|302|${AT}|412|390|${ADDRESS}|${FROM}|https://go.example.com/Ada10?x=1|WA|${agent}|322b|DE`;
const CADDY = `{"request": {"client_ip": "${ADDRESS}", "method": "GET", "uri": "/Ada10?x=1", "headers": {"User-Agent": ["${AGENT}"], "Referer": ["${FROM}"]}}, "status": 302}`;
const REAL_TIME = [
  String(AT / 1_000).concat('.000'),
  ...[
    ADDRESS,
    '0.003',
    '302',
    '412',
    'GET',
    'https',
    'd1.cloudfront.net',
    '/Ada10',
    '120',
    'FRA56-P1',
    'r==',
  ],
  ...['go.example.com', '0.003', 'HTTP/2.0', 'IPv4', encodeURIComponent(AGENT), FROM, '-', 'x=1', 'Miss'],
].join('\t');

/** Names as the makers document them; values of our own. */
const CASES: [story: string, format: string, line: string | object, expected?: object][] = [
  ['Heroku’s router', 'logfmt', heroku(`at=info ${ROUTER}`), counted],
  [
    'Heroku’s router through a drain, who wrote an address before hers',
    'logfmt',
    `<158>1 2026-11-03T08:15:42.000000+00:00 host heroku router - at=info ${ROUTER.replace(ADDRESS, `10.9.9.9, ${ADDRESS}`)}`,
    counted,
  ],
  [
    'Heroku’s router, which gave up',
    'logfmt',
    heroku(`at=error code=H12 desc="Request timeout" ${ROUTER.replace('302', '503')}`),
    { ...counted, status: 503 },
  ],
  ['Bunny', 'bunny', bunny(AGENT), { target: 'https://go.example.com/Ada10?x=1', country: 'DE' }],
  [
    'Bunny, an agent with its sign between columns',
    'bunny',
    bunny('Mozilla/5.0 (a|b)'),
    {
      target: 'https://go.example.com/Ada10?x=1',
      headers: { referer: FROM, 'user-agent': 'Mozilla/5.0 (a|b)' },
    },
  ],
  [
    'Bunny’s second interface',
    'json',
    {
      statusCode: 302,
      timestamp: AT,
      remoteIp: ADDRESS,
      refererUrl: FROM,
      url: '/Ada10?x=1',
      userAgent: AGENT,
    },
  ],
  [
    'Caddy at a terminal',
    'caddy',
    `2026/11/03 08:15:42.000\tINFO\thttp.log.access.log0\thandled request\t${CADDY}`,
  ],
  [
    'Caddy at a terminal, in colours',
    'caddy',
    `2026/11/03 08:15:42.000\t\u001b[34mINFO\u001b[0m\thttp.log.access\thandled request\t${CADDY}`,
  ],
  ['CloudFront’s real-time columns', 'cloudfront-real-time', REAL_TIME],
  [
    'Alibaba’s CDN: a duration called request_time, a referrer in pieces',
    'json',
    {
      unixtime: String(AT / 1_000),
      ...{ method: 'GET', uri: '/Ada10', uri_param: 'x=1', client_ip: ADDRESS, return_code: '302' },
      ...{ refer_protocol: 'https', refer_domain: 'l.instagram.com', refer_uri: '/', request_time: '12' },
      user_agent: AGENT,
    },
  ],
  [
    'Huawei’s CDN, nobody led here',
    'json',
    {
      ...{ request_time: String(AT), method: 'GET', uri: '/Ada10', uri_param: 'x=1', client_ip: ADDRESS },
      ...{ refer_protocol: '-', refer_domain: '-', refer_uri: '-', http_code: '302', user_agent: AGENT },
    },
    { headers: { 'user-agent': AGENT } },
  ],
  [
    'Tencent’s CDN',
    'json',
    {
      ...{ client_ip: ADDRESS, http_code: 404, method: 'GET', param: 'x=1', referer: FROM, request_time: 3 },
      ...{ time: AT / 1_000, ua: AGENT, url: '/Ada10' },
    },
    { status: 404 },
  ],
  [
    'Railway',
    'json',
    { timestamp: DAY, method: 'GET', path: '/Ada10?x=1', httpStatus: 302, srcIp: ADDRESS, clientUa: AGENT },
    noReferer,
  ],
  [
    'Fastly, where the request is its method',
    'json',
    {
      ...{ time_start: AT, client_ip: ADDRESS, request: 'GET', url: '/Ada10?x=1', response_status: 302 },
      ...{ request_referer: FROM, request_user_agent: AGENT },
    },
  ],
  [
    'Apache as JSON, where the request is its path',
    'json',
    {
      ...{ time: '[03/Nov/2026:09:15:42 +0100]', remoteIP: ADDRESS, request: '/Ada10', query: '?x=1' },
      ...{ method: 'GET', status: '302', userAgent: AGENT, referer: FROM },
    },
  ],
  [
    'Logstash’s fields of combined, in their quotes',
    'json',
    {
      ...{ timestamp: '03/Nov/2026:09:15:42 +0100', clientip: ADDRESS, verb: 'GET', request: '/Ada10?x=1' },
      ...{ response: '302', referrer: `"${FROM}"`, agent: `"${AGENT}"` },
    },
  ],
  [
    'IIS as JSON, blanks as pluses',
    'json',
    {
      ...{ date: '2026-11-03', time: '08:15:42', 'cs-method': 'GET', 'cs-uri-stem': '/Ada10' },
      ...{ 'cs-uri-query': 'x=1', 'c-ip': ADDRESS, 'sc-status': '302', 'cs(Referer)': FROM },
      'cs(User-Agent)': AGENT.replaceAll(' ', '+'),
    },
  ],
  [
    'a visit of Shlink’s',
    'json',
    { date: DAY, userAgent: AGENT, referer: FROM, visitedUrl: '/Ada10?x=1' },
    { address: '' },
  ],
  ['Vector, Filebeat', 'combined', { host: 'web1', message: COMBINED, timestamp: '2026-11-03T08:15:43Z' }],
  ['Google’s textPayload', 'combined', { textPayload: COMBINED, timestamp: '2026-11-03T08:15:43Z' }],
  ['Azure’s containers', 'combined', { TimeGenerated: '2026-11-03T08:15:43Z', LogEntry: `${COMBINED}\n` }],
  ['Loki', 'combined', { stream: { job: 'nginx' }, line: COMBINED, timestamp: '2026-11-03T08:15:43Z' }],
  ['a line as one text of JSON', 'combined', JSON.stringify(COMBINED)],
  [
    'a hoster who writes the host before the referrer',
    'combined',
    COMBINED.replace(' "https', ' "go.example.com" "https'),
  ],
  [
    '… and nobody led here',
    'combined',
    COMBINED.replace(`"${FROM}"`, '"go.example.com" "-"'),
    { headers: { 'user-agent': AGENT } },
  ],
];

describe('lines of content networks, hosters and collectors', () => {
  it.each(CASES)('%s', (_story, format, line, expected = {}) => {
    const found = read(typeof line === 'string' ? line : JSON.stringify(line));
    const { status, ...told } = { ...whole, ...expected } as Partial<typeof whole>;
    expect(found).toMatchObject({ format, line: told });
    const { line: got } = found as unknown as { line: typeof whole };
    expect(got.headers).toEqual(told.headers);
    if (!_story.includes('visit')) expect(got.status).toBe(status);
    expect('untold' in got).toBe('untold' in expected);
  });

  it.each([
    ['2026-11-03T08:15:42.000000+00:00 app[web.1]: Listening on 5000'],
    ['2026/11/03 08:15:42.000\tINFO\tadmin\tadmin endpoint started\t{"address": "localhost:2019"}'],
  ])('pass over what is no request: %s', (line) => expect(read(line).line).toBe('no request'));

  it.each([
    ['a name where a referrer may be', COMBINED.replace(`"${FROM}"`, '"go.example.com"'), 'go.example.com'],
    [
      'a message about a request',
      { ...{ time: DAY, method: 'GET', path: '/a', msg: 'GET /b', referer: FROM } },
      FROM,
    ],
  ])('the look-alike: %s', (_story, line, referer) => {
    const { line: got } = read(typeof line === 'string' ? line : JSON.stringify(line));
    expect(got).toHaveProperty('headers.referer', referer);
  });
});

describe('a time without a zone', () => {
  const zone = process.env.TZ;
  afterEach(() => {
    process.env.TZ = zone ?? '';
  });
  const json = (time: string) =>
    read(JSON.stringify({ time, method: 'GET', path: '/Ada10', status: 302 })).line;

  it.each(['UTC', 'Europe/Berlin', 'America/New_York'])(
    'is nowhere that of who reads the log: %s',
    (where) => {
      process.env.TZ = where;
      for (const time of [
        '2026-11-03T08:15:42',
        '2026-11-03 08:15:42,120',
        '2026/11/03 08:15:42',
        '03 Nov 2026 8:15',
      ])
        expect(json(time), time).toEqual({ unreadable: 'its time is none, or names no zone' });
      for (const time of [
        '2026-11-03T09:15:42+0100',
        '2026-11-03 08:15:42 UTC',
        'Tue, 03 Nov 2026 08:15:42 GMT',
      ])
        expect(json(time), time).toMatchObject({ at: AT });
      const wall = JSON.stringify({
        ...{ level: 'info', logger: 'http.log.access', ts: '2026/11/03 08:15:42.000' },
        ...JSON.parse(CADDY),
      });
      expect(read(wall).line, 'Caddy writes UTC').toMatchObject({ at: AT });
    },
  );

  it('and a small number is none', () => {
    expect(json('12')).toEqual({ unreadable: 'its time is none, or names no zone' });
  });
});
