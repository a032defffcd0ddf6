import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aBrowser, anApp, pageFailures, signedIn, type TestApp } from '../../support/app-builders.ts';
import { dumpOf, type Engine, startEngine } from '../../support/engine.ts';

let engine: Engine;
let app: TestApp;

beforeAll(async () => {
  engine = await startEngine();
  app = await anApp(engine);
  await app.sock.as.post('/v1/people', { email: 'Ada@Example.com', role: 'owner' });
});
afterAll(async () => {
  await engine.stop();
  expect(pageFailures).toEqual([]);
});
/** Asking is limited per minute and per day: each test is on a day of its own. */
beforeEach(() => {
  app.clock.now += 25 * 3_600_000;
});

const ask = async (email = 'ada@example.com') => {
  const browser = aBrowser(app);
  const answer = await browser.post('/app/sign-in', { email });
  const text = app.letters.at(-1)?.text ?? '';
  const link = /https:\/\/vou\.ch(\/app\/in\/\S+)/.exec(text)?.[1] ?? '';
  const code = /digits: (\d{6})/.exec(text)?.[1] ?? '';
  return { browser, answer, link, code };
};
const session = '__Host-vouch';

describe('a sign-in link', () => {
  it('signs in the browser that asked at the press of a button, and changes nothing when it is only opened', async () => {
    const { browser, link } = await ask();
    for (let opened = 0; opened < 3; opened++) expect((await browser.get(link)).status).toBe(200);
    expect(browser.cookies.has(session)).toBe(false);
    const pressed = await browser.post(link, {});
    expect([pressed.status, pressed.location]).toEqual([303, '/app']);
    expect((await browser.get('/app')).status).toBe(200);
  });

  it('wants the digits of the mail in any other browser, five times at most', async () => {
    const { link, code } = await ask();
    const scanner = aBrowser(app);
    expect((await scanner.get(link)).text).toContain('six digits');
    expect((await scanner.post(link, {})).status).toBe(422);
    const wrong = code === '000000' ? '000001' : '000000';
    for (let tried = 0; tried < 5; tried++)
      expect((await scanner.post(link, { code: wrong })).status).toBe(422);
    expect((await scanner.post(link, { code })).status).toBe(422);
    expect(scanner.cookies.has(session)).toBe(false);
  });

  it('takes the right digits elsewhere, and in the browser that asked without the link', async () => {
    const first = await ask();
    const phone = aBrowser(app);
    expect(
      (await phone.post(first.link, { code: ` ${first.code.slice(0, 3)} ${first.code.slice(3)}` })).status,
    ).toBe(303);
    app.clock.now += 61_000;
    const second = await ask();
    expect((await second.browser.post('/app/sign-in/sent', { code: second.code })).location).toBe('/app');
  });

  it('asks somebody of two brands which one, by the link and by the digits', async () => {
    const other = await app.anotherBrand('Second');
    for (const tenant of [app.sock, other])
      await tenant.as.post('/v1/people', { email: 'both@example.com', role: 'marketer' });
    const chosen: string[] = [];
    for (const { id } of [app.sock.brand, other.brand]) {
      const { browser, code } = await ask('both@example.com');
      const asked = await browser.post('/app/sign-in/sent', { code });
      expect([asked.status, asked.text.includes(`value="${id}"`)]).toEqual([200, true]);
      expect(browser.cookies.has(session)).toBe(false);
      const entered = await browser.post('/app/sign-in/sent', { code, brandId: id });
      expect(entered.location).toBe('/app');
      chosen.push(/<title>[^<]* · ([^<]*)</.exec((await browser.get('/app/volunteers')).text)?.[1] ?? '');
      app.clock.now += 61_000;
    }
    expect(new Set(chosen).size).toBe(2);
    const { browser, link } = await ask('both@example.com');
    expect((await browser.get(link)).text).toContain(`value="${other.brand.id}"`);
  });

  it('works once, for ten minutes, and only the newest of an address', async () => {
    const used = await ask();
    await used.browser.post(used.link, {});
    expect((await used.browser.post(used.link, {})).text).toContain('used already');
    app.clock.now += 61_000;
    const [older, newer] = [await ask(), await ask()];
    expect((await older.browser.post(older.link, {})).text).toContain('newer link');
    app.clock.now += 10 * 60_000;
    expect((await newer.browser.post(newer.link, {})).text).toContain('older than ten minutes');
    expect((await aBrowser(app).get(`/app/in/${'A'.repeat(43)}`)).status).toBe(410);
  });

  it('is used by one of two presses at the same moment', async () => {
    const { browser, link } = await ask();
    const both = await Promise.all([browser.post(link, {}), browser.post(link, {})]);
    expect(both.map(({ status }) => status).sort()).toEqual([303, 410]);
  });

  it('is asked for with the same answer by unknown addresses, which get no mail', async () => {
    const before = app.letters.length;
    const known = await ask();
    const unknown = await ask('nobody@example.com');
    expect(unknown.answer.status).toBe(known.answer.status);
    expect(unknown.answer.text).toBe(known.answer.text);
    expect([...unknown.browser.cookies.keys()]).toEqual([...known.browser.cookies.keys()]);
    expect(app.letters.slice(before).map((letter) => letter?.to)).toEqual(['Ada@Example.com', undefined]);
  });

  it('is mailed twice a minute at most; a third wish gets the same answer', async () => {
    const before = app.letters.length;
    const answers = [await ask(), await ask(), await ask()];
    expect(new Set(answers.map(({ answer }) => answer.location)).size).toBe(1);
    expect(app.letters.slice(before).filter(Boolean)).toHaveLength(2);
    app.clock.now += 61_000;
    const { browser, link } = await ask();
    expect((await browser.post(link, {})).status).toBe(303);
  });

  it('leads only to our own pages afterwards', async () => {
    for (const [next, leads] of [
      ['/app/posts?stage=campaign', '/app/posts?stage=campaign'],
      ['//evil.example/app', '/app'],
      ['/\\evil.example', '/app'],
      ['/\t/evil.example', '/app'],
      ['https://evil.example/app', '/app'],
      ['/v1/brand', '/app'],
      ['/application', '/app'],
    ] as const) {
      app.clock.now += 25 * 3_600_000;
      const browser = aBrowser(app);
      await browser.post('/app/sign-in', { email: 'ada@example.com', next });
      const link = /https:\/\/vou\.ch(\/app\/in\/\S+)/.exec(app.letters.at(-1)?.text ?? '')?.[1] ?? '';
      expect((await browser.post(link, {})).location, next).toBe(leads);
    }
  });

  it('leaves neither its token nor its digits in the store', async () => {
    const { link, code, browser } = await ask();
    const stored = JSON.stringify(await dumpOf(engine));
    expect(stored).not.toContain(link.split('/').at(-1));
    expect(stored).not.toContain(`"${code}"`);
    await browser.post(link, {});
    expect(JSON.stringify(await dumpOf(engine))).not.toContain(browser.cookies.get(session));
  });
});

