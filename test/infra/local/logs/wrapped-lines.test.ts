import { describe, expect, it } from 'vitest';
import { guessFormat } from '../../../../infra/local/logs/log-formats.ts';
import { isRequest, type LogLine } from '../../../../infra/local/logs/logged-request.ts';
import { proxiesOf } from '../../../../infra/local/logs/proxies.ts';
import { unwrapped } from '../../../../infra/local/logs/unwrapped.ts';

const DAY = '2026-11-03T08:15:42.000Z';
const AT = Date.parse(DAY);
const ADDRESS = '192.0.2.44';
const AGENT = 'Mozilla/5.0 (iPhone) Instagram 350.0';
const FROM = 'https://l.instagram.com/';
const COMBINED = `${ADDRESS} - - [03/Nov/2026:08:15:42 +0000] "GET /Ada10?x=1 HTTP/1.1" 302 145 "${FROM}" "${AGENT}"`;
const HEADERS = { referer: FROM, 'user-agent': AGENT };
const OWN = {
  ...{ time: DAY, remote_addr: ADDRESS, method: 'GET', uri: '/Ada10?x=1', status: 302 },
  ...{ http_referer: FROM, http_user_agent: AGENT },
};
const whole = {
  at: AT,
  address: ADDRESS,
  method: 'GET',
  target: '/Ada10?x=1',
  status: 302,
  headers: HEADERS,
};

/** The lines of one file; what the last of them says. */
function read(...lines: string[]): LogLine {
  const texts = lines.map(unwrapped);
  const reader = guessFormat(texts)?.reader(proxiesOf() ?? { kind: 'nobody' });
  return texts.map((text) => reader?.(text) ?? 'no request').at(-1) ?? 'no request';
}

const PARTS = { at: AT, address: ADDRESS, target: 'https://go.example.com/Ada10?x=1', headers: HEADERS };
const http = { method: 'GET', url: 'https://go.example.com/Ada10?x=1' };
const headers = { 'user-agent': AGENT, referer: FROM };

describe('what stands in front of a line', () => {
  it.each([
    ['kubectl --prefix', `[pod/nginx-7c5/nginx] ${COMBINED}`],
    ['kubectl --prefix --timestamps', `[pod/nginx-7c5/nginx] 2026-11-03T08:15:42.123456789Z ${COMBINED}`],
    ['Fly', `2026-11-03T08:15:42Z app[e784] fra [info]${COMBINED}`],
    ['Fly, with a blank', `2026-11-03T08:15:42Z app[e784] fra [info] ${COMBINED}`],
    [
      'syslog with structured data',
      `<190>1 2026-11-03T08:15:42Z host nginx 12 - [meta sequenceId="29"] ${COMBINED}`,
    ],
    ['syslog, the server’s own JSON', `<190>Nov  3 08:15:42 host nginx: ${JSON.stringify(OWN)}`],
    ['docker compose, JSON', `web-1  | ${JSON.stringify(OWN)}`],
    ['Fluentd’s file', `2026-11-03T08:15:42+00:00\tnginx.access\t${JSON.stringify({ log: COMBINED })}`],
    [
      '… which says message',
      `2026-11-03T08:15:42+00:00\tnginx\t${JSON.stringify({ message: COMBINED, source: 'x' })}`,
    ],
  ])('is no part of it: %s', (_story, line) => expect(read(line)).toMatchObject(whole));
});

