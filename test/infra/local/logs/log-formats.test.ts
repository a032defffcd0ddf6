import { describe, expect, it } from 'vitest';
import { findFormat, guessFormat } from '../../../../infra/local/logs/log-formats.ts';
import type { LogLine } from '../../../../infra/local/logs/logged-request.ts';
import { proxiesOf } from '../../../../infra/local/logs/proxies.ts';
import { unwrapped } from '../../../../infra/local/logs/unwrapped.ts';
import { clientAmong, type ProxyTrust } from '../../../../shared/domain/click/client-address.ts';

const AT = Date.parse('2026-11-03T08:15:42Z');
const trusted = (named?: string): ProxyTrust => proxiesOf(named) ?? { kind: 'nobody' };
const proxies = trusted();
const readAll = (name: string, ...lines: string[]): LogLine | undefined => {
  const read = findFormat(name)?.reader(proxies);
  return lines.map((line) => read?.(line)).at(-1);
};

const FIELDS =
  '#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query x-forwarded-for';
const cloudfront = (agent: string) =>
  `2026-11-03\t08:15:42\tFRA60-P4\t412\t2001:db8:4::9\tGET\td2abc.cloudfront.net\t/Ada10\t302\thttps://l.instagram.com/\t${agent}\tutm_source=ig\t-`;
const IIS =
  '#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken';
const REQUEST = '"GET /Ada10?x=1 HTTP/1.1" 302 145';
const TIME = '[03/Nov/2026:08:15:42 +0000]';

