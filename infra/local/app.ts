import { randomBytes } from 'node:crypto';
import { OpenAPIHono } from '@hono/zod-openapi';
import { createApi } from '../../functions/api/app.ts';
import type { ApiDeps } from '../../functions/api/deps.ts';
import type { Stores } from './clients.ts';
import type { DataFolder } from './data-folder.ts';
import type { Redirecting } from './redirecting.ts';
import type { Settings } from './settings.ts';

type Parts = {
  settings: Settings;
  folder: DataFolder;
  stores: Stores;
  redirecting: Redirecting;
  publicUrl: { base: string };
};

/** The API and the pages of one machine, over the same handlers as in AWS. */
export function createApp({ settings, folder, stores, redirecting, publicUrl }: Parts) {
  const { secrets } = folder;
  const depsAt = (now: () => number): ApiDeps => ({
    client: stores.client,
    tables: stores.tables,
    now,
    random: randomBytes,
    sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    get publicUrl() {
      return publicUrl.base;
    },
    clickKeys: [secrets.clickKey],
    cursorKeys: [secrets.cursorKey] as never,
    slugSecret: secrets.slugSecret,
    log: (entry) => console.error(JSON.stringify(entry)),
    routeChanged: redirecting.routeChanged,
  });
  const app = new OpenAPIHono();
  app.get('/healthz', (c) => c.json({ status: 'ok' }));
  app.route('/', createApi(depsAt(() => Date.now())));

  return {
    fetch: (request: Request) => app.fetch(request),
    loadDemo: async () => {},
    welcome: async () =>
      [
        '',
        `  Vouch is running.   API      ${publicUrl.base}/v1   (key in ${folder.ownerKeyFile})`,
        `                      Docs     ${publicUrl.base}/docs`,
        `                      Outbox   ${publicUrl.base}/outbox`,
        '',
      ].join('\n'),
    settings,
  };
}