describe('a line without its time', () => {
  const { time: _, ...timeless } = OWN;
  const bare = JSON.stringify(timeless);
  const parsed = {
    ...{ remote: ADDRESS, host: '-', user: '-', method: 'GET', path: '/Ada10?x=1' },
    ...{ code: '302', size: '145', referer: FROM, agent: AGENT },
  };
  const arrows = (object: object) =>
    `{${Object.entries(object)
      .map(([name, value]) => `${JSON.stringify(name)}=>${JSON.stringify(value)}`)
      .join(', ')}}`;
  const pairs = `method=GET path=/Ada10?x=1 status=302 remote=${ADDRESS} user_agent="${AGENT}" referer="${FROM}"`;

  it.each([
    ['Fluentd’s file', `2026-11-03T08:15:42+00:00\tnginx.access\t${JSON.stringify(parsed)}`],
    ['Fluentd at a terminal', `2026-11-03 09:15:42.000000000 +0100 nginx.access: ${JSON.stringify(parsed)}`],
    ['fluent-bit at a terminal', `[0] nginx.access: [1793693742.000000000, ${arrows(parsed)}]`],
    ['… since its second version', `[3] nginx: [[1793693742.000000000, {}], ${arrows(parsed)}]`],
    ['fluent-bit’s file', `nginx.access: [1793693742.000000000, ${JSON.stringify(parsed)}]`],
    ['syslog', `<190>1 2026-11-03T08:15:42Z host nginx 12 - - ${bare}`],
    ['Kubernetes', `2026-11-03T08:15:42.000000000Z stdout F ${bare}`],
    ['Heroku', `2026-11-03T08:15:42.000000+00:00 app[web.1]: ${bare}`],
    ['Docker', JSON.stringify({ log: `${bare}\n`, stream: 'stdout', time: DAY })],
    ['systemd’s journal', JSON.stringify({ __REALTIME_TIMESTAMP: String(AT * 1_000), MESSAGE: bare })],
    ['a collector’s message', JSON.stringify({ timestamp: DAY, source: 'x', message: bare })],
    ['Kubernetes, names and values', `2026-11-03T08:15:42.000000000Z stdout F ${pairs}`],
    ['Docker, names and values', JSON.stringify({ log: pairs, stream: 'stdout', time: DAY })],
  ])('has the time that stands outside: %s', (_story, line) => expect(read(line)).toMatchObject(whole));

  it('has its own, where it names one', () => {
    const own = `2026-11-03T08:20:00Z stdout F ${JSON.stringify(OWN)}`;
    expect(read(own)).toMatchObject(whole);
    expect(read(`2026-11-03T08:20:00Z stdout F time=${DAY} ${pairs}`)).toMatchObject(whole);
  });

  it.each([
    ['no zone outside', `Nov  3 08:15:42 host nginx: ${bare}`],
    ['nothing outside', bare],
    ['two requests in one line', `[${bare},${bare}]`],
  ])('is no request with %s', (_story, line) => expect(isRequest(read(line))).toBe(false));

  it('a line that fluent-bit carries whole', () => {
    expect(read(`[0] nginx: [[1793693742.000000000, {}], ${arrows({ log: COMBINED })}]`)).toMatchObject(
      whole,
    );
  });
});

describe('a collector’s JSON', () => {
  it.each([
    ['Graylog', { version: '1.1', host: 'web1', short_message: COMBINED }],
    [
      'Graylog, the longer text',
      { version: '1.1', short_message: 'a request', full_message: `${COMBINED}\n` },
    ],
    ['Splunk', { preview: false, result: { _raw: COMBINED, _time: DAY } }],
    ['CloudWatch’s Insights', { '@timestamp': DAY, '@message': COMBINED }],
    ['Datadog', { id: 'x', attributes: { timestamp: DAY, message: COMBINED, attributes: {} } }],
    ['Elastic’s hits', { _index: 'logs', _source: { '@timestamp': DAY, message: COMBINED } }],
    ['OpenTelemetry’s body', { timeUnixNano: '1', body: { stringValue: COMBINED } }],
    ['VictoriaLogs', { _msg: COMBINED, _time: DAY, _stream: '{}' }],
  ])('holds a line under whatever name: %s', (_story, object) =>
    expect(read(JSON.stringify(object))).toMatchObject(whole),
  );

  it('tells more than a sum of the request in it, where it has fields', () => {
    const message = `${ADDRESS} - - [03/Nov/2026:08:15:42 +0000] "GET /Ada10?x=1 HTTP/1.1" 302 145`;
    const event = { '@timestamp': DAY, message, remote_host: ADDRESS, method: 'GET', status_code: 302 };
    const line = JSON.stringify({ ...event, requested_uri: '/Ada10?x=1', user_agent: AGENT, referer: FROM });
    expect(read(line)).toMatchObject(whole);
  });

  it.each([
    [
      'Kong',
      { client_ip: ADDRESS, started_at: AT, request: { ...http, headers }, response: { status: 302 } },
    ],
    [
      'a function’s event',
      {
        ...{ rawPath: 'https://go.example.com/Ada10', rawQueryString: 'x=1', headers },
        requestContext: { http: { method: 'GET', sourceIp: ADDRESS }, timeEpoch: AT },
      },
    ],
    [
      'Cloudflare, its columns chosen',
      {
        ...{ ClientIP: ADDRESS, ClientRequestMethod: 'GET', ClientRequestURI: PARTS.target },
        ...{ EdgeStartTimestamp: DAY, EdgeResponseStatus: 302, ClientRequestUserAgent: AGENT },
        ClientRequestReferer: FROM,
      },
    ],
    [
      'Serilog',
      {
        ...{ '@t': DAY, RequestMethod: 'GET', RequestPath: PARTS.target, StatusCode: 302 },
        ...{ ClientIp: ADDRESS, UserAgent: AGENT, Referer: FROM },
      },
    ],
    [
      'names with dots',
      {
        ...{ '@timestamp': DAY, 'nginx.access.remote_ip': ADDRESS, 'nginx.access.method': 'GET' },
        ...{ 'nginx.access.url': PARTS.target, 'nginx.access.agent': AGENT, 'nginx.access.referrer': FROM },
      },
    ],
    [
      'Azure’s web apps, an object as a text',
      {
        ...{ time: DAY, category: 'AppServiceHTTPLogs' },
        properties: JSON.stringify({
          ...{ CsMethod: 'GET', CsUriStem: PARTS.target, ScStatus: 302, CIp: ADDRESS },
          ...{ UserAgent: AGENT, Referer: FROM },
        }),
      },
    ],
    [
      'Tomcat’s, the client called host',
      { time: DAY, ...http, statusCode: '302', host: ADDRESS, ...headers },
    ],
    ['a client with its port', { time: DAY, ...http, status: 302, remote: `${ADDRESS}:4000`, ...headers }],
    [
      'Envoy as JSON behind nobody',
      {
        start_time: DAY,
        ...http,
        x_forwarded_for: null,
        downstream_remote_address: `${ADDRESS}:5`,
        ...headers,
      },
    ],
  ])('names the parts: %s', (_story, object) => expect(read(JSON.stringify(object))).toMatchObject(PARTS));
});