type Case = [story: string, format: string, lines: string[], expected: object];
const CASES: Case[] = [
  [
    'Apache’s combined, its escapes in bytes',
    'combined',
    [
      `192.0.2.44 - ada [03/Nov/2026:09:15:42 +0100] ${REQUEST} "https://l.instagram.com/?u=\\"q\\"" "Gr\\xc3\\xbc\\xc3\\x9fe (iPhone; back\\\\slash)"`,
    ],
    {
      address: '192.0.2.44',
      status: 302,
      headers: { referer: 'https://l.instagram.com/?u="q"', 'user-agent': 'Grüße (iPhone; back\\slash)' },
    },
  ],
  [
    'a virtual host in front, IPv6',
    'combined',
    [`go.example.com:443 2001:db8:4::9 - - ${TIME} ${REQUEST} "-" "Mozilla/5.0"`],
    { address: '2001:db8:4::9', headers: { 'user-agent': 'Mozilla/5.0' } },
  ],
  [
    'nginx, its escapes in capitals',
    'combined',
    [`10.0.0.4 - - ${TIME} ${REQUEST} "-" "Mozilla/5.0 (iPhone; \\x22A\\x22 \\x5C \\xC3\\xBC)"`],
    { address: '10.0.0.4', headers: { 'user-agent': 'Mozilla/5.0 (iPhone; "A" \\ ü)' } },
  ],
  [
    'nginx’s main behind a proxy',
    'combined',
    [`10.0.0.4 - - ${TIME} ${REQUEST} "-" "Mozilla/5.0" "198.51.100.7, 192.0.2.44, 10.0.0.4"`],
    { address: '192.0.2.44' },
  ],
  [
    'nginx’s main in front: what the client wrote itself is not believed',
    'combined',
    [`192.0.2.44 - - ${TIME} ${REQUEST} "-" "Mozilla/5.0" "198.51.100.7"`],
    { address: '192.0.2.44' },
  ],
  [
    'Traefik’s text: a whole list in front, backslashes left alone',
    'combined',
    [
      `192.0.2.44, 10.0.0.4 - - ${TIME} ${REQUEST} "https://t.co/a" "Mozilla/5.0 (\\d)" 17 "short@docker" "http://10.0.3.7:8080" 3ms`,
    ],
    { address: '192.0.2.44', headers: { referer: 'https://t.co/a', 'user-agent': 'Mozilla/5.0 (\\d)' } },
  ],
  [
    'a user’s name with a blank, more behind the agent',
    'combined',
    [`192.0.2.44 - ada lovelace ${TIME} ${REQUEST} "-" "Mozilla/5.0" 412 301`],
    { address: '192.0.2.44', headers: { 'user-agent': 'Mozilla/5.0' } },
  ],
  [
    'Kubernetes’ ingress, with the upstream’s brackets behind',
    'combined',
    [
      `192.0.2.44 - - ${TIME} ${REQUEST} "-" "Mozilla/5.0" 412 0.003 [default-go-80] [] 10.0.3.7:8080 0 0.003 302 9a0b`,
    ],
    { address: '192.0.2.44', headers: { 'user-agent': 'Mozilla/5.0' } },
  ],
  [
    'behind what docker or syslog puts in front',
    'combined',
    [`web-1  | 192.0.2.44 - - ${TIME} ${REQUEST} "-" "Mozilla/5.0"`],
    { address: '192.0.2.44', headers: { 'user-agent': 'Mozilla/5.0' } },
  ],
  [
    'a virtual host that is called by its number',
    'combined',
    [`203.0.113.9:443 192.0.2.44 - - ${TIME} ${REQUEST} "-" "Mozilla/5.0"`],
    { address: '192.0.2.44', headers: { 'user-agent': 'Mozilla/5.0' } },
  ],
  [
    'behind syslog of a machine that has no name',
    'combined',
    [`Nov  3 08:15:42 203.0.113.9 nginx: 192.0.2.44 - - ${TIME} ${REQUEST} "-" "Mozilla/5.0"`],
    { address: '192.0.2.44', headers: { 'user-agent': 'Mozilla/5.0' } },
  ],
  [
    'the proxy first, then whom it names',
    'combined',
    [`10.0.0.4 192.0.2.44 - - ${TIME} ${REQUEST} "-" "Mozilla/5.0"`],
    { address: '192.0.2.44', headers: { 'user-agent': 'Mozilla/5.0' } },
  ],
  [
    'whom the proxy names, a list, then the proxy',
    'combined',
    [`198.51.100.7, 192.0.2.44 10.0.0.4 - - ${TIME} ${REQUEST} "-" "Mozilla/5.0"`],
    { address: '192.0.2.44', headers: { 'user-agent': 'Mozilla/5.0' } },
  ],
  [
    'Istio’s text: time first, what failed upstream in quotes',
    'envoy',
    [
      '[2026-11-03T08:15:42.000Z] "GET /Ada10?x=1 HTTP/2" 302 - via_upstream - "-" 0 154 3 2 "192.0.2.44,10.0.0.4" "Mozilla/5.0 (iPhone)" "9a0b" "go.example.com" "10.0.3.7:8080" outbound|80||go 10.0.3.7:41 10.0.3.7:80 10.0.0.4:0 - default',
    ],
    {
      address: '192.0.2.44',
      status: 302,
      target: '/Ada10?x=1',
      headers: { 'user-agent': 'Mozilla/5.0 (iPhone)' },
      untold: ['referer'],
    },
  ],
  [
    'Envoy’s text',
    'envoy',
    [
      '[2026-11-03T08:15:42.000Z] "GET /Ada10 HTTP/1.1" 302 - 0 154 3 - "192.0.2.44" "Mozilla/5.0" "9a0b" "go.example.com" "10.0.3.7:8080"',
    ],
    { address: '192.0.2.44', headers: { 'user-agent': 'Mozilla/5.0' }, untold: ['referer'] },
  ],
  [
    'columns whose texts stand in quotes, blanks and all',
    'w3c',
    [
      '#Fields: date time c-ip cs-method cs-uri cs(User-Agent) cs(Referer) sc-status',
      '2026-11-03 08:15:42 192.0.2.44 GET https://go.example.com/Ada10?x=1 "Mozilla/5.0 (iPhone; ""CPU"") C++" "https://t.co/" 302',
    ],
    {
      address: '192.0.2.44',
      status: 302,
      target: 'https://go.example.com/Ada10?x=1',
      headers: { 'user-agent': 'Mozilla/5.0 (iPhone; "CPU") C++', referer: 'https://t.co/' },
    },
  ],
  [
    'Azure Front Door',
    'json',
    [
      '{"time":"2026-11-03T08:15:42.0000000Z","category":"FrontDoorAccessLog","properties":{"trackingReference":"0","httpMethod":"GET","requestUri":"https://go.example.com:443/Ada10?x=1","userAgent":"Mozilla/5.0","clientIp":"192.0.2.44","socketIp":"10.0.0.4","timeTaken":"0.1","httpStatusCode":"404","referer":"https://t.co/"}}',
    ],
    {
      address: '192.0.2.44',
      status: 404,
      headers: { referer: 'https://t.co/', 'user-agent': 'Mozilla/5.0' },
    },
  ],
  [
    'Azure’s application gateway',
    'json',
    [
      '{"timeStamp":"2026-11-03T08:15:42+00:00","properties":{"clientIP":"192.0.2.44","httpMethod":"GET","originalRequestUriWithArgs":"/Ada10?x=1","requestUri":"/Ada10","requestQuery":"x=1","userAgent":"Mozilla/5.0","httpStatus":302,"httpVersion":"HTTP/1.1"}}',
    ],
    { target: '/Ada10?x=1', status: 302, headers: { 'user-agent': 'Mozilla/5.0' }, untold: ['referer'] },
  ],
  [
    'Elastic’s common schema, as a search answers it',
    'json',
    [
      '{"_index":"nginx","_source":{"@timestamp":"2026-11-03T08:15:42.000Z","source":{"ip":"192.0.2.44"},"http":{"request":{"method":"GET","referrer":"https://t.co/"},"response":{"status_code":302}},"url":{"original":"/Ada10?x=1"},"user_agent":{"original":"Mozilla/5.0","name":"Mobile Safari"}}}',
    ],
    {
      address: '192.0.2.44',
      status: 302,
      target: '/Ada10?x=1',
      headers: { referer: 'https://t.co/', 'user-agent': 'Mozilla/5.0' },
    },
  ],
  [
    'OpenTelemetry’s names',
    'json',
    [
      '{"timestamp":"2026-11-03T08:15:42Z","attributes":{"http.request.method":"GET","url.path":"/Ada10","url.query":"x=1","client.address":"192.0.2.44","user_agent.original":"Mozilla/5.0","http.response.status_code":302,"http.request.header.referer":["https://t.co/"]}}',
    ],
    {
      address: '192.0.2.44',
      status: 302,
      target: '/Ada10?x=1',
      headers: { referer: 'https://t.co/', 'user-agent': 'Mozilla/5.0' },
    },
  ],
  [
    'the common format',
    'common',
    [`192.0.2.44 - - ${TIME} ${REQUEST}`],
    { address: '192.0.2.44', headers: {}, untold: ['user-agent', 'referer'] },
  ],
  [
    'HAProxy’s imitation of it',
    'combined',
    [`192.0.2.44 - - ${TIME} ${REQUEST} "" "" 36516 359 "fe" "fe" "<NOSRV>" 0 -1 -1 -1 0`],
    { headers: {}, untold: ['user-agent', 'referer'] },
  ],
  [
    'CloudFront, by names',
    'w3c',
    ['#Version: 1.0', FIELDS, cloudfront('Mozilla/5.0%20(iPhone)%20Instagram%20350.0')],
    {
      address: '2001:db8:4::9',
      target: '/Ada10?utm_source=ig',
      headers: { referer: 'https://l.instagram.com/', 'user-agent': 'Mozilla/5.0 (iPhone) Instagram 350.0' },
    },
  ],
  [
    'CloudFront of old, encoded twice',
    'w3c',
    [FIELDS, cloudfront('Mozilla/5.0%2520(iPhone)')],
    { headers: { referer: 'https://l.instagram.com/', 'user-agent': 'Mozilla/5.0 (iPhone)' } },
  ],
  [
    'CloudFront with its heading in another order',
    'w3c',
    [
      '#Fields: cs(User-Agent) sc-status cs-uri-stem cs-method c-ip cs(Referer) time date',
      '#Version: 1.0',
      'Mozilla/5.0%20(iPhone)\t302\t/Ada10\tGET\t192.0.2.44\t-\t08:15:42\t2026-11-03',
    ],
    { address: '192.0.2.44', headers: { 'user-agent': 'Mozilla/5.0 (iPhone)' } },
  ],
  [
    'IIS, whose blanks are pluses',
    'w3c',
    [
      IIS,
      '2026-11-03 08:15:42 10.0.2.10 GET /Ada10 x=1 443 - 192.0.2.44 Mozilla/5.0+(iPhone;+CPU) https://l.instagram.com/a+b 302 0 0 3',
    ],
    {
      address: '192.0.2.44',
      headers: { 'user-agent': 'Mozilla/5.0 (iPhone; CPU)', referer: 'https://l.instagram.com/a+b' },
    },
  ],
  [
    'AWS’s application load balancer: no referrer, ports off',
    'load-balancer',
    [
      'h2 2026-11-03T08:15:42.120345Z app/short/0a1b [2001:db8:4::9]:51344 10.0.3.7:8080 0.000 0.003 0.000 302 302 214 301 "GET https://go.example.com:443/Ada10?x=1 HTTP/2.0" "Mozilla/5.0 (iPhone)" ECDHE TLSv1.2 arn:aws:x "Root=1-6" "go.example.com" "session-reused" 0 2026-11-03T08:15:42.000000Z "forward" "-" "-" "10.0.3.7:8080" "302" "-" "-" TID_0',
    ],
    {
      address: '2001:db8:4::9',
      target: 'https://go.example.com:443/Ada10?x=1',
      headers: { 'user-agent': 'Mozilla/5.0 (iPhone)' },
      untold: ['referer'],
    },
  ],
  [
    'the same with nothing behind it, and dashes where nothing is known',
    'load-balancer',
    [
      'https 2026-11-03T08:15:42.000000Z app/short/0a1b 192.0.2.44:36516 - -1 -1 -1 302 - 34 366 "GET https://go.example.com:443/Ada10 HTTP/1.1" "-" - - - "Root=1-6" "-" "-" -1 - "redirect" "-"',
    ],
    { address: '192.0.2.44', status: 302, headers: {}, untold: ['referer'] },
  ],
  [
    'the same with quotes inside a quoted field',
    'load-balancer',
    [
      'http 2026-11-03T08:15:42.000000Z app/short/0a1b 192.0.2.44:36516 10.0.0.66:9000 0.000 0.001 0.000 302 302 34 366 "GET http://go.example.com:80/Ada10 HTTP/1.1" "Mozilla/5.0 (\\"iPhone\\")" - - arn:aws:x "Root=1-6"',
    ],
    { headers: { 'user-agent': 'Mozilla/5.0 ("iPhone")' }, untold: ['referer'] },
  ],
  [
    'AWS’s classic one',
    'load-balancer',
    [
      '2026-11-03T08:15:42.000000Z short 192.0.2.44:36516 10.0.3.7:80 0.000 0.003 0.000 302 302 0 301 "GET http://go.example.com:80/Ada10 HTTP/1.1" "Mozilla/5.0" - -',
    ],
    { address: '192.0.2.44', status: 302, untold: ['referer'] },
  ],
  [
    'Caddy',
    'caddy',
    [
      `{"level":"info","ts":${AT / 1_000},"logger":"http.log.access.log0","request":{"remote_ip":"10.0.0.4","client_ip":"192.0.2.44","method":"GET","host":"go.example.com:8443","uri":"/Ada10?x=1","headers":{"User-Agent":["Mozilla/5.0"],"Referer":["https://t.co/"]}},"status":302}`,
    ],
    {
      address: '192.0.2.44',
      status: 302,
      headers: { referer: 'https://t.co/', 'user-agent': 'Mozilla/5.0' },
    },
  ],
  [
    'Caddy that was told of no proxies',
    'caddy',
    [
      `{"ts":${AT / 1_000},"logger":"http.log.access","request":{"remote_ip":"10.0.0.4","client_ip":"10.0.0.4","method":"GET","uri":"/Ada10","headers":{"X-Forwarded-For":["198.51.100.7, 192.0.2.44"]}},"status":302}`,
    ],
    { address: '192.0.2.44', headers: {} },
  ],
  [
    'Caddy in front: what the client wrote itself is not believed',
    'caddy',
    [
      `{"ts":${AT / 1_000},"logger":"http.log.access","request":{"remote_ip":"192.0.2.44","method":"GET","uri":"/Ada10","headers":{"X-Forwarded-For":["198.51.100.7"]}},"status":302}`,
    ],
    { address: '192.0.2.44', headers: {} },
  ],
  [
    'Caddy of before 2.5, time as a text',
    'caddy',
    [
      '{"ts":"2026-11-03T08:15:42Z","logger":"http.log.access","request":{"remote_addr":"192.0.2.44:5170","method":"GET","uri":"/Ada10","headers":{}},"status":302}',
    ],
    { address: '192.0.2.44', headers: {} },
  ],
  [
    'Traefik’s JSON with its stock settings',
    'traefik-json',
    [
      '{"StartUTC":"2026-11-03T08:15:42Z","ClientHost":"192.0.2.44","RequestMethod":"GET","RequestPath":"/Ada10","DownstreamStatus":302}',
    ],
    { address: '192.0.2.44', headers: {}, untold: ['user-agent', 'referer'] },
  ],
  [
    'Traefik’s JSON that keeps headers',
    'traefik-json',
    [
      '{"StartUTC":"2026-11-03T08:15:42Z","ClientHost":"192.0.2.44","RequestMethod":"GET","RequestPath":"/Ada10","DownstreamStatus":302,"request_User-Agent":"Mozilla/5.0"}',
    ],
    { headers: { 'user-agent': 'Mozilla/5.0' } },
  ],
  [
    'Cloudflare in nanoseconds',
    'cloudflare',
    [
      `{"ClientIP":"192.0.2.44","ClientRequestMethod":"GET","ClientRequestURI":"/Ada10?x=1","ClientRequestReferer":"","ClientRequestUserAgent":"Mozilla/5.0","ClientCountry":"de","EdgeStartTimestamp":${AT}000000,"EdgeResponseStatus":302,"RayID":"9a"}`,
    ],
    { country: 'DE', headers: { 'user-agent': 'Mozilla/5.0' } },
  ],
  [
    'CloudFront’s newer JSON, day and time apart, texts alone',
    'json',
    [
      '{"date":"2026-11-03","time":"08:15:42","c-ip":"192.0.2.44","cs-method":"GET","cs(Host)":"d2.cloudfront.net","cs-uri-stem":"/Ada10","sc-status":"302","cs(Referer)":"https://t.co/","cs(User-Agent)":"Mozilla/5.0%20(iPhone)","cs-uri-query":"x=1"}',
    ],
    {
      target: '/Ada10?x=1',
      status: 302,
      headers: { referer: 'https://t.co/', 'user-agent': 'Mozilla/5.0 (iPhone)' },
    },
  ],
  [
    'Vercel, whose request lies within',
    'json',
    [
      `{"id":"1","timestamp":${AT},"source":"edge","proxy":{"timestamp":${AT},"method":"GET","path":"/Ada10?x=1","statusCode":302,"clientIp":"192.0.2.44","referer":"https://t.co/","userAgent":["Mozilla/5.0"]}}`,
    ],
    {
      address: '192.0.2.44',
      status: 302,
      headers: { referer: 'https://t.co/', 'user-agent': 'Mozilla/5.0' },
    },
  ],
  [
    'Google’s load balancer',
    'json',
    [
      '{"httpRequest":{"requestMethod":"GET","requestUrl":"https://go.example.com/Ada10?x=1","status":302,"userAgent":"Mozilla/5.0","remoteIp":"192.0.2.44"},"timestamp":"2026-11-03T08:15:42Z"}',
    ],
    { address: '192.0.2.44', headers: { 'user-agent': 'Mozilla/5.0' }, untold: ['referer'] },
  ],
  [
    'a whole request line, time as servers write it, no headers',
    'json',
    [
      '{"time_local":"03/Nov/2026:09:15:42 +0100","remote_addr":"192.0.2.44","request":"GET /Ada10?x=1 HTTP/1.1","status":302}',
    ],
    { address: '192.0.2.44', target: '/Ada10?x=1', untold: ['user-agent', 'referer'], headers: {} },
  ],
  [
    'nginx with $time_iso8601',
    'combined',
    [`192.0.2.44 - - [2026-11-03T09:15:42+01:00] ${REQUEST} "https://t.co/a" "Mozilla/5.0"`],
    { address: '192.0.2.44', headers: { referer: 'https://t.co/a', 'user-agent': 'Mozilla/5.0' } },
  ],
  [
    'nginx with $msec',
    'combined',
    [`192.0.2.44 - - [1793693742.000] ${REQUEST} "-" "Mozilla/5.0"`],
    { address: '192.0.2.44' },
  ],
  [
    'nginx’s main with more texts in quotes behind it',
    'combined',
    [`10.0.0.4 - - ${TIME} ${REQUEST} "-" "Mozilla/5.0" "192.0.2.44" "0.003"`],
    { address: '192.0.2.44', headers: { 'user-agent': 'Mozilla/5.0' } },
  ],
  [
    'a path with a blank, as somebody sent it',
    'combined',
    [`192.0.2.44 - - ${TIME} "GET /Ada10 now HTTP/1.1" 302 145 "-" "Mozilla/5.0"`],
    { target: '/Ada10 now' },
  ],
  [
    'HTTP of before versions',
    'combined',
    [`192.0.2.44 - - ${TIME} "GET /Ada10" 302 145 "-" "Mozilla/5.0"`],
    { target: '/Ada10' },
  ],
  [
    'columns of tabs',
    'combined',
    [
      `192.0.2.44 - - ${TIME} ${REQUEST} "https://t.co/a" "Mozilla/5.0"`.replaceAll(
        / (?=[[\d"-])(?!1)/g,
        '\t',
      ),
    ],
    { address: '192.0.2.44', headers: { referer: 'https://t.co/a', 'user-agent': 'Mozilla/5.0' } },
  ],
  [
    'Nginx Proxy Manager’s, user agent before referrer',
    'proxy-manager',
    [
      '[03/Nov/2026:08:15:42 +0000] - 200 302 - GET https go.example.com "/Ada10?x=1" [Client 192.0.2.44] [Length 145] [Gzip -] [Sent-to 10.0.3.7] "Mozilla/5.0 (iPhone)" "https://l.instagram.com/"',
    ],
    {
      address: '192.0.2.44',
      status: 302,
      target: '/Ada10?x=1',
      headers: { referer: 'https://l.instagram.com/', 'user-agent': 'Mozilla/5.0 (iPhone)' },
    },
  ],
  [
    'Nginx Proxy Manager’s of a redirection host',
    'proxy-manager',
    [
      '[03/Nov/2026:08:15:42 +0000] 302 - GET https go.example.com "/Ada10" [Client 192.0.2.44] [Length 145] [Gzip -] "Mozilla/5.0" "-"',
    ],
    { address: '192.0.2.44', status: 302, headers: { 'user-agent': 'Mozilla/5.0' } },
  ],
  [
    'S3’s, of a website endpoint',
    's3',
    [
      `1f2e3d example-go ${TIME} 192.0.2.44 - 3E57427F3EXAMPLE WEBSITE.GET.OBJECT Ada10 "GET /Ada10?x=1 HTTP/1.1" 301 - 312 0 9 - "https://l.instagram.com/" "Mozilla/5.0 (iPhone)" - hostId= - - - go.example.com - - -`,
    ],
    {
      address: '192.0.2.44',
      status: 301,
      target: '/Ada10?x=1',
      headers: { referer: 'https://l.instagram.com/', 'user-agent': 'Mozilla/5.0 (iPhone)' },
    },
  ],
  [
    'Logpush of bare paths',
    'cloudflare',
    [
      '{"ClientIP":"192.0.2.44","ClientRequestMethod":"GET","ClientRequestPath":"/Ada10","ClientRequestReferer":"","ClientRequestUserAgent":"Mozilla/5.0","EdgeStartTimestamp":"2026-11-03T08:15:42Z","EdgeResponseStatus":302,"RayID":"9a0b"}',
    ],
    { target: '/Ada10', headers: { 'user-agent': 'Mozilla/5.0' } },
  ],
  [
    'IIS behind a proxy, blanks written as plus',
    'w3c',
    [
      '#Fields: date time c-ip cs-method cs-uri-stem cs(User-Agent) cs(Referer) sc-status X-Forwarded-For',
      '2026-11-03 08:15:42 10.0.0.4 GET /Ada10 Mozilla/5.0+(iPhone) - 302 192.0.2.44,+10.0.0.3',
    ],
    { address: '192.0.2.44', headers: { 'user-agent': 'Mozilla/5.0 (iPhone)' } },
  ],
  [
    'AWS’s firewall, headers as a list of names',
    'json',
    [
      '{"timestamp":1793693742000,"formatVersion":1,"httpRequest":{"clientIp":"192.0.2.44","headers":[{"name":"Host","value":"go.example.com"},{"name":"User-Agent","value":"Mozilla/5.0"},{"name":"Referer","value":"https://t.co/a"}],"uri":"/Ada10","args":"x=1","httpMethod":"GET"},"responseCodeSent":302}',
    ],
    {
      address: '192.0.2.44',
      status: 302,
      target: '/Ada10?x=1',
      headers: { referer: 'https://t.co/a', 'user-agent': 'Mozilla/5.0' },
    },
  ],
  [
    'Akamai’s stream, everything escaped',
    'json',
    [
      '{"version":1,"reqTimeSec":"1793693742.000","cliIP":"192.0.2.44","statusCode":"302","reqHost":"go.example.com","reqMethod":"GET","reqPath":"Ada10","queryStr":"x=1","referer":"https%3A%2F%2Ft.co%2Fa","UA":"Mozilla/5.0%20(iPhone)"}',
    ],
    {
      status: 302,
      target: 'Ada10?x=1',
      headers: { referer: 'https://t.co/a', 'user-agent': 'Mozilla/5.0 (iPhone)' },
    },
  ],
  [
    'a Node server’s, request and answer apart',
    'json',
    [
      '{"level":30,"time":1793693742000,"req":{"id":1,"method":"GET","url":"/Ada10","headers":{"user-agent":"Mozilla/5.0","referer":"https://t.co/a"},"remoteAddress":"192.0.2.44"},"res":{"statusCode":302}}',
    ],
    {
      address: '192.0.2.44',
      status: 302,
      headers: { referer: 'https://t.co/a', 'user-agent': 'Mozilla/5.0' },
    },
  ],
  [
    'a worker’s own events',
    'json',
    [
      '{"event":{"request":{"url":"https://go.example.com/Ada10","method":"GET","headers":{"cf-connecting-ip":"192.0.2.44","user-agent":"Mozilla/5.0","referer":"https://t.co/a"}},"response":{"status":302}},"eventTimestamp":1793693742000}',
    ],
    { address: '192.0.2.44', status: 302, target: 'https://go.example.com/Ada10' },
  ],
  [
    'our own',
    'ndjson',
    [
      '{"at":"2026-11-03T08:15:42Z","address":"192.0.2.44","path":"/Ada10","query":"x=1","status":302,"userAgent":"Mozilla/5.0","headers":{"Sec-GPC":"1"}}',
    ],
    { target: '/Ada10?x=1', headers: { 'sec-gpc': '1', 'user-agent': 'Mozilla/5.0' } },
  ],
];

describe('a log’s line', () => {
  it.each(CASES)('%s', (_, format, lines, expected) => {
    const read = readAll(format, ...lines);
    expect(read).toMatchObject({ at: AT, method: 'GET', ...expected });
    expect(read).toHaveProperty('headers', (expected as { headers?: object }).headers ?? expect.anything());
    if (!('untold' in expected)) expect(read).not.toHaveProperty('untold');
  });

  it.each(CASES)('… and its format is guessed: %s', (_, format, lines) => {
    const guessed = guessFormat(lines)?.name;
    const isImitation = lines[0]?.includes('"fe"');
    expect(guessed).toBe(isImitation ? 'combined' : format);
  });

  it.each([
    ['combined', '', 'no time'],
    ['combined', '192.0.2.44 - - [99/Nov/2026:08:15:42 +0000] "GET / HTTP/1.1" 302 0', 'no time'],
    ['combined', `192.0.2.44 - - ${TIME} "\\x16\\x03\\x01" 400 150 "-" "-"`, 'no method and path'],
    ['combined', `192.0.2.44 - - ${TIME} "" 400 0 "-" "-"`, 'no method and path'],
    ['combined', `192.0.2.44 - - ${TIME} ${REQUEST} "-" "Mozilla/5.0 (iPho`, 'ends inside'],
    ['w3c', '2026-11-03\t08:15:42', 'no #Fields'],
    ['load-balancer', 'h2 2026-11-03T08:15:42Z app/x', 'no request and user agent'],
    ['caddy', '{"logger":"http.log.access","ts":1', 'no access line'],
    ['caddy', 'plain text', 'no access line'],
    ['json', '{"timestamp":"2026-11-03T08:15:42Z","remote_addr":"192.0', 'no JSON object'],
    ['json', '{"level":"info","msg":"started","time":"2026-11-03T08:15:42Z"}', 'no time, method and path'],
    ['json', '["2026-11-03T08:15:42Z","GET","/Ada10"]', 'no time, method and path'],
    ['w3c', '2026-11-03\t08:15', 'no #Fields'],
    ['combined', `192.0.2.44 - - [2026-11-03T08:15:42] ${REQUEST}`, 'no time'],
    [
      'proxy-manager',
      '[03/Nov/2026:08:15:42 +0000] - 200 302 - GET https go.example.com "/Ada10"',
      'no line of',
    ],
    ['s3', `1f2e3d example-go ${TIME} 192.0.2.44`, 'no line of'],
    ['haproxy', '192.0.2.4:443 [28/Nov/2026:04:31:15.538] fe fe/a 0/0/0/0/0 302 106', 'time zone'],
    ['ndjson', '{"at":"yesterday"}', '"at"'],
  ])('says why it can’t read one: %s', (format, line, reason) => {
    expect(readAll(format, line)).toMatchObject({ unreadable: expect.stringContaining(reason) });
  });

  it('passes over what is no request', () => {
    expect(readAll('caddy', '{"level":"info","logger":"tls","msg":"certificate maintenance"}')).toBe(
      'no request',
    );
    expect(readAll('w3c', '#Software: Microsoft Internet Information Services 10.0')).toBe('no request');
    const put = `1f2e3d go ${TIME} 192.0.2.44 arn:aws:iam::1:user/a 3E57 REST.PUT.OBJECT Ada10 "PUT /Ada10 HTTP/1.1" 200 - - 9 9 8 "-" "aws-cli/2" - - - - - - - - -`;
    expect(readAll('s3', put)).toBe('no request');
  });

  it('reads columns anew where their names change inside a file', () => {
    const other = '#Fields: date time c-ip cs-method cs-uri-stem sc-status';
    expect(readAll('w3c', IIS, other, '2026-11-03 08:15:42 192.0.2.44 GET /Ada10 302')).toMatchObject({
      address: '192.0.2.44',
      untold: ['user-agent', 'referer'],
    });
  });

  it('is read in one pass, however long', () => {
    const before = process.threadCpuUsage();
    readAll(
      'combined',
      `192.0.2.44 - - ${TIME} ${REQUEST} "${'\\"'.repeat(200_000)}" "${'\\x41'.repeat(100_000)}"`,
    );
    readAll('combined', '[ "'.repeat(200_000));
    // Of this thread, µs: others may have the processor meanwhile.
    expect(process.threadCpuUsage(before).user).toBeLessThan(2_000_000);
  });
});

describe('a line in a container’s log', () => {
  const LINE = `192.0.2.44 - - ${TIME} ${REQUEST} "-" "Mozilla/5.0"`;

  it.each([
    ['of Docker', JSON.stringify({ log: `${LINE}\n`, stream: 'stdout', time: '2026-11-03T08:15:43Z' })],
    ['of Kubernetes', `2026-11-03T08:15:42.123456789Z stdout F ${LINE}`],
    ['of systemd’s journal', JSON.stringify({ __REALTIME_TIMESTAMP: '1793693742000000', MESSAGE: LINE })],
    ['as it stands', LINE],
    ['of the server’s own that has a log in it', '{"log":7}'],
  ])('%s is what the server wrote', (_, line) => {
    expect(unwrapped(line)).toBe(line.includes('GET') ? LINE : line);
  });
});

describe('whose address', () => {
  it.each([
    [['203.0.113.7:51234'], '203.0.113.7'],
    [['[2001:db8::1]:443'], '2001:db8::1'],
    [['::ffff:203.0.113.7'], '203.0.113.7'],
    [['198.51.100.1', '203.0.113.7', '10.0.0.1'], '203.0.113.7'],
    [['10.0.0.9', '10.0.0.1'], '10.0.0.9'],
    [['unknown', '10.0.0.1'], '10.0.0.1'],
    [['unknown', '203.0.113.7', '10.0.0.1'], '203.0.113.7'],
    [['2001:DB8:0:0:0:0:0:1', '::ffff:10.0.0.1'], '2001:db8::1'],
    [['host.example.net'], 'host.example.net'],
    [['-', '203.0.113.7'], '203.0.113.7'],
    [[], ''],
  ])('%j', (passed, client) => {
    expect(clientAmong(passed, proxies)).toBe(client);
  });

  it('is not a named proxy’s', () => {
    expect(clientAmong(['203.0.113.7', '198.51.100.3'], trusted('198.51.100.0/24'))).toBe('203.0.113.7');
    expect(clientAmong(['203.0.113.7', '198.51.100.3'], trusted())).toBe('198.51.100.3');
    expect(proxiesOf('nginx')).toBeUndefined();
  });
});