describe('a session', () => {
  it('gets a new secret at sign-in, whatever cookie came along (fixation)', async () => {
    const { browser, link } = await ask();
    browser.cookies.set(session, 'planted-by-somebody-else');
    await browser.post(link, {});
    expect(browser.cookies.get(session)).not.toBe('planted-by-somebody-else');
    const before = browser.cookies.get(session);
    app.clock.now += 61_000;
    await browser.post('/app/sign-in', { email: 'ada@example.com' });
    const again = /https:\/\/vou\.ch(\/app\/in\/\S+)/.exec(app.letters.at(-1)?.text ?? '')?.[1] ?? '';
    await browser.post(again, {});
    const old = aBrowser(app);
    old.cookies.set(session, before ?? '');
    expect((await old.get('/app')).location).toBe('/app/sign-in');
  });

  it('is written HttpOnly, Secure, Lax and for the host alone', async () => {
    const { browser, link } = await ask();
    const { headers } = await browser.post(link, {});
    expect(headers.getSetCookie()[0]).toMatch(
      /^__Host-vouch=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=2592000; Secure$/,
    );
  });

  it('gets a new secret each day; the old one opens for a minute more', async () => {
    const browser = await signedIn(app, 'owner', app.sock, 'ada@example.com');
    const first = browser.cookies.get(session) ?? '';
    app.clock.now += 24 * 3_600_000;
    expect((await browser.get('/app/volunteers')).status).toBe(200);
    expect(browser.cookies.get(session)).not.toBe(first);
    const secondTab = aBrowser(app);
    secondTab.cookies.set(session, first);
    expect((await secondTab.get('/app/volunteers')).status).toBe(200);
    app.clock.now += 61_000;
    expect((await secondTab.get('/app/volunteers')).status).toBe(302);
    expect((await browser.get('/app/volunteers')).status).toBe(200);
  });

  it('ends after a week without use, and after thirty days with it', async () => {
    const idle = await signedIn(app, 'owner', app.sock, 'ada@example.com');
    const used = await signedIn(app, 'reader');
    for (let day = 1; day <= 29; day++) {
      app.clock.now += 24 * 3_600_000;
      expect((await used.get('/app/volunteers')).status, `day ${day}`).toBe(200);
      if (day === 7) expect((await idle.get('/app/volunteers')).status).toBe(302);
    }
    app.clock.now += 24 * 3_600_000;
    expect((await used.get('/app/volunteers')).status).toBe(302);
  });

  it('is over at once when its person signs out, is removed or gets another role', async () => {
    const signingOut = await signedIn(app, 'marketer');
    const token =
      /name="token" value="([^"]+)"/.exec((await signingOut.get('/app/volunteers')).text)?.[1] ?? '';
    const kept = signingOut.cookies.get(session) ?? '';
    expect((await signingOut.post('/app/sign-out', { token })).status).toBe(303);
    signingOut.cookies.set(session, kept);
    expect((await signingOut.get('/app/volunteers')).status).toBe(302);

    const people = (await app.sock.as.get('/v1/people')).json as { data: { id: string; email: string }[] };
    const idOf = (email: string) => people.data.find((person) => person.email === email)?.id;
    const lowered = await signedIn(app, 'marketer');
    await app.sock.as.patch(`/v1/people/${idOf('marketer@example.com')}`, { role: 'reader' });
    expect((await lowered.get('/app/volunteers')).status).toBe(302);

    const removed = await signedIn(app, 'reader');
    await app.sock.as.delete(`/v1/people/${idOf('reader@example.com')}`);
    expect((await removed.get('/app/volunteers')).status).toBe(302);
    expect((await app.sock.as.delete(`/v1/people/${idOf('Ada@Example.com')}`)).status).toBe(409);
  });

  it('opens nothing under /v1', async () => {
    const browser = await signedIn(app, 'owner', app.sock, 'ada@example.com');
    const cookie = `${session}=${browser.cookies.get(session)}`;
    expect((await app.sock.as.get('/v1/brand', { authorization: '', cookie })).status).toBe(401);
  });
});