describe('the common family', () => {
  it.each([
    ['a duration between time and request', COMBINED.replace('] "GET', '] 1234 "GET')],
    ['host and status there', COMBINED.replace('] "GET', '] go.example.com 302 "GET')],
    ['Hypercorn’s version', COMBINED.replace(' HTTP/1.1', ' 2')],
    ['… of HTTP/1.1', COMBINED.replace(' HTTP/1.1', ' 1.1')],
    [
      'actix’s level and its address behind',
      `[2026-11-03T08:15:42Z INFO  actix_web::middleware::logger] ${ADDRESS} ${COMBINED.slice(COMBINED.indexOf('"'))}`,
    ],
    ['Vert.x’s time', COMBINED.replace('03/Nov/2026:08:15:42 +0000', 'Tue, 3 Nov 2026 08:15:42 GMT')],
    ['WEBrick’s zone', COMBINED.replace('+0000', 'UTC')],
    ['GMT', COMBINED.replace('+0000', 'GMT')],
    [
      'every field in quotes',
      `"${ADDRESS}" "-" "-" "[03/Nov/2026:08:15:42 +0000]" "GET /Ada10?x=1 HTTP/1.1" "302" "145" "${FROM}" "${AGENT}"`,
    ],
  ])('is read with %s', (_story, line) => expect(read(line)).toMatchObject(whole));

  it.each([
    ['a zone of two meanings', COMBINED.replace('+0000', 'CST')],
    ['no time in any bracket', COMBINED.replace('[03/Nov/2026:08:15:42 +0000]', '[info]')],
  ])('is refused with %s', (_story, line) => expect(read(line)).toHaveProperty('unreadable'));

  it('keeps a path’s own blanks and numbers', () => {
    expect(read(COMBINED.replace('/Ada10?x=1', '/Ada10 2'))).toMatchObject({ target: '/Ada10 2' });
  });
});

