import { clientAmong, type ProxyTrust, plainAddress } from '../../../shared/domain/click/client-address.ts';
import { decodedTwice } from './columns-log.ts';
import { readTime } from './common-log.ts';
import { loggedMomentOf, parseJson } from './json-log.ts';
import { headersOf, type LogLine, unreadable, untoldOf } from './logged-request.ts';

/**
 * What people call the parts of a request where they write JSON themselves (nginx with `escape=json`, Vercel, Fastly,
 * CloudFront's newer logs, Azure, Elastic's common schema, OpenTelemetry), letters alone and in small: the first that is
 * there. A field inside another is known by its own name and by both, written as one.
 */
const NAMES = {
  at: 'timeiso8601 timestamp timestampms timestampinms time timelocal msec ts unixtime datetime date startutc starttime timestart requesttime requesttimeepoch reqtimesec eventtimestamp timeunixnano startedat timeepoch edgestarttimestamp eventtimestampms timestamplog timegenerated clicktime at t realtimetimestamp collectedat createdat',
  address:
    'remoteaddr clientip clientaddr clientaddress client remoteip remotehost sourceip ip clientipaddress cip cliip reqremoteaddress cfconnectingip networkpeeraddress src srcip trueclientip remote sourceipport downstreamremoteaddress requestremoteip clientaddr realip xrealip httpxrealip address ipaddress',
  forwarded: 'xforwardedfor httpxforwardedfor forwardedfor xff fwd',
  method:
    'requestmethod method httpmethod httprequestmethod verb csmethod reqmethod clientrequestmethod clientrequesthttpmethodname requesttype',
  target:
    'originalrequesturiwithargs requesturi uri urloriginal url requesturl urlpath path uripath requestpath csuristem reqpath httpuri visitedurl clientrequesturi clientrequestpath rawpath requestedurl requesteduri shorturl',
  query:
    'args querystring requestquery urlquery query csuriquery querystr uriquery uriparam param rawquerystring clientrequestquery',
  request: 'request requestline req',
  status:
    'status statuscode httpstatuscode httpstatus httpresponsestatuscode responsestatus scstatus responsecode responsecodesent httpcode returncode responsestatuscode edgeresponsestatus lbstatuscode code response',
  agent:
    'httpuseragent useragent useragentoriginal requestuseragent agent csuseragent clientuseragent clientrequestuseragent clientua ua',
  referer:
    'httpreferer referer referrer httpreferrer requestreferer csreferer httprequestreferrer httprequestheaderreferer refererurl clientrequestreferer ref',
} as const;

type Part = keyof typeof NAMES;

/** What Redirection calls the path and Pretty Links the user agent, and others something else: read where it is one. */
const UNSURE = { target: ['source', /^(?:\/|https?:\/\/)/], agent: ['browser', /^\S+\/\S/] } as const;

/** Is a request's part called so? */
export const isNameOf = (part: Part, name: string): boolean =>
  NAMES[part].split(' ').includes(lettersOf(name)) || (part === 'target' && name === UNSURE.target[0]);

/** A JSON object a line, whatever its fields are called. */
export function readAnyJson(line: string, proxies: ProxyTrust): LogLine {
  const parsed = parseJson(line);
  return typeof parsed === 'object' && parsed !== null
    ? readNamed(parsed, proxies)
    : unreadable('no JSON object');
}

/** A request whose parts have names, whatever these are. Logs of visits (Bunny's, Shlink's) name no method. */
export function readNamed(parsed: object, proxies: ProxyTrust): LogLine {
  const fields = fieldsIn(parsed);
  const all = (name: Part): string[] => NAMES[name].split(' ').flatMap((known) => fields.get(known) ?? []);
  const unsure = (name: Part): string | undefined => {
    const [called, form] = name === 'target' || name === 'agent' ? UNSURE[name] : [];
    const value = called && fields.get(called);
    return form?.test(value ?? '') ? value : undefined;
  };
  const part = (name: Part): string | undefined => all(name)[0] ?? unsure(name);
  const [told, target] = lineOf(part('method'), part('target'), part('request'));
  const method = told ?? ((part('status') ?? part('agent')) ? 'GET' : undefined);
  const at = timeOf(fields, all('at')) ?? loggedMomentOf(fields.get('clicktime'), 'utc');
  if (!method || !target || all('at').length === 0)
    return unreadable('no time, method and path under a name that is known (docs/import-logs.md)');
  if (at === undefined) return unreadable('its time is none, or names no zone');
  const [query, status] = [part('query')?.replace(/^\?/, ''), Number(part('status'))];
  const referer = part('referer') ?? refererOfParts(fields);
  const untold = untoldOf({ 'user-agent': part('agent'), referer });
  return {
    at,
    address: clientAmong(
      [...(part('forwarded')?.split(',') ?? []), part('address') ?? addressAsHost(fields.get('host'))],
      proxies,
    ),
    method,
    target: query && query !== '-' && !target.includes('?') ? `${target}?${query}` : target,
    ...(status >= 100 ? { status } : {}),
    headers: headersOf(refererOf(unquoted(referer)), agentOf(unquoted(part('agent')))),
    ...(untold.length > 0 ? { untold } : {}),
  };
}

