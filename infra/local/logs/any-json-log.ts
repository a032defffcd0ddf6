import { clientAmong, type ProxyTrust } from '../../../shared/domain/click/client-address.ts';
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
  at: 'timeiso8601 timestamp timestampms time timelocal msec ts datetime date startutc starttime requesttime requesttimeepoch reqtimesec eventtimestamp timeunixnano at',
  address:
    'remoteaddr clientip clientaddr clientaddress client remoteip remotehost sourceip ip clientipaddress cip cliip reqremoteaddress cfconnectingip networkpeeraddress address',
  forwarded: 'xforwardedfor httpxforwardedfor forwardedfor xff',
  method: 'requestmethod method httpmethod httprequestmethod verb csmethod reqmethod',
  target:
    'originalrequesturiwithargs requesturi uri urloriginal url requesturl urlpath path requestpath csuristem reqpath',
  query: 'args querystring requestquery urlquery query csuriquery querystr',
  request: 'request requestline',
  status:
    'status statuscode httpstatuscode httpstatus httpresponsestatuscode responsestatus scstatus responsecode responsecodesent code response',
  agent: 'httpuseragent useragent useragentoriginal requestuseragent agent csuseragent ua',
  referer:
    'httpreferer referer referrer httpreferrer requestreferer csreferer httprequestreferrer httprequestheaderreferer',
} as const;

type Part = keyof typeof NAMES;

/** A JSON object a line, whatever its fields are called. */
export function readAnyJson(line: string, proxies: ProxyTrust): LogLine {
  const parsed = parseJson(line);
  if (typeof parsed !== 'object' || parsed === null) return unreadable('no JSON object');
  const fields = fieldsIn(parsed);
  const part = (name: Part): string | undefined =>
    NAMES[name].split(' ').flatMap((known) => fields.get(known) ?? [])[0];
  const [lineMethod, lineTarget] = part('request')?.split(' ') ?? [];
  const at = timeOf(fields, part('at'));
  const [method, target] = [part('method') ?? lineMethod, part('target') ?? lineTarget];
  if (at === undefined || !method || !target)
    return unreadable('no time, method and path under a name that is known (docs/import-logs.md)');
  const [query, status] = [part('query')?.replace(/^\?/, ''), Number(part('status'))];
  const untold = untoldOf({ 'user-agent': part('agent'), referer: part('referer') });
  return {
    at,
    address: clientAmong([...(part('forwarded')?.split(',') ?? []), part('address') ?? ''], proxies),
    method,
    target: query && query !== '-' && !target.includes('?') ? `${target}?${query}` : target,
    ...(status >= 100 ? { status } : {}),
    headers: headersOf(refererOf(part('referer')), agentOf(part('agent'))),
    ...(untold.length > 0 ? { untold } : {}),
  };
}

/** CloudFront writes day and time apart, in UTC. */
function timeOf(fields: ReadonlyMap<string, string>, text: string | undefined): number | undefined {
  const apart = Date.parse(`${fields.get('date')}T${fields.get('time')}Z`);
  if (!Number.isNaN(apart) || text === undefined) return Number.isNaN(apart) ? undefined : apart;
  return readTime(text) ?? loggedMomentOf(text);
}

/** CloudFront and Akamai escape the blanks of user agents; nobody else does. */
const agentOf = (agent: string | undefined): string | undefined =>
  agent?.includes('%20') && !agent.includes(' ') ? decodedTwice(agent) : agent;

/** Akamai escapes an address whole. */
const refererOf = (referer: string | undefined): string | undefined =>
  /^https?%3A/i.test(referer ?? '') ? decodedTwice(referer) : referer;

/** Texts and numbers by their names' letters; the outer field wins. */
function fieldsIn(object: object, depth = 0): Map<string, string> {
  const fields = new Map<string, string>();
  const inner: [string, object][] = [];
  for (const [name, given] of Object.entries(object)) {
    const value = readable(given);
    const letters = name.toLowerCase().replace(/[^a-z0-9]/g, '');
    if (typeof value === 'string' || typeof value === 'number') fields.set(letters, String(value));
    else if (typeof value === 'object' && value !== null && depth < MOST_DEPTH) inner.push([letters, value]);
  }
  for (const [outer, one] of inner)
    for (const [name, value] of fieldsIn(one, depth + 1))
      for (const known of [name, outer + name]) if (!fields.has(known)) fields.set(known, value);
  return fields;
}

const MOST_DEPTH = 4;

/** Of a list the first entry; a list of `{ name, value }`, as AWS's firewall writes headers, by its names. */
function readable(given: unknown): unknown {
  if (!Array.isArray(given)) return given;
  const isNamed = given.every((one) => typeof one?.name === 'string' && 'value' in one);
  return isNamed && given.length > 0
    ? Object.fromEntries(given.map(({ name, value }) => [name, value]))
    : given[0];
}
