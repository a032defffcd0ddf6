import type { ProxyTrust } from '../../../shared/domain/click/client-address.ts';
import { readAnyJson } from './any-json-log.ts';
import { isRealTimeLine, readLoadBalancer, readRealTime, w3cReader } from './columns-log.ts';
import { readCommonLog } from './common-log.ts';
import { isEnvoyLine, readEnvoy } from './envoy-log.ts';
import { headedReader, isHeading, isLabelled, readLabelled } from './headed-logs.ts';
import { isCaddyConsole, readCaddy, readCloudflare, readOwnJson, readTraefik } from './json-log.ts';
import { isLogfmt, readLogfmt } from './logfmt-log.ts';
import { type LogLine, unreadable } from './logged-request.ts';
import {
  isBucketLine,
  isBunnyLine,
  isProxyManagerLine,
  readBucket,
  readBunny,
  readProxyManager,
} from './placed-logs.ts';

export type LogFormat = {
  name: string;
  about: string;
  /** Other names that people know it by. */
  also?: readonly string[];
  /** Whether a line can only be of this format; the first row that says so wins. */
  is: (line: string) => boolean;
  /** A reader for one file. */
  reader: (proxies: ProxyTrust) => (line: string) => LogLine;
};

const plain =
  (read: (line: string, proxies: ProxyTrust) => LogLine): LogFormat['reader'] =>
  (proxies) =>
  (line) =>
    read(line, proxies);

/** `address:port [28/Nov/2026:04:31:15.538] frontend …`, behind what syslog puts before it. */
const HAPROXY = /(?:^|\s)\S+:\d+ \[\d+\/[A-Z][a-z]{2}\/\d{4}:[\d:.]+\] /;
const QUOTED_AGENT = /\]"?\s(?:[^\s"]+\s){0,3}".*"\s"?\d{3}"?\s\S+\s"(?:[^"\\]|\\.)*"\s"/;

/** The formats that are understood; each has its line in test/infra/local/logs/. */
export const LOG_FORMATS: readonly LogFormat[] = [
  {
    name: 'caddy',
    about: "Caddy's JSON, or what it writes to a terminal",
    is: (line) => (line.startsWith('{') && line.includes('"logger":')) || isCaddyConsole(line),
    reader: plain(readCaddy),
  },
  {
    name: 'traefik-json',
    also: ['traefik'],
    about: "Traefik's JSON",
    is: (line) => line.startsWith('{') && line.includes('"DownstreamStatus":'),
    reader: plain(readTraefik),
  },
  {
    name: 'cloudflare',
    also: ['logpush'],
    about: "Cloudflare's Logpush, HTTP requests as JSON lines",
    is: (line) => line.startsWith('{') && line.includes('"RayID":'),
    reader: plain(readCloudflare),
  },
  {
    name: 'ndjson',
    about: 'one JSON object a line, as --help says',
    is: (line) => line.startsWith('{') && line.includes('"at":'),
    reader: plain(readOwnJson),
  },
  {
    name: 'json',
    about: "JSON of one's own: nginx with escape=json, Vercel, Fastly, CloudFront's newer logs",
    is: (line) => line.startsWith('{'),
    reader: plain(readAnyJson),
  },
  {
    name: 'w3c',
    also: ['cloudfront', 'iis'],
    about: "columns named by #Fields: CloudFront's standard log, IIS",
    is: (line) => line.startsWith('#'),
    reader: w3cReader,
  },
  {
    name: 'load-balancer',
    also: ['alb', 'elb'],
    about: 'AWS load balancers, application and classic (no referrers)',
    is: (line) => /^(?:\S+ )?\d{4}-\d\d-\d\dT[\d:.]+Z \S+ \S+:\d+ /.test(line.slice(0, 300)),
    reader: plain(readLoadBalancer),
  },
  {
    name: 'haproxy',
    about: "HAProxy's httplog, which can't be read: it names no time zone. Its clf can (counts only)",
    is: (line) => HAPROXY.test(line.slice(0, 300)),
    reader: () => () =>
      unreadable("HAProxy's httplog names no time zone: log with `option httplog clf`, or as JSON"),
  },
  {
    name: 'envoy',
    also: ['istio'],
    about: "Envoy's own text, also Istio's and Contour's (no referrers)",
    is: isEnvoyLine,
    reader: plain(readEnvoy),
  },
  {
    name: 'proxy-manager',
    also: ['nginx-proxy-manager', 'npm'],
    about: "Nginx Proxy Manager's",
    is: isProxyManagerLine,
    reader: plain(readProxyManager),
  },
  {
    name: 's3',
    about: "S3's server access log, of a website endpoint",
    is: isBucketLine,
    reader: plain(readBucket),
  },
  {
    name: 'bunny',
    about: "Bunny's CDN (no methods: a HEAD counts as a GET)",
    is: isBunnyLine,
    reader: plain(readBunny),
  },
  {
    name: 'cloudfront-real-time',
    about: "CloudFront's real-time log with all its columns",
    is: isRealTimeLine,
    reader: plain(readRealTime),
  },
  {
    name: 'ltsv',
    about: 'labels and values, parted by tabs (ltsv.org)',
    is: isLabelled,
    reader: plain(readLabelled),
  },
  {
    name: 'csv',
    also: ['amplify'],
    about: 'a table with a heading: Amplify, or what a collector exports',
    is: isHeading,
    reader: (proxies) => headedReader(proxies, (line) => guessFormat([line])?.reader(proxies)(line)),
  },
  {
    name: 'logfmt',
    also: ['heroku'],
    about: "Heroku's router (counts only), and other lines of name=value",
    is: isLogfmt,
    reader: plain(readLogfmt),
  },
  {
    name: 'combined',
    also: ['apache', 'nginx', 'main', 'vhost_combined'],
    about:
      "Apache's and nginx's combined (also with a virtual host in front, or nginx's main), Traefik's text",
    is: (line) => QUOTED_AGENT.test(line.slice(0, 4_000)),
    reader: plain(readCommonLog),
  },
  {
    name: 'common',
    also: ['clf'],
    about: 'the common log format: neither referrers nor user agents',
    is: (line) => /\]\s(?:[^\s"]+\s){0,3}"/.test(line),
    reader: plain(readCommonLog),
  },
];

export const findFormat = (name: string): LogFormat | undefined =>
  LOG_FORMATS.find((format) => format.name === name || format.also?.includes(name));

/** The format of a file by its first lines: the first line that only one format can have decides. */
export function guessFormat(firstLines: readonly string[]): LogFormat | undefined {
  for (const line of firstLines) {
    const format = LOG_FORMATS.find(({ is }) => is(line));
    if (format) return format;
  }
  return undefined;
}