describe('signing in over plain http', () => {
  it('has a cookie with the port in its name on this machine, and is refused elsewhere unless asked for', async () => {
    const local = await anApp(engine, { publicUrl: 'http://127.0.0.1:8787' });
    await local.sock.as.post('/v1/people', { email: 'mo@example.com', role: 'owner' });
    const browser = aBrowser(local, 'http://127.0.0.1:8787');
    await browser.post('/app/sign-in', { email: 'mo@example.com' });
    expect([...browser.cookies.keys()]).toEqual(['vouch-8787-ask']);
    expect((await aBrowser(local, 'http://localhost:8787').get('/app/posts')).location).toBe(
      'http://127.0.0.1:8787/app/posts',
    );
    expect((await aBrowser(local, 'http://rebound.example:8787').get('/app')).status).toBe(421);

    const inNetwork = await anApp(engine, { publicUrl: 'http://192.0.2.2:8787' });
    const phone = aBrowser(inNetwork, 'http://192.0.2.2:8787');
    expect((await phone.get('/app/sign-in')).text).toContain('needs https');
    expect((await phone.post('/app/sign-in', { email: 'mo@example.com' })).status).toBe(403);
    const allowed = await anApp(engine, { publicUrl: 'http://192.0.2.2:8787', allowPlainHttp: true });
    expect((await aBrowser(allowed, 'http://192.0.2.2:8787').get('/app/sign-in')).status).toBe(200);
  });
});