describe('labels and tables', () => {
  const LABELS = `time:[03/Nov/2026:08:15:42 +0000]\thost:${ADDRESS}\treq:GET /Ada10?x=1 HTTP/1.1\tstatus:302\tsize:145\treferer:${FROM}\tua:${AGENT}`;

  it.each([
    ['ltsv.org’s own', LABELS],
    [
      'with a label of the client’s',
      LABELS.replace('host:192.0.2.44', `host:go.example.com\tremote_addr:${ADDRESS}`),
    ],
    ['method and path apart', LABELS.replace('req:GET /Ada10?x=1 HTTP/1.1', 'method:GET\turi:/Ada10?x=1')],
  ])('labels: %s', (_story, line) => expect(read(line)).toMatchObject(whole));

  it.each([
    [
      'tskv',
      `tskv\tunixtime=1793693742\ttimestamp=2026-11-03T08:15:42\ttimezone=+0000\tstatus=302\tmethod=GET\trequest=/Ada10?x=1\treferer=${FROM}\tip=${ADDRESS}\tuser_agent=${AGENT}`,
    ],
    [
      'Splunk’s for nginx',
      `site="go.example.com" dest_ip="10.0.0.1" src="${ADDRESS}" src_ip="10.0.0.2" time_local="03/Nov/2026:08:15:42 +0000" status="302" http_referer="${FROM}" http_user_agent="${AGENT}" http_x_forwarded_for="-" uri_query="x=1" uri_path="/Ada10" http_method="GET"`,
    ],
    [
      'parted by commas',
      `time=${DAY}, verb=GET, uri=/Ada10?x=1, status=302, client_ip=${ADDRESS}, ua="${AGENT}", referer=${FROM}`,
    ],
    [
      'Fastly’s',
      `<134>2026-11-03T08:15:42Z cache-fra x: client_ip="${ADDRESS}" request_method=GET url="/Ada10?x=1" status=302 user_agent="${AGENT}" referer="${FROM}"`,
    ],
  ])('names and values: %s', (_story, line) => expect(read(line)).toMatchObject(whole));

  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  it.each([
    [
      'Amplify',
      'date,time,c-ip,cs-method,cs(Host),cs-uri-stem,sc-status,cs(Referer),cs(User-Agent),cs-uri-query',
      `2026-11-03,08:15:42,${ADDRESS},GET,d1.cloudfront.net,/Ada10,302,${FROM},${AGENT.replaceAll(' ', '%20')},x=1`,
    ],
    ['Insights', '@timestamp,@message', `2026-11-03 08:15:42.000,${quoted(COMBINED)}`],
    ['Kibana', '"@timestamp";message', `"Nov 3, 2026";${quoted(COMBINED)}`],
    ['Insights, JSON inside', '@timestamp,@message', `x,${quoted(JSON.stringify(OWN))}`],
    [
      'names of one’s own, tabs',
      'time\tclient_ip\tmethod\turl\tstatus\treferer\tuser_agent',
      [DAY, ADDRESS, 'GET', '/Ada10?x=1', '302', FROM, AGENT].join('\t'),
    ],
    [
      'Azure, the zone in its heading',
      '"TimeGenerated [UTC]",ClientIP_s,HttpMethod_s,RequestUri_s,UserAgent_s,HttpStatusCode_s,Referer_s',
      `"11/3/2026, 8:15:42.000 AM",${ADDRESS},GET,/Ada10?x=1,"${AGENT}",302,${FROM}`,
    ],
  ])('a table: %s', (_story, heading, row) => {
    expect(read(heading)).toBe('no request');
    expect(read(heading, row)).toMatchObject(whole);
  });

  it('YOURLS’s clicks, in UTC as it writes them', () => {
    const heading = 'click_id,click_time,shorturl,referrer,user_agent,ip_address,country_code';
    const click = (referrer: string) =>
      `1,2026-11-03 08:15:42,Ada10,${referrer},${quoted(AGENT)},${ADDRESS},DE`;
    const parts = { at: AT, address: ADDRESS, method: 'GET', target: 'Ada10' };
    expect(read(heading, click(FROM))).toMatchObject({ ...parts, headers: HEADERS });
    expect(read(heading, click('direct'))).toMatchObject({ ...parts, headers: { 'user-agent': AGENT } });
    expect(read(heading, click('direct'))).not.toHaveProperty('untold');
  });

  it('a time on the clock of whoever exported is refused', () => {
    const heading = '"TimeGenerated [Local Time]",ClientIP_s,HttpMethod_s,RequestUri_s,HttpStatusCode_s';
    const row = `"11/3/2026, 8:15:42.000 AM",${ADDRESS},GET,/Ada10,302`;
    expect(read(heading, row)).toEqual({ unreadable: 'its time is none, or names no zone' });
  });

  it('a short row is told', () => {
    expect(read('time,path,status', '2026-11-03T08:15:42Z,/a')).toHaveProperty('unreadable');
  });
});
