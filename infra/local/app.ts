import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Hono } from 'hono';
import { createApi } from '../../functions/api/app.ts';
import type { ApiDeps } from '../../functions/api/deps.ts';
import { callAs } from '../../functions/api/http/acting.ts';
import { createWebApp } from '../../functions/app/app.ts';
import { createPages, pageFor } from '../../functions/pages/app.ts';
import { tableSnapshots } from '../../shared/data/reports/snapshot-store.ts';
import type { Stores } from './clients.ts';
import type { DataFolder } from './data-folder.ts';
import { letterSender } from './letters.ts';
import { putOutbox } from './outbox.ts';
import type { Redirecting } from './redirecting.ts';
import { addressOf } from './server.ts';
import type { Settings } from './settings.ts';

export type AppParts = {
  settings: Settings;
  folder: DataFolder;
  stores: Stores;
  routeChanged: Redirecting['routeChanged'];
  /** Base of short URLs; known once the port is. */
  publicUrl: { base: string };
};

/** What @hono/node-server keeps beside each request. */
type NodeBinding = { incoming?: IncomingMessage };

/** The API and the pages of one machine, over the same handlers as in AWS. `now` is the demo's to set. */
export function createApp(parts: AppParts, now: () => number, limits: Pick<ApiDeps, 'rateLimit'> = {}): Hono {
  const { settings, folder, stores, publicUrl } = parts;
  const { client, tables } = stores;
  const sealKeys = [folder.secrets.cursorKey] as const;
  const addresses = new WeakMap<Request, string>();
  const shared = {
    client,
    tables,
    now,
    random: randomBytes,
    addressOf: (request: Request) => addresses.get(request) ?? 'unknown',
  };
  const deps: ApiDeps = {
    ...shared,
    get publicUrl() {
      return publicUrl.base;
    },
    sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    clickKeys: [folder.secrets.clickKey],
    cursorKeys: sealKeys,
    slugSecret: folder.secrets.slugSecret,
    log: (entry) => console.error(JSON.stringify(entry)),
    allowLoopbackWebhooks: true,
    routeChanged: parts.routeChanged,
    pageFor,
    snapshots: tableSnapshots(client, tables),
    mailFrom: settings.VOUCH_MAIL_FROM,
    ...limits,
  };
  const app = createApi(deps) as unknown as Hono;
  const webApp = createWebApp({
    ...shared,
    get publicUrl() {
      return publicUrl.base;
    },
    sealKeys,
    call: (person, request) => callAs(app, person, request),
    mail: letterSender(settings, folder.outbox, now),
    log: deps.log,
    allowPlainHttp: settings.VOUCH_ALLOW_PLAIN_HTTP,
    ...(settings.VOUCH_SMTP_URL ? {} : { outbox: '/outbox' }),
  });
  app.get('/healthz', (c) => c.json({ status: 'ok' }));
  putOutbox(app, folder.outbox, settings.VOUCH_SMTP_URL !== undefined);
  const pages = createPages({
    ...shared,
    get publicUrl() {
      return publicUrl.base;
    },
    sealKeys,
    clickKeys: deps.clickKeys,
  });
  app.route('/', webApp);
  app.route('/', pages);
  return withAddresses(app, addresses, settings.VOUCH_TRUST_PROXY);
}

/** Notes each request's client address before the app sees it; nothing keeps it longer than the request. */
function withAddresses(app: Hono, addresses: WeakMap<Request, string>, trustProxy: boolean): Hono {
  const inner = app.fetch;
  app.fetch = (request, binding, context) => {
    const { incoming } = (binding ?? {}) as NodeBinding;
    if (incoming) addresses.set(request, addressOf(incoming, trustProxy));
    return inner(request, binding, context);
  };
  return app;
}