/** Method and target, by their own names, or out of a request's line (`GET /ada HTTP/1.1`), which may be called either. */
function lineOf(method?: string, target?: string, request?: string): (string | undefined)[] {
  const [own, line] = [target, request].map(
    (text) => /^(?<verb>[A-Z]+) (?<path>\S+)/.exec(text ?? '')?.groups,
  );
  const isVerb = /^[A-Z]+$/.test(request ?? '');
  const path = own?.path ?? target ?? line?.path ?? (isVerb ? undefined : request);
  return [method ?? own?.verb ?? line?.verb ?? (isVerb ? request : undefined), path];
}

/** What Tomcat calls the client, as the common format does; where it is a name it may be the server's. */
const addressAsHost = (host = ''): string => (plainAddress(host) === undefined ? '' : host);

/** CloudFront writes day and time apart, in UTC. Of several fields the first that is a time: `request_time` may be a duration. */
function timeOf(fields: ReadonlyMap<string, string>, texts: readonly string[]): number | undefined {
  const apart = Date.parse(`${fields.get('date')}T${fields.get('time')}Z`);
  if (!Number.isNaN(apart)) return apart;
  return texts
    .map((text) => text.replace(/^\[(.*)\]$/, '$1'))
    .map((text) => readTime(text) ?? loggedMomentOf(text))
    .find((at) => at !== undefined);
}

/** Logstash keeps the quotes of combined's texts. */
const unquoted = (text: string | undefined): string | undefined => text?.replace(/^"(.*)"$/, '$1');

/** Alibaba's and Huawei's CDN write a referrer in pieces. */
function refererOfParts(fields: ReadonlyMap<string, string>): string | undefined {
  const [protocol, domain, path = ''] = ['referprotocol', 'referdomain', 'referuri'].map((name) =>
    fields.get(name),
  );
  if (domain === undefined || domain === '-') return domain;
  return `${protocol && protocol !== '-' ? protocol : 'https'}://${domain}${path === '-' ? '' : path}`;
}

/** CloudFront and Akamai escape the blanks of user agents, IIS writes `+` for them; nobody else does. */
function agentOf(agent: string | undefined): string | undefined {
  if (agent === undefined || agent.includes(' ')) return agent;
  if (agent.includes('%20')) return decodedTwice(agent);
  return /^Mozilla\/5\.0\+\(/.test(agent) ? agent.replaceAll('+', ' ') : agent;
}

/** Akamai escapes an address whole; YOURLS says so where none was sent. */
const refererOf = (referer: string | undefined): string | undefined =>
  /^https?%3A/i.test(referer ?? '') ? decodedTwice(referer) : referer === 'direct' ? '' : referer;

/** Texts and numbers by their names' letters; the outer field wins. A name with dots in it is one inside others. */
function fieldsIn(object: object, depth = 0): Map<string, string> {
  const fields = new Map<string, string>();
  const inner: [string, object][] = [];
  for (const [name, given] of Object.entries(object)) {
    const value = readable(given);
    const letters = lettersOf(name);
    const own = name.slice(name.lastIndexOf('.') + 1);
    if (typeof value === 'string' || typeof value === 'number') {
      fields.set(letters, String(value));
      if (own !== name) inner.push(['', { [own]: value }]);
    } else if (typeof value === 'object' && value !== null && depth < MOST_DEPTH)
      inner.push([letters, value]);
  }
  for (const [outer, one] of inner)
    for (const [name, value] of fieldsIn(one, depth + 1))
      for (const known of [name, outer + name]) if (!fields.has(known)) fields.set(known, value);
  return fields;
}

/** Azure's tables say behind a name of what type it is. */
const lettersOf = (name: string): string =>
  name
    .replace(/_[sdtbg]$/, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');

const MOST_DEPTH = 4;

/** Of a list the first entry; a list of `{ name, value }`, as AWS's firewall writes headers, by its names; an object that Azure wrote as a text. */
function readable(given: unknown): unknown {
  if (typeof given === 'string' && given.startsWith('{"')) return parseJson(given) ?? given;
  if (!Array.isArray(given)) return given;
  const isNamed = given.every((one) => typeof one?.name === 'string' && 'value' in one);
  return isNamed && given.length > 0
    ? Object.fromEntries(given.map(({ name, value }) => [name, value]))
    : given[0];
}
