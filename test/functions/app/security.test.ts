import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PAGES } from '../../../functions/app/pages/all.ts';
import { ROLES, SCOPES_OF_ROLE } from '../../../shared/domain/schema/access/people.ts';
import { allows } from '../../../shared/domain/schema/scopes.ts';
import {
  aBrowser,
  anApp,
  hiddenOf,
  pageFailures,
  signedIn,
  type TestApp,
  type TestBrowser,
} from '../../support/app-builders.ts';
import { type Engine, startEngine } from '../../support/engine.ts';

let engine: Engine;
let app: TestApp;
let owner: TestBrowser;
let applied = 0;
/** An open volunteer of the first brand. */
let volunteer: string;

beforeAll(async () => {
  engine = await startEngine();
  app = await anApp(engine);
  owner = await signedIn(app, 'owner');
  volunteer = await apply();
});
afterAll(async () => {
  await engine.stop();
  expect(pageFailures).toEqual([]);
});

async function apply(tenant = app.sock): Promise<string> {
  const body = { formToken: tenant.brand.applyToken, handle: `@knits.${++applied}`, platform: 'instagram' };
  return ((await tenant.as.post('/v1/applications', body)).json as { id: string }).id;
}
const stateOf = async (id: string) =>
  ((await app.sock.as.get(`/v1/applications/${id}`)).json as { state: string }).state;

describe('a form', () => {
  const good = async () => hiddenOf((await owner.get(`/app/volunteers/${volunteer}`)).text, 'accept');
  const path = () => `/app/volunteers/${volunteer}`;

  it.each<[string, Record<string, string>, number]>([
    ['another site’s Origin', { origin: 'https://evil.example' }, 403],
    [
      'another site’s Origin, though Sec-Fetch-Site is right',
      { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
      403,
    ],
    ['the right Origin, though Sec-Fetch-Site is not', { 'sec-fetch-site': 'cross-site' }, 403],
    ['another port of this machine', { 'sec-fetch-site': 'same-site' }, 403],
    ['Origin: null', { origin: 'null' }, 403],
    ['JSON', { 'content-type': 'application/json' }, 415],
    ['plain text', { 'content-type': 'text/plain' }, 415],
    ['no type at all', { 'content-type': '' }, 415],
  ])('from %s is refused', async (_name, headers, status) => {
    expect((await owner.post(path(), await good(), headers)).status).toBe(status);
    expect(await stateOf(volunteer)).toBe('open');
  });

  it('without Origin and Sec-Fetch-Site is refused; with one of them it is taken', async () => {
    const cookie = [...owner.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const post = async (headers: Record<string, string>) =>
      app.web.request(`https://vou.ch${path()}`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', ...headers },
        body: new URLSearchParams({ ...(await good()), act: 'nothing' }).toString(),
      });
    expect((await post({})).status).toBe(403);
    expect((await post({ origin: 'https://vou.ch' })).status).toBe(404);
    expect((await post({ 'sec-fetch-site': 'same-origin' })).status).toBe(404);
  });

  it('with no token, a changed one or that of another session is refused', async () => {
    const other = await signedIn(app, 'marketer');
    const foreign = hiddenOf((await other.get(path())).text, 'accept').token ?? '';
    const { token = '', ...rest } = await good();
    for (const bad of ['', `${token}x`, token.slice(1), foreign])
      expect((await owner.post(path(), { ...rest, token: bad })).status, bad).toBe(403);
    expect(await stateOf(volunteer)).toBe('open');
  });

  it('sent twice does its work once', async () => {
    const id = await apply();
    const page = `/app/volunteers/${id}`;
    const form = hiddenOf((await owner.get(page)).text, 'accept');
    const both = await Promise.all([owner.post(page, form), owner.post(page, form)]);
    expect(both.map(({ status }) => status)).toEqual([303, 303]);
    expect(await stateOf(id)).toBe('accepted');
  });

  it('sent again with other words is told so, never shown a bare conflict', async () => {
    const page = '/app/volunteers';
    const id = await apply();
    const form = hiddenOf((await owner.get(`${page}/${id}`)).text, 'decline');
    await owner.post(`${page}/${id}`, { ...form, reason: 'one' });
    const again = await owner.post(`${page}/${id}`, { ...form, reason: 'another' });
    expect([again.status, /sent already/.test(again.text)]).toEqual([409, true]);
  });
});

describe('another brand’s things', () => {
  it('are 404 in addresses, and a form changes nothing of them', async () => {
    const other = await app.anotherBrand();
    const theirs = await apply(other);
    expect((await owner.get(`/app/volunteers/${theirs}`)).status).toBe(404);
    const form = hiddenOf((await owner.get(`/app/volunteers/${volunteer}`)).text, 'accept');
    expect((await owner.post(`/app/volunteers/${theirs}`, form)).status).toBe(404);
    const { state } = (await other.as.get(`/v1/applications/${theirs}`)).json as { state: string };
    expect(state).toBe('open');
  });
});

describe('roles', () => {
  it('open the pages and forms that their scopes allow, and no others', async () => {
    const browsers = {
      owner,
      marketer: await signedIn(app, 'marketer'),
      reader: await signedIn(app, 'reader'),
    };
    const wrong: string[] = [];
    let tried = 0;
    for (const role of ROLES) {
      const may = (scope: string) => scope === 'anyone' || allows(SCOPES_OF_ROLE[role], scope as never);
      const page = await browsers[role].get('/app/volunteers');
      const token = /name="token" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
      for (const { path, scope, acts = {} } of PAGES) {
        const address = path.replace(/:(\w+)/g, (_all, name) => (name === 'stage' ? 'campaign' : 'x'));
        const seen = (await browsers[role].get(address)).status;
        tried++;
        if ((seen === 403) === may(scope)) wrong.push(`${role} GET ${path} → ${seen}`);
        for (const [act, { scope: needed }] of Object.entries(acts)) {
          const { status, text } = await browsers[role].post(address, {
            act,
            token,
            key: `${role}${path}${act}`,
          });
          const refused = status === 403 && !text.includes('sign in again');
          tried++;
          if (refused === (may(scope) && may(needed))) wrong.push(`${role} POST ${path} ${act} → ${status}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(tried).toBeGreaterThan(3 * PAGES.length);
  }, 120_000);

  it('draw no button that may not be pressed', async () => {
    const reader = await signedIn(app, 'reader');
    expect((await reader.get(`/app/volunteers/${volunteer}`)).text).not.toContain('value="accept"');
    expect((await owner.get(`/app/volunteers/${volunteer}`)).text).toContain('value="accept"');
  });
});

describe('answers', () => {
  it('are private, framed by nobody, and load nothing from elsewhere', async () => {
    const { headers, text } = await owner.get('/app');
    expect(headers.get('cache-control')).toBe('private, no-store');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none';.*frame-ancestors 'none'$/);
    expect(text).not.toMatch(/<(script|link|img|iframe)[^>]+(src|href)="https?:/);
    expect(text).not.toMatch(/ (style|on\w+)="/);
  });

  it('say 302 to the way in, or 401 to a form, without a session', async () => {
    const nobody = aBrowser(app);
    expect((await nobody.get('/app/posts?stage=campaign')).location).toBe(
      '/app/sign-in?next=%2Fapp%2Fposts%3Fstage%3Dcampaign',
    );
    expect((await nobody.post('/app/volunteers/x', {})).status).toBe(401);
  });
});
