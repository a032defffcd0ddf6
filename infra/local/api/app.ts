import { randomBytes } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';
import { createApi } from '../../../functions/api/app.ts';
import type { ApiDeps } from '../../../functions/api/deps.ts';
import { callAs, onceIn } from '../../../functions/api/http/acting.ts';
import { authenticate } from '../../../functions/api/http/authenticate.ts';
import { createWebApp } from '../../../functions/app/app.ts';
import { createPages, pageFor } from '../../../functions/pages/app.ts';
import { createStores } from '../../../shared/data/stores.ts';
import { createDns } from '../../../shared/dns/ask-dns.ts';
import { createAddressLimits } from '../../../shared/rate-limits.ts';
import { createApplySoon } from '../../../shared/shops/apply-soon.ts';
import type { LocalStores } from '../clients.ts';
import type { DataFolder } from '../folder/data-folder.ts';
import type { Log } from '../log.ts';
import type { Redirecting } from '../redirecting.ts';
import { addressOf, hostOf } from '../server.ts';
import { keepsMails, type Settings } from '../settings.ts';
import type { MachineHealth } from '../watch/health.ts';
import type { Metrics } from '../watch/metrics.ts';
import { type Origin, originOf } from './api-server.ts';
import { isFromThisMachine } from './door.ts';
import { letterSender } from './letters.ts';
import { newestReportPage } from './newest-report.ts';
import { eraseMails, putOutbox } from './outbox.ts';

/** What is known of this machine wherever something answers for it. */
export type Machine = {
  settings: Settings;
  folder: DataFolder;
  stores: LocalStores;
  /** Base of short URLs; known once the port is. */
  publicUrl: string;
};

export type AppParts = Machine & {
  routeChanged: Redirecting['routeChanged'];
  health: () => Promise<MachineHealth>;
  log: Log;
  metrics: Pick<Metrics, 'text'>;
};

type Origins = WeakMap<Request, Origin>;

/** The API and the pages of one machine, over the same handlers as in AWS. `now` is the demo's to set. */
export function createApp(parts: AppParts, now: () => number, limits: Pick<ApiDeps, 'rateLimit'> = {}): Hono {
  const { settings, folder, publicUrl } = parts;
  const origins: Origins = new WeakMap();
  const shared = sharedParts(parts, now, origins);
  const deps = { ...apiDeps(parts, shared, origins), ...limits };
  const app = createApi(deps);
  putOperatorsPages(app, parts, origins, deps);
  const sealKeys = deps.cursorKeys;
  const webApp = createWebApp({
    ...shared,
    publicUrl,
    sealKeys,
    call: (person, request) => callAs(app, person, request),
    once: onceIn(deps),
    mail: letterSender(settings, folder.outbox, now, parts.log),
    log: deps.log,
    allowPlainHttp: settings.VOUCH_ALLOW_PLAIN_HTTP,
    ...(keepsMails(settings) ? { outbox: '/outbox' } : {}),
  });
  app.route('/', webApp);
  app.route('/', createPages({ ...shared, publicUrl, sealKeys, clickKeys: deps.clickKeys }));
  return withOrigins(app, origins);
}

type SharedParts = ReturnType<typeof sharedParts>;

/** What the API, the pages and the app are all given: of two, each would remember another past. */
function sharedParts(
  { settings, folder, stores, routeChanged }: AppParts,
  now: () => number,
  origins: Origins,
) {
  const { slugSecret } = folder.secrets;
  const { tables } = stores;
  return {
    stores: createStores({ tables, now, random: randomBytes, slugSecret, routeChanged }),
    now,
    random: randomBytes,
    addressLimits: createAddressLimits(),
    addressOf: (request: Request) => {
      const origin = origins.get(request);
      return origin ? addressOf(origin, settings.VOUCH_TRUST_PROXY) : 'unknown';
    },
    hostOf: (request: Request) => {
      const origin = origins.get(request);
      return origin && hostOf(origin.headers, settings.VOUCH_TRUST_PROXY);
    },
  };
}

function apiDeps(
  { settings, folder, publicUrl, log }: AppParts,
  shared: SharedParts,
  origins: Origins,
): ApiDeps {
  const deps: ApiDeps = {
    ...shared,
    publicUrl,
    dns: createDns(settings.VOUCH_DNS_SERVERS),
    sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    clickKeys: [folder.secrets.clickKey],
    cursorKeys: [folder.secrets.cursorKey],
    nameSecret: folder.secrets.slugSecret,
    log: (entry) => log({ level: 'ERROR', ...entry }),
    requestNamed: (request, { route }) => origins.get(request)?.name(route),
    allowLoopbackWebhooks: settings.VOUCH_WEBHOOKS_TO_LOOPBACK,
    shopEventKept: (event) => applySoon.add(event),
    pageFor,
    mailFrom: settings.VOUCH_MAIL_FROM,
    eraseMails: (texts) => eraseMails(folder.outbox, texts),
  };
  const applySoon = createApplySoon(deps, (event, reason) =>
    deps.log({ message: 'a shop event waits', ...event, failure: String(reason) }),
  );
  return deps;
}

/** How the machine is, and the mails it sent: open to who sits at it, and to the operator's key. */
function putOperatorsPages(app: Hono, parts: AppParts, origins: Origins, deps: ApiDeps): void {
  const { settings, folder } = parts;
  const mayEnter = async (request: Request): Promise<void> => {
    if (isFromThisMachine(origins.get(request), settings.VOUCH_TRUST_PROXY.kind !== 'nobody')) return;
    await authenticate(request, { scope: 'operator' }, deps);
  };
  app.get('/healthz', async (c) => {
    const health = await parts.health();
    return health.status === 'ok' ? c.json(health) : c.json(health, 503, { 'retry-after': '5' });
  });
  app.get('/metrics', async (c) => {
    await mayEnter(c.req.raw);
    const { body, type } = await parts.metrics.text();
    return c.body(body, 200, { 'content-type': type, 'cache-control': 'no-store' });
  });
  putOutbox(app, {
    folder: folder.outbox,
    sent: settings.VOUCH_SMTP_URL !== undefined,
    isOpen: keepsMails(settings),
    mayEnter,
    newestReport: () => newestReportPage(app, folder.read('owner.key')?.trim() ?? ''),
  });
}

/** Notes where each request came from before the app sees it; nothing keeps it longer than the request. */
function withOrigins(app: Hono, origins: Origins): Hono {
  const inner = app.fetch;
  app.fetch = (request, binding, context) => {
    const node = (binding ?? {}) as Partial<HttpBindings>;
    if (node.incoming && node.outgoing) origins.set(request, originOf(node as HttpBindings));
    return inner(request, binding, context);
  };
  return app;
}
