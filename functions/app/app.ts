import { type Context, Hono } from 'hono';
import { compress } from 'hono/compress';
import type { AppDeps } from './deps.ts';
import { isLoopback, siteOf } from './http/site.ts';
import { PAGES } from './pages/all.ts';
import { nothingHere, servePage } from './serve-page.tsx';
import { putSignIn } from './sign-in/sign-in.tsx';
import { headersFor } from './ui/style.ts';

/**
 * The pages for people, under /app: rendered here, acting through the API with the rights of whoever is signed in.
 * /v1 never looks at their cookie, and no page takes a key.
 */
export function createWebApp(deps: AppDeps): Hono {
  const app = new Hono();
  app.get('/', (c) => c.redirect('/app', 302));
  app.use('/app', compress());
  app.use('/app/*', compress());
  app.use('/app', guard);
  app.use('/app/*', guard);
  putSignIn(app, deps);
  for (const shape of PAGES) app.on(['GET', 'POST'], shape.path, servePage(shape, deps));
  app.all('/app/*', servePage(NOWHERE, deps));
  return app;

  /** The headers of every answer; and on one machine, only its own name in `Host` (DNS rebinding). */
  async function guard(c: Context, next: () => Promise<void>): Promise<Response | undefined> {
    const site = siteOf(deps.publicUrl);
    if (site.kind !== 'https') {
      const asked = new URL(c.req.url);
      if (asked.host !== site.host) {
        const isOurOther = isLoopback(asked.hostname) && site.kind === 'loopback' && c.req.method === 'GET';
        if (isOurOther) return c.redirect(`${site.origin}${asked.pathname}${asked.search}`, 302);
        return c.text(`These pages are at ${site.origin}/app.`, 421);
      }
    }
    await next();
    for (const [name, value] of Object.entries(headersFor(site.kind === 'https')))
      if (!c.res.headers.has(name)) c.res.headers.set(name, value);
    return undefined;
  }
}

const NOWHERE = {
  path: '/app/*',
  scope: 'anyone',
  draw: async (visit) => ({ ...nothingHere(visit), status: 404 }),
} satisfies Parameters<typeof servePage>[0];
