import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { type RequestIdVariables, requestId } from 'hono/request-id';
import { routePath } from 'hono/route';
import type { RouteShape } from '../../shared/domain/schema/route.ts';
import { firstSuccess } from '../../shared/first-success.ts';
import { announcing } from './announce.ts';
import { watchingCatalog } from './catalog-watch.ts';
import type { ApiDeps } from './deps.ts';
import type { Api } from './http/call.ts';
import { DEFAULT_RATE_LIMIT, limitRequests } from './http/rate-limit.ts';
import { Refusal, refusalOf, refuse } from './http/refusal.ts';
import { renderProblem, respond, serve } from './http/serve.ts';
import { registerRoutes } from './routes/rooms.ts';

/** The API as one Hono app over what it is given; knows no environment. */
export function createApi(deps: ApiDeps): Hono {
  const app = new Hono({ strict: true });
  app.use(requestId(), tellRequestId(deps));
  const limit = limitRequests(deps.rateLimit ?? DEFAULT_RATE_LIMIT);
  const shapes: RouteShape[] = [];

  const api: Api = {
    on(shape, handler) {
      shapes.push(shape);
      app.on(
        shape.method.toUpperCase(),
        honoPath(shape.path),
        serve(shape, announcing(shape, watchingCatalog(shape, handler)), deps, limit),
      );
    },
  };
  registerRoutes(api, deps);

  putDocument(app, deps);
  refuseOtherMethods(app, shapes, deps);
  refuseOthers(app, deps);
  return app;
}

/** What the API tells of itself, for programs and for people: loaded by who asks, with the half of zod that only it needs. */
function putDocument(app: Hono, { publicUrl }: ApiDeps): void {
  const document = firstSuccess(async () => {
    const { apiDocument } = await import('./document/whole-document.ts');
    return JSON.stringify(apiDocument(publicUrl));
  });
  app.get('/openapi.json', async (c) => {
    const headers = { 'content-type': 'application/json' };
    return respond(c.req.raw, { status: 200, headers, body: await document() });
  });
  const page = firstSuccess(async () => {
    const { DOCS_HEADERS, docsPage } = await import('./document/docs-page.tsx');
    return { status: 200, headers: DOCS_HEADERS, body: docsPage(JSON.parse(await document())) };
  });
  app.get('/docs', async (c) => respond(c.req.raw, await page()));
  const tryIt = firstSuccess(async () => {
    const { TRY_HEADERS, tryPage } = await import('./document/try-page.tsx');
    return { status: 200, headers: TRY_HEADERS, body: tryPage(JSON.parse(await document())) };
  });
  app.get('/docs/try', async (c) => respond(c.req.raw, await tryIt()));
}

/** What is at no address, and what went wrong: told as a problem, in the log where it is ours. */
function refuseOthers(app: Hono, deps: ApiDeps): void {
  app.notFound(
    (c) =>
      pageOutsideApi(c, 404, deps) ??
      problem(c, refuse(404, 'not-found', 'There is nothing at this address.'), deps),
  );
  app.onError((failure, c) => {
    const { refusal, ours } = refusalOf(failure);
    if (ours)
      deps.log({
        level: 'ERROR',
        message: 'request failed',
        method: c.req.method,
        path: c.req.routePath,
        requestId: requestIdOf(c),
        failure: reasonOf(failure),
      });
    return (ours && pageOutsideApi(c, 500, deps)) || problem(c, refusal, deps);
  });
}

const requestIdOf = (c: Context): string =>
  (c as Context<{ Variables: RequestIdVariables }>).get('requestId');

/** Beside every answer what its line in the log has, too: also beside refusals, which are Responses of their own. */
const tellRequestId =
  ({ requestNamed }: ApiDeps): MiddlewareHandler =>
  async (c, next) => {
    await next();
    c.res.headers.set('x-request-id', requestIdOf(c));
    requestNamed?.(c.req.raw, { route: routePath(c), requestId: requestIdOf(c) });
  };

/** `/v1/posts/{id}` → `/v1/posts/:id`; with an ending (`{id}.csv`) the parameter takes it in: `:id{[^/]+\\.csv}` */
const honoPath = (path: string): string =>
  path.replace(/\{(\w+)\}\.(\w+)$/, ':$1{[^/]+\\.$2}').replace(/\{(\w+)\}/g, ':$1');

/** 405 with what is allowed, for every path that exists under another method. */
function refuseOtherMethods(app: Hono, shapes: readonly RouteShape[], deps: ApiDeps): void {
  const methods = new Map<string, string[]>();
  for (const { path, method } of shapes)
    methods.set(path, [...(methods.get(path) ?? []), method.toUpperCase()]);
  for (const [path, allowed] of methods) {
    const headers = { allow: allowed.join(', ') };
    const refusal = new Refusal(405, 'method-not-allowed', `Only ${headers.allow} here.`, { headers });
    app.all(honoPath(path), (c) => problem(c, refusal, deps));
  }
}

const problem = (c: Context, refusal: Refusal, deps: ApiDeps): Response =>
  respond(c.req.raw, renderProblem(refusal, deps.publicUrl));

/** Programs talk to /v1; whoever opens another address is a person. */
const pageOutsideApi = (c: Context, status: 404 | 500, deps: ApiDeps): Response | undefined =>
  /^\/v1(\/|$)/.test(c.req.path) ? undefined : deps.pageFor?.(c.req.raw, status);

const reasonOf = (failure: unknown): string =>
  failure instanceof Error ? (failure.stack ?? failure.message) : String(failure);
