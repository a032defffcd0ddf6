import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { derivedId, type IdPrefix, idFromBytes } from '../../../shared/domain/id.ts';
import { isRaw, type RouteShape } from '../../../shared/domain/schema/route.ts';
import { openCursor, sealCursor } from '../../../shared/domain/sealed/cursor.ts';
import { addressName } from '../../../shared/rate-limits.ts';
import type { ApiDeps } from '../deps.ts';
import type { Principal } from './acting.ts';
import { authenticate } from './authenticate.ts';
import type { Call, Handler } from './call.ts';
import { idempotencyKeyOf, idempotent, type Rendered } from './idempotent.ts';
import { namedInBody } from './named-in-body.ts';
import type { Limiting } from './rate-limit.ts';
import { accept, readJson, readText } from './read-body.ts';
import { expectedRefusal, notFound, problemOf, Refusal, refuse } from './refusal.ts';
import { fewerOf } from './smaller-page.ts';

const JSON_TYPE = 'application/json; charset=utf-8';
const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/**
 * One request's way: who is it, may he, is it too much, what does he say; then the handler; then the answer in the
 * form that he asked for. Everything on the way may throw a Refusal; the app's onError writes it.
 */
export function serve<R extends RouteShape>(shape: R, handler: Handler<R>, deps: ApiDeps, limit: Limiting) {
  return async (c: Context): Promise<Response> => {
    const request = c.req.raw;
    const key = shape.scope === 'public' ? undefined : await authenticate(request, shape, deps);
    const limits = limit(key?.id ?? callerName(request, deps), deps.now());
    const text = shape.body ? await readText(request) : '';
    const origin = hash(`${request.method} ${c.req.path}${new URL(request.url).search}\n${text}`);
    const repeatKey = shape.method === 'post' ? idempotencyKeyOf(request) : undefined;
    const owner = key ? (key.brandId ?? 'operator') : 'public';
    const call = callOf(shape, { c, key, text, origin, repeatKey, owner, deps }) as unknown as Call<R> &
      Paging;

    const work = async (secretBytes = deps.random): Promise<Rendered | Response> => {
      call.secretBytes = secretBytes;
      const answer = await handler(call).catch(expectedRefusal);
      if (answer instanceof Refusal) return renderRefusal(answer, deps.publicUrl);
      const form = shape.answers[answer.status];
      if (isRaw(form))
        return rawResponse(answer.body as RawBody, answer.status, form.media, answer.headers, limits);
      const body = answer.body === undefined ? '' : JSON.stringify(answer.body);
      const fewer = shape.method === 'get' ? fewerOf(answer.body, body) : undefined;
      if (fewer === undefined) return renderJson(answer, body);
      call.shorten(fewer);
      return work();
    };
    const done =
      repeatKey !== undefined && key
        ? await idempotent(
            deps,
            { owner, key: repeatKey, origin },
            work as (secretBytes: ApiDeps['random']) => Promise<Rendered>,
          )
        : await work();
    return done instanceof Response ? done : respond(request, done, limits);
  };
}

/** What a Response can be made of; the DOM's own name for it is not among our types. */
type RawBody = ConstructorParameters<typeof Response>[0];

/** Of what was asked, thrown or not: it is the answer, also to a repeat. Of who asks, or of now, it is none. */
function renderRefusal(refusal: Refusal, publicUrl: string): Rendered {
  if (refusal.status >= 500 || refusal.status === 429 || refusal.status === 403) throw refusal;
  return renderProblem(refusal, publicUrl);
}

const renderJson = (
  { status, headers }: { status: number; headers?: Record<string, string> },
  body: string,
): Rendered => ({
  status,
  headers: { ...headers, ...(body ? { 'content-type': JSON_TYPE } : {}) },
  body,
});

/** A page that came out too long is asked for again with fewer entries. */
type Paging = { shorten(most: number): void };

type Parts = {
  c: Context;
  key: Principal | undefined;
  text: string;
  origin: string;
  repeatKey: string | undefined;
  owner: string;
  deps: ApiDeps;
};

function callOf(shape: RouteShape, { c, key, text, origin, repeatKey, owner, deps }: Parts) {
  const now = deps.now();
  const said = shape.body ? readJson(text, c.req.header('content-type') ?? null) : undefined;
  const named =
    shape.method === 'put' ? namedInBody(c.req.param(), said) : { params: c.req.param(), body: said };
  const params = shape.params?.safeParse(named.params);
  if (params && !params.success) throw noSuchPath(shape, named.params);
  const query = (shape.query ? accept(shape.query, queryOf(c), { emptyStays: true }) : undefined) as
    | Record<string, unknown>
    | undefined;
  let ids = 0;
  return {
    params: params?.data,
    query,
    body: shape.body
      ? accept(shape.readAs ?? shape.body, named.body, { ...shape, emptyStays: shape.method === 'patch' })
      : undefined,
    now,
    at: new Date(now).toISOString(),
    deps,
    request: c.req.raw,
    key,
    origin,
    brandId: key?.brandId,
    stores: key?.brandId && deps.stores.brand(key.brandId),
    newId: (prefix: IdPrefix) =>
      repeatKey === undefined
        ? idFromBytes(prefix, deps.random(10))
        : derivedId(prefix, owner, 'idempotency', repeatKey, String(ids++)),
    ...pagingOf(query, { owner, query: cursorQuery(c) }, now, deps),
  };
}

