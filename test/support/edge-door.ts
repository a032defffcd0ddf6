import { type Door, hashOf, type SentRequest } from './doors.ts';
import { asTheEdgeSends, type WireRequest } from './fronts.ts';

/** One behaviour of a distribution, as far as it decides what becomes of a request. */
export type EdgeBehaviour = {
  /** With `*` and `?`; the default behaviour's is `*`. */
  path: string;
  methods: readonly string[];
  /** What becomes of plain http. */
  viewer: 'https-only' | 'redirect-to-https' | 'allow-all';
  cache: { minTtl: number; defaultTtl: number; maxTtl: number; headers: readonly string[]; query: boolean };
  /** The code of its function on viewer requests, if it has one. */
  onRequest?: string;
  origin: { door: Door; headers: Readonly<Record<string, string>>; signs: boolean };
};
export type EdgeSettings = {
  /** The name that viewers ask for: every request says one. */
  host: string;
  /** In their order; the first whose path fits decides. */
  behaviours: readonly EdgeBehaviour[];
  /** Seconds by status, where the distribution says so. */
  errorTtl: Readonly<Record<number, number>>;
};
export type EdgeRequest = WireRequest & { plain?: boolean };

/**
 * CloudFront with a cache, before other doors. Of what it does, what could harm us:
 * - the first behaviour whose path fits: …/DownloadDistValuesCacheBehavior.html
 * - plain http, methods and bodies that it refuses itself: …/DownloadDistValuesCacheBehavior.html,
 *   …/RequestAndResponseBehaviorCustomOrigin.html#RequestCustom-get-body (403)
 * - answers to GET and HEAD are kept by what the origin says between the policy's bounds: …/Expiration.html
 * - errors are kept for ten seconds whatever the origin says: …/HTTPStatusCodes.html
 * - what is kept is given to whoever asks under the same key: …/understanding-the-cache-key.html
 * - an origin access control signs for what `x-amz-content-sha256` says of the body, for an empty one where the viewer
 *   says nothing: …/private-content-restricting-access-to-lambda.html
 *
 * (… is docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide.) Requests that are under way are not joined: it
 * doesn't join where cookies go to the origin (…/RequestAndResponseBehaviorCustomOrigin.html#request-custom-traffic-spikes).
 */
export function edgeDoor({ host, behaviours, errorTtl }: EdgeSettings, now: () => number): EdgeDoor {
  const kept = new Map<string, { until: number; answer: Response }>();
  return async (asked) => {
    const request = { ...asked, headers: { host, ...asked.headers } };
    const behaviour = behaviours.find(({ path }) => fits(path, pathOf(request)));
    if (!behaviour) throw new Error('a distribution has a default behaviour');
    const refusal = refusedBy(behaviour, request);
    if (refusal) return refusal;
    const changed = behaviour.onRequest ? viewerFunction(behaviour.onRequest, request) : request;
    if (changed instanceof Response) return changed;
    const sent = asTheEdgeSends(changed, behaviour.origin.headers);
    const key = keyOf(behaviour, sent);
    const held = kept.get(key);
    if (held && held.until > now()) return held.answer.clone();
    const answer = await behaviour.origin.door(behaviour.origin.signs ? signed(sent) : sent);
    const until = now() + 1_000 * secondsKept(answer, behaviour, sent.method ?? 'GET', errorTtl);
    kept.set(key, { until, answer: answer.clone() });
    return answer;
  };
}

export type EdgeDoor = (request: EdgeRequest) => Promise<Response>;

const ALWAYS_KEPT = [404, 405, 414, 500, 501, 502, 503, 504];
const KEPT_WHERE_THE_ORIGIN_SAYS_SO = [400, 403, 412, 415];
const ERROR_SECONDS = 10;

function secondsKept(
  answer: Response,
  { cache }: EdgeBehaviour,
  method: string,
  errorTtl: EdgeSettings['errorTtl'],
): number {
  if (method !== 'GET' && method !== 'HEAD') return 0;
  const says = answer.headers.get('cache-control') ?? '';
  const age = /s-maxage=(\d+)/.exec(says)?.[1] ?? /max-age=(\d+)/.exec(says)?.[1];
  const asked = /no-store|no-cache|private/.test(says) ? 0 : Number(age ?? Number.NaN);
  if (answer.status < 400) {
    const wanted = Number.isNaN(asked) ? cache.defaultTtl : Math.min(asked, cache.maxTtl);
    return Math.max(cache.minTtl, wanted);
  }
  const isKept =
    ALWAYS_KEPT.includes(answer.status) ||
    (age !== undefined && KEPT_WHERE_THE_ORIGIN_SAYS_SO.includes(answer.status));
  return isKept ? Math.max(errorTtl[answer.status] ?? ERROR_SECONDS, Number(age ?? 0)) : 0;
}

function refusedBy({ methods, viewer }: EdgeBehaviour, request: EdgeRequest): Response | undefined {
  const { method = 'GET', plain, body, headers, target } = request;
  if (plain && viewer === 'https-only') return new Response('Forbidden', { status: 403 });
  if (plain && viewer === 'redirect-to-https')
    return new Response(null, {
      status: 301,
      headers: { location: `https://${headers?.host ?? ''}${target}` },
    });
  const hasNoPlaceForBody = body !== undefined && ['GET', 'HEAD'].includes(method);
  if (!methods.includes(method) || hasNoPlaceForBody) return new Response('Forbidden', { status: 403 });
  return undefined;
}

type FunctionEvent = {
  request: { method: string; uri: string; headers: Record<string, { value: string }> };
};
type Generated = {
  statusCode: number;
  statusDescription: string;
  headers?: Record<string, { value: string }>;
};

/** docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html */
function viewerFunction(code: string, request: EdgeRequest): EdgeRequest | Response {
  const handler = new Function(`${code}; return handler;`)() as (
    event: FunctionEvent,
  ) => FunctionEvent['request'] | Generated;
  const { method = 'GET', headers = {} } = request;
  const answer = handler({
    request: { method, uri: pathOf(request), headers: mapped(headers, (value) => ({ value })) },
  });
  if ('statusCode' in answer) {
    const said = mapped(answer.headers ?? {}, ({ value }) => value);
    return new Response(null, { status: answer.statusCode, headers: said });
  }
  return { ...request, headers: mapped(answer.headers, ({ value }) => value) };
}

const mapped = <In, Out>(of: Readonly<Record<string, In>>, change: (value: In) => Out): Record<string, Out> =>
  Object.fromEntries(Object.entries(of).map(([name, value]) => [name, change(value)]));

const signed = (request: WireRequest): SentRequest => ({
  ...request,
  signedBody: request.headers?.['x-amz-content-sha256'] ?? hashOf(),
});

function keyOf(
  { path, cache }: EdgeBehaviour,
  { method = 'GET', target, headers = {} }: WireRequest,
): string {
  const asked = cache.query ? target : pathOf({ target });
  return JSON.stringify([path, method, asked, cache.headers.map((name) => headers[name.toLowerCase()])]);
}

const pathOf = ({ target }: Pick<WireRequest, 'target'>): string => target.split('?')[0] ?? '';

const fits = (pattern: string, path: string): boolean =>
  new RegExp(
    `^${pattern
      .replace(/^(?=[^/*])/, '/')
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  ).test(path);
