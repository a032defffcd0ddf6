import { randomBytes } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';
import { createApi } from '../../../functions/api/app.ts';
import type { ApiDeps } from '../../../functions/api/deps.ts';
import { callAs } from '../../../functions/api/http/acting.ts';
import { authenticate } from '../../../functions/api/http/authenticate.ts';
import { createWebApp } from '../../../functions/app/app.ts';
import { createPages, pageFor } from '../../../functions/pages/app.ts';
import { createStores } from '../../../shared/data/stores.ts';
import { createAddressLimits } from '../../../shared/rate-limits.ts';
import { createApplySoon } from '../../../shared/shops/apply-soon.ts';
import type { LocalStores } from '../clients.ts';
import type { DataFolder } from '../folder/data-folder.ts';
import type { Log } from '../log.ts';
import type { Redirecting } from '../redirecting.ts';
import { addressOf } from '../server.ts';
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

/** The API and the pages of one machine, over the same handlers as in AWS. `now` is the demo's to set. */
export function createApp(parts: AppParts, now: () => number, limits: Pick<ApiDeps, 'rateLimit'> = {}): Hono {
  const { settings, folder, publicUrl, routeChanged } = parts;
  const sealKeys = [folder.secrets.cursorKey] as const;
  const origins = new WeakMap<Request, Origin>();
  const trustProxy = settings.VOUCH_TRUST_PROXY;
  const { slugSecret } = folder.secrets;
  const { tables } = parts.stores;
  const shared = {
    stores: createStores({ tables, now, random: randomBytes, slugSecret, routeChanged }),
    now,
    random: randomBytes,
    addressLimits: createAddressLimits(),
    addressOf: (request: Request) => {
      const origin = origins.get(request);
      return origin ? addressOf(origin, trustProxy) : 'unknown';
    },
  };
  const deps: ApiDeps = {
    ...shared,
    publicUrl,
    sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    clickKeys: [folder.secrets.clickKey],
    cursorKeys: sealKeys,
    nameSecret: slugSecret,
    log: (entry) => parts.log({ level: 'ERROR', ...entry }),
    requestNamed: (request, { route }) => origins.get(request)?.name(route),
    allowLoopbackWebhooks: settings.VOUCH_WEBHOOKS_TO_LOOPBACK,
    shopEventKept: (event) => applySoon.add(event),
    pageFor,
    mailFrom: settings.VOUCH_MAIL_FROM,
    eraseMails: (texts) => eraseMails(folder.outbox, texts),
    ...limits,
  };
  const applySoon = createApplySoon(deps, (event, reason) =>
    deps.log({ message: 'a shop event waits', ...event, failure: String(reason) }),
  );
  const app = createApi(deps) as unknown as Hono;
  const webApp = createWebApp({
    ...shared,
    publicUrl,
    sealKeys,
    call: (person, request) => callAs(app, person, request),
    mail: letterSender(settings, folder.outbox, now, parts.log),
    log: deps.log,
    allowPlainHttp: settings.VOUCH_ALLOW_PLAIN_HTTP,
    ...(keepsMails(settings) ? { outbox: '/outbox' } : {}),
  });
  app.get('/healthz', async (c) => {
    const health = await parts.health();
    return health.status === 'ok' ? c.json(health) : c.json(health, 503, { 'retry-after': '5' });
  });
  const mayEnter = async (request: Request): Promise<void> => {
    if (isFromThisMachine(origins.get(request), trustProxy.kind !== 'nobody')) return;
    await authenticate(request, { scope: 'operator' }, deps);
  };
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
  const pages = createPages({
    ...shared,
    publicUrl,
    sealKeys,
    clickKeys: deps.clickKeys,
  });
  app.route('/', webApp);
  app.route('/', pages);
  return withOrigins(app, origins);
}

/** Notes where each request came from before the app sees it; nothing keeps it longer than the request. */
function withOrigins(app: Hono, origins: WeakMap<Request, Origin>): Hono {
  const inner = app.fetch;
  app.fetch = (request, binding, context) => {
    const node = (binding ?? {}) as Partial<HttpBindings>;
    if (node.incoming && node.outgoing) origins.set(request, originOf(node as HttpBindings));
    return inner(request, binding, context);
  };
  return app;
}
