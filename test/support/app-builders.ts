import { Hono } from 'hono';
import { callAs, onceIn } from '../../functions/api/http/acting.ts';
import { createWebApp } from '../../functions/app/app.ts';
import type { AppDeps, SignInLetter } from '../../functions/app/deps.ts';
import { hourOf } from '../../shared/data/table/keys.ts';
import { anApi, type Tenant, type TestApi } from './api-builders.ts';
import type { Engine } from './engine.ts';
import { pageFailures } from './failures.ts';
import { formsIn } from './html-forms.ts';

export type TestApp = TestApi & {
  web: Hono;
  letters: (SignInLetter | undefined)[];
  webDeps: AppDeps;
};

/** The API with the pages before it, at https://vou.ch. */
export async function anApp(
  engine: Engine,
  overrides: Partial<AppDeps> = {},
  ofApi: Parameters<typeof anApi>[1] = {},
): Promise<TestApp> {
  return pagesBefore(await anApi(engine, ofApi), overrides);
}

/** The pages before an API that is there already. */
export async function pagesBefore(api: TestApi, overrides: Partial<AppDeps> = {}): Promise<TestApp> {
  // As npm start does: hours before it are not searched for clicks that nobody has counted.
  await api.deps.stores.counts.takeAsSealed(hourOf(api.clock.now - 7_200_000));
  const letters: (SignInLetter | undefined)[] = [];
  const own = pageFailures;
  const webDeps: AppDeps = {
    stores: api.deps.stores,
    now: api.deps.now,
    random: api.deps.random,
    publicUrl: api.deps.publicUrl,
    sealKeys: [Buffer.alloc(32, 9)],
    call: (person, request) => callAs(api.app, person, request),
    once: onceIn(api.deps),
    mail: async (letter) => void letters.push(letter),
    log: (entry) => void own.push(entry),
    ...overrides,
  };
  const web = new Hono();
  web.route('/', createWebApp(webDeps));
  return { ...api, web, letters, webDeps };
}

export { pageFailures };

export type TestBrowser = ReturnType<typeof aBrowser>;

/** Cookies, Origin and forms as a browser has them, without one. */
export function aBrowser(app: Pick<TestApp, 'web'>, origin = 'https://vou.ch') {
  const cookies = new Map<string, string>();
  async function send(
    method: 'GET' | 'POST',
    path: string,
    form?: Record<string, string> | URLSearchParams,
    headers: Record<string, string> = {},
  ) {
    const response = await app.web.request(new URL(path, origin).href, {
      method,
      headers: {
        ...(cookies.size > 0
          ? { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
          : {}),
        ...(form
          ? { origin, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' }
          : {}),
        ...headers,
      },
      ...(form ? { body: new URLSearchParams(form).toString() } : {}),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value && !/Max-Age=0\b/.test(line)) cookies.set(name, value);
      else cookies.delete(name);
    }
    return {
      status: response.status,
      headers: response.headers,
      location: response.headers.get('location'),
      // Where a line may be broken is no text.
      text: (await response.text()).replaceAll('<wbr>', ''),
    };
  }
  return {
    cookies,
    get: (path: string, headers?: Record<string, string>) => send('GET', path, undefined, headers),
    post: (path: string, form: Record<string, string> | URLSearchParams, headers?: Record<string, string>) =>
      send('POST', path, form, headers),
    /** Opens the page, fills in its form of that act and sends it. */
    async submit(path: string, act: string, values: Record<string, string> = {}) {
      const page = await send('GET', path);
      return send('POST', path, { ...hiddenOf(page.text, act), ...values });
    },
  };
}

/** The hidden fields of the page's form of that act. */
export function hiddenOf(html: string, act: string): Record<string, string> {
  const form = [...html.matchAll(/<form[\s\S]*?<\/form>/g)]
    .map(([text]) => text)
    .find((text) => text.includes(`name="act" value="${act}"`));
  if (!form)
    throw new Error(`no form ${act} in ${html.replace(/<style[\s\S]*?<\/style>/, '').slice(0, 400)}`);
  return Object.fromEntries(
    [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
      ([, name = '', value = '']) => [name, value],
    ),
  );
}

/** Somebody of that role, in a browser that is signed in. */
export async function signedIn(
  app: TestApp,
  role: 'owner' | 'marketer' | 'reader',
  tenant: Tenant = app.sock,
  email = `${role}@example.com`,
) {
  await tenant.as.post('/v1/people', { email, role });
  const browser = aBrowser(app);
  await browser.post('/app/sign-in', { email });
  const link = /https:\/\/vou\.ch(\/app\/in\/\S+)/.exec(app.letters.at(-1)?.text ?? '')?.[1] ?? '';
  await browser.post(link, {});
  // The limits of asking are per minute.
  app.clock.now += 61_000;
  return browser;
}

/** The fields of the page that shows how a table was read, as a browser would send them. */
export function fieldsOf(html: string): Record<string, string> {
  const form = formsIn(html).find(({ fields }) => fields.some(({ name }) => name === 'seen'));
  if (!form) throw new Error(`no table was read: ${/<main[\s\S]*/.exec(html)?.[0].slice(0, 600)}`);
  const sent = form.fields.filter(({ type, value }) => value || !['checkbox', 'radio'].includes(type));
  return Object.fromEntries([['act', form.act], ...sent.map(({ name, value }) => [name, value])]);
}