/** Nobody has it; but who brings a thing under a name of her own hears what is wrong with the name, as in a body. */
function noSuchPath({ method, params, body }: RouteShape, said: Record<string, string>): Refusal {
  if (params && body && method !== 'patch' && 'externalId' in said) accept(params, said);
  return notFound('resource');
}

function pagingOf(
  query: Record<string, unknown> | undefined,
  place: Parameters<typeof openCursor>[1],
  now: number,
  deps: ApiDeps,
) {
  let most = Number.POSITIVE_INFINITY;
  return {
    shorten(entries: number) {
      most = entries;
    },
    pageStart() {
      const limit = Math.min(Number(query?.limit ?? 50), most);
      if (query?.cursor === undefined) return { limit };
      const after = openCursor(String(query.cursor), place, now, deps.cursorKeys);
      if (after === undefined)
        throw refuse(400, 'bad-cursor', 'This cursor is not one of this list, or is too old.');
      return { limit, after };
    },
    pageEnd: (lastKey: string | undefined) =>
      lastKey === undefined ? null : sealCursor(lastKey, place, now, deps.random(12), deps.cursorKeys),
  };
}

/** A parameter given twice arrives as a list, which no schema takes: it is refused by name. */
function queryOf(c: Context): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(c.req.queries()).map(([name, values]) => [
      name,
      values.length === 1 ? (values[0] ?? '') : values,
    ]),
  );
}

/** What a cursor is bound to: the path and every parameter but the page's own. */
function cursorQuery(c: Context): string {
  const search = new URLSearchParams(new URL(c.req.url).search);
  search.delete('cursor');
  search.delete('limit');
  search.sort();
  return `${c.req.path}?${search}`;
}

export function renderProblem(refusal: Refusal, publicUrl: string): Rendered {
  return {
    status: refusal.status,
    headers: { ...refusal.headers, 'content-type': PROBLEM_TYPE },
    body: JSON.stringify(problemOf(refusal, publicUrl)),
  };
}

const COMMON_HEADERS = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' };

/** Writes the answer: tags what is read, leaves out what was not wanted. */
export function respond(request: Request, answer: Rendered, limits: Record<string, string> = {}): Response {
  const headers = new Headers({ ...COMMON_HEADERS, ...limits, ...answer.headers });
  const reads = request.method === 'GET' || request.method === 'HEAD';
  headers.set('cache-control', reads && answer.status === 200 ? 'private, no-cache' : 'no-store');
  if (reads && answer.status === 200) {
    const tag = `"${hash(answer.body).slice(0, 27)}"`;
    headers.set('etag', tag);
    if (matches(request.headers.get('if-none-match'), tag)) {
      headers.delete('content-type');
      return new Response(null, { status: 304, headers });
    }
  }
  const written = !reads && (answer.status === 200 || answer.status === 201);
  if (written && /(^|[\s,;])return=minimal($|[\s,;])/.test(request.headers.get('prefer') ?? '')) {
    headers.delete('content-type');
    headers.set('preference-applied', 'return=minimal');
    return new Response(null, { status: 204, headers });
  }
  return new Response(answer.status === 204 ? null : answer.body, { status: answer.status, headers });
}

function matches(ifNoneMatch: string | null, tag: string): boolean {
  const tags = (ifNoneMatch ?? '').split(',').map((given) => given.trim().replace(/^W\//, ''));
  return tags.includes('*') || tags.includes(tag);
}

function rawResponse(
  body: RawBody,
  status: number,
  media: string,
  own: Record<string, string> = {},
  limits: Record<string, string> = {},
): Response {
  const headers = {
    ...COMMON_HEADERS,
    ...limits,
    'cache-control': 'private, no-store',
    'content-type': media,
    ...own,
  };
  return new Response(body, { status, headers });
}

/** Limits on public routes go by address; only its hash is held, in memory. */
const callerName = (request: Request, deps: ApiDeps): string =>
  `address:${addressName(deps.addressOf?.(request) ?? 'unknown')}`;

const hash = (text: string): string => createHash('sha256').update(text).digest('base64url');
