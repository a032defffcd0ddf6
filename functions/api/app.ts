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
import { registerApiKeys } from './routes/access/api-keys.ts';
import { registerBrand } from './routes/access/brand.ts';
import { registerBrands } from './routes/access/brands.ts';
import { registerDomains } from './routes/access/domains.ts';
import { registerErasures } from './routes/access/erasures.ts';
import { registerPeople } from './routes/access/people.ts';
import { registerWebhooks } from './routes/access/webhooks.ts';
import { registerAnalytics } from './routes/answers/analytics.ts';
import { registerAttribution } from './routes/answers/attribution.ts';
import { registerClicks } from './routes/answers/clicks.ts';
import { registerDarkSocial } from './routes/answers/dark-social.ts';
import { registerDecay } from './routes/answers/decay.ts';
import { registerExports } from './routes/answers/exports.ts';
import { registerPromotions } from './routes/answers/promotions.ts';
import { registerReportFiles } from './routes/answers/report-files.ts';
import { registerReportMails } from './routes/answers/report-mails.ts';
import { registerReportSettings } from './routes/answers/report-settings.ts';
import { registerReports } from './routes/answers/reports.ts';
import { registerRoi } from './routes/answers/roi.ts';
import { registerShares } from './routes/answers/shares.ts';
import { registerSources } from './routes/answers/sources.ts';
import { registerBaselines } from './routes/lift/baselines.ts';
import { registerLift } from './routes/lift/lift.ts';
import { registerLiftPlans } from './routes/lift/plans.ts';
import { registerConversions } from './routes/orders/conversions.ts';
import { registerFx } from './routes/orders/fx.ts';
import { registerPpc } from './routes/orders/ppc.ts';
import { registerSpend } from './routes/orders/spend.ts';
import { registerApplications } from './routes/programme/applications.ts';
import { registerAssets } from './routes/programme/assets.ts';
import { registerCalls } from './routes/programme/calls.ts';
import { registerCampaigns } from './routes/programme/campaigns.ts';
import { registerCreators } from './routes/programme/creators.ts';
import { registerDrops } from './routes/programme/drops.ts';
import { registerEngagement } from './routes/programme/engagement.ts';
import { registerLinks } from './routes/programme/links.ts';
import { registerPosts } from './routes/programme/posts.ts';
import { registerSquads } from './routes/programme/squads.ts';
import { registerSurveys } from './routes/programme/surveys.ts';
import { registerTimetable } from './routes/programme/timetable.ts';
import { registerCheck } from './routes/shops/check.ts';
import { registerHooks } from './routes/shops/hooks.ts';
import { registerReceiveHook } from './routes/shops/receive-hook.ts';

/**
 * Every part of the API, in the order of the document. To add a route: name it with `route({...})` in
 * shared/domain/schema/<resource>.ts, answer it with `api.on(shape, handler)` in routes/<resource>.ts, and list that
 * file's register function here, its shapes in all-routes.ts, and its name in operations.ts.
 */
const REGISTERS: readonly ((api: Api, deps: ApiDeps) => void)[] = [
  registerBrands,
  registerBrand,
  registerApiKeys,
  registerPeople,
  registerCreators,
  registerApplications,
  registerCampaigns,
  registerSurveys,
  registerSquads,
  registerDrops,
  registerTimetable,
  registerCalls,
  registerSources,
  registerPosts,
  registerAssets,
  registerLinks,
  registerDomains,
  registerWebhooks,
  registerConversions,
  registerHooks,
  registerReceiveHook,
  registerCheck,
  registerSpend,
  registerPpc,
  registerEngagement,
  registerFx,
  registerBaselines,
  registerLift,
  registerLiftPlans,
  registerAnalytics,
  registerClicks,
  registerRoi,
  registerAttribution,
  registerDarkSocial,
  registerDecay,
  registerPromotions,
  // Before the report itself: `{id}` would take `{id}.html` in.
  registerReportFiles,
  registerReports,
  registerReportMails,
  registerShares,
  registerReportSettings,
  registerExports,
  registerErasures,
];

/** Puts every route somewhere: into the app, or into a list for whoever wants to know them all. */
export function registerRoutes(api: Api, deps: ApiDeps): void {
  for (const register of REGISTERS) register(api, deps);
}

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
  /^\/v1(\/|$)/.test(c.req.path) ? undefined : deps.pageFor?.(status);

const reasonOf = (failure: unknown): string =>
  failure instanceof Error ? (failure.stack ?? failure.message) : String(failure);
