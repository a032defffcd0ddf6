import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EDGE_PROOF_HEADER } from '../../../shared/edge-headers.ts';
import { aBrowser } from '../../support/app-builders.ts';
import { queueEvent } from '../../support/aws-events.ts';
import { type Bundles, startBundles } from '../../support/bundles.ts';
import { type Door, httpApiDoor, type Invoke, withRoomFor } from '../../support/doors.ts';
import { type Behind, doorsOf, originHeader, routesOf } from './doors-of-template.ts';
import type { Resources } from './policies.ts';
import { settingsOf, synthesized } from './synthesized.ts';

/** The bundles behind the doors of the templates: what callers get when a front caches, refuses, throttles and signs. */

type Template = { Resources: Resources };
const prod = synthesized(settingsOf('prod')).toJSON() as Template;
const dev = synthesized(settingsOf('dev')).toJSON() as Template;
const PERSONS = {};
const ORIGIN = 'https://go.vouch.example';
const PERSON =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1';

let bundles: Bundles;
let key: string;
let bareApi: Invoke;
let behind: Behind;
/** How often each function was started. */
const started = { api: 0, redirect: 0 };
const counting =
  (name: keyof typeof started, invoke: Invoke): Invoke =>
  (event) => {
    started[name]++;
    return invoke(event);
  };

beforeAll(async () => {
  bundles = await startBundles();
  key = await bundles.ownerKey();
  bundles.aws.putParameter('/vouch/test/edge-proof', originHeader(prod, EDGE_PROOF_HEADER));
  const api = await bundles.start('api', { EDGE_PROOF_PARAMETER: '/vouch/test/edge-proof' });
  const redirect = await bundles.start('redirect', { BEHIND_CLOUDFRONT: 'yes' });
  bareApi = (await bundles.start('api')).invoke;
  await untilWarm(redirect.invoke);
  behind = { api: counting('api', api.invoke), redirect: counting('redirect', redirect.invoke) };
});
afterAll(() => bundles.stop());

/** A second between two requests of one person: nothing that is meant to be fresh may be older. */
const edgeOf = (template: Template, over: Partial<Behind> = {}) => {
  let now = Date.parse('2026-11-28T12:00:00Z');
  return doorsOf(template, { ...behind, ...over }, () => (now += 250)).edge;
};
const asked = () => ({ authorization: `Bearer ${key}`, 'content-type': 'application/json' });
const damaged = (...damages: ((resources: Resources) => void)[]): Template => {
  const copy = structuredClone(prod);
  for (const damage of damages) damage(copy.Resources);
  return copy;
};
type Config = Record<string, unknown> & { DefaultCacheBehavior: Record<string, unknown> };
const configsOf = (resources: Resources, type: string): Config[] =>
  Object.values(resources)
    .filter(({ Type }) => Type === `AWS::CloudFront::${type}`)
    .map(({ Properties }) => Properties[`${type}Config`] as Config);
const keepErrors = (resources: Resources): void => {
  for (const config of configsOf(resources, 'Distribution')) delete config.CustomErrorResponses;
};
const forgetKeys = (resources: Resources): void => {
  for (const config of configsOf(resources, 'CachePolicy'))
    config.ParametersInCacheKeyAndForwardedToOrigin = {
      HeadersConfig: {},
      QueryStringsConfig: { QueryStringBehavior: 'none' },
    };
};
const forgetFunctions = (resources: Resources): void => {
  for (const config of configsOf(resources, 'Distribution'))
    delete config.DefaultCacheBehavior.FunctionAssociations;
};

/** On a busy machine a first look-up outlasts its deadline, and the page says "one moment". HEAD counts nothing. */
async function untilWarm(invoke: Invoke): Promise<void> {
  const door = httpApiDoor({ routes: { $default: invoke } });
  for (let tries = 0; tries < 50; tries++)
    if ((await door({ target: '/socks', method: 'HEAD' })).status === 302) return;
}

const tap = (address = '203.0.113.9') => ({ target: '/socks', headers: { 'user-agent': PERSON }, address });
const noRoom: Invoke = withRoomFor(0, async () => ({}));
const crashing: Invoke = async () => {
  throw new Error('the function ended');
};

describe('the edge keeps no answer that somebody else, or the same person a moment later, would get', () => {
  const requests = {
    'a link': [tap(), 302],
    'a slug that nobody has yet': [{ target: '/not-yet' }, 404],
    'what a key may see': [{ target: '/v1/brand', headers: () => asked() }, 200],
    'what it may not': [{ target: '/v1/posts/pst_0000000000000009', headers: () => asked() }, 404],
    'no key': [{ target: '/v1/brand' }, 401],
    'a question with a mistake': [{ target: '/v1/conversions?cursor=no', headers: () => asked() }, 400],
    'a report that is not there': [{ target: '/r/no-such-token' }, 404],
    'the way to sign in': [{ target: '/app/sign-in' }, 200],
    'the reference': [{ target: '/docs' }, 200],
    'a call to try': [{ target: '/docs/try' }, 200],
  } as const;
  const sentAs = (request: (typeof requests)[keyof typeof requests][0]) => ({
    ...request,
    headers: 'headers' in request && typeof request.headers === 'function' ? request.headers() : PERSONS,
  });

  it.each(Object.entries(requests))('%s', async (_name, [request, status]) => {
    const edge = edgeOf(prod);
    const before = started.api + started.redirect;
    for (let twice = 0; twice < 2; twice++) expect((await edge(sentAs(request))).status).toBe(status);
    expect(started.api + started.redirect - before).toBe(2);
  });

  it.each([
    ['no room for the redirect', { redirect: noRoom }, tap(), 429],
    ['a redirect that crashed', { redirect: crashing }, tap(), 502],
    ['no room for the API', { api: noRoom }, { target: '/v1/brand' }, 503],
    ['an API that crashed', { api: crashing }, { target: '/v1/brand' }, 500],
  ] as const)('%s, as soon as it is over', async (_name, over, request, status) => {
    let isBroken = true;
    const sound =
      (name: keyof Behind): Invoke =>
      (event) =>
        (isBroken && name in over ? (over as Behind)[name] : behind[name])(event);
    const edge = edgeOf(prod, { api: sound('api'), redirect: sound('redirect') });
    expect((await edge(request)).status).toBe(status);
    isBroken = false;
    expect((await edge(request)).status).toBe(request.target === '/socks' ? 302 : 401);
  });

  it('without the distribution’s own words on errors, it would: a crash and a slug without a link for ten seconds', async () => {
    const edge = edgeOf(damaged(keepErrors));
    const before = started.redirect;
    for (let twice = 0; twice < 2; twice++) await edge({ target: '/not-yet-either' });
    expect(started.redirect - before).toBe(1);
  });

  it('without keys in the cache key as well, one brand would get what another was refused', async () => {
    const target = '/v1/posts/pst_0000000000000008';
    const statuses = async (template: Template) => {
      const edge = edgeOf(template);
      return [(await edge({ target, headers: asked() })).status, (await edge({ target })).status];
    };
    expect(await statuses(prod)).toEqual([404, 401]);
    expect(await statuses(damaged(keepErrors))).toEqual([404, 401]);
    expect(await statuses(damaged(keepErrors, forgetKeys))).toEqual([404, 404]);
  });
});

describe('when there is no room', () => {
  const devDoor = (redirect: Invoke, hasToken?: () => boolean): Door =>
    httpApiDoor({
      routes: routesOf(dev.Resources, { api: bareApi, redirect }),
      ...(hasToken && { hasToken }),
    });
  const together = async (door: Door, people: number) => {
    const answers = await Promise.all(
      Array.from({ length: people }, (_, person) => door(tap(`198.51.100.${person}`))),
    );
    return answers.map(({ status }) => status).sort();
  };

  it('one follower is sent on and the others hear that it was too much: 429 from a function URL, 503 from API Gateway', async () => {
    const oneAtOnce = { redirect: withRoomFor(1, behind.redirect) };
    expect(await together(edgeOf(prod, oneAtOnce), 3)).toEqual([302, 429, 429]);
    expect(await together(devDoor(withRoomFor(1, behind.redirect)), 3)).toEqual([302, 503, 503]);
    expect(await together(edgeOf(prod), 3)).toEqual([302, 302, 302]);
  });

  it('API Gateway’s own quota refuses before anything is started', async () => {
    const before = started.redirect;
    let tokens = 1;
    const statuses = await together(
      devDoor(behind.redirect, () => tokens-- > 0),
      3,
    );
    expect([statuses, started.redirect - before]).toEqual([[302, 429, 429], 1]);
  });
});

describe('who may call the redirect, and how', () => {
  it('nobody but the edge: a request that nobody signed is refused, and no click is kept', async () => {
    const { functionUrl } = doorsOf(prod, behind, Date.now);
    const before = started.redirect;
    expect((await functionUrl(tap())).status).toBe(403);
    expect(started.redirect - before).toBe(0);
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])(
    '%s with a body on a short link is told what it may be',
    async (method) => {
      const before = started.redirect;
      const answer = await edgeOf(prod)({ ...tap(), method, body: 'a=1' });
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
      // Its body is signed by nobody: without the edge's own answer the origin says no more than "forbidden".
      expect((await edgeOf(damaged(forgetFunctions))({ ...tap(), method, body: 'a=1' })).status).toBe(403);
      expect(started.redirect - before).toBe(0);
    },
  );

  it('links on posters begin with http:// and are sent on; a key is never asked for in the clear', async () => {
    const edge = edgeOf(prod);
    const poster = await edge({ ...tap(), plain: true });
    expect([poster.status, poster.headers.get('location')]).toEqual([301, `${ORIGIN}/socks`]);
    expect((await edge({ target: '/v1/brand', headers: asked(), plain: true })).status).toBe(403);
  });
});

describe('a person signs in: cookies in a field of their own, forms in base64, the mail by the deliver function', () => {
  const doors = {
    'the edge': () => edgeOf(prod),
    'API Gateway alone': () =>
      httpApiDoor({ routes: routesOf(dev.Resources, { ...behind, api: bareApi }) }) as Door,
  };

  it.each(Object.entries(doors))('through %s', async (name, made) => {
    const door = made();
    const email = `${name.replaceAll(' ', '-')}@warm-feet.example`;
    const invited = await door({
      target: '/v1/people',
      method: 'POST',
      headers: asked(),
      body: JSON.stringify({ email, role: 'owner' }),
    });
    expect(invited.status).toBe(201);
    const browser = aBrowser({ web: webOf(door) } as never, ORIGIN);
    expect((await browser.get('/app')).location).toContain('/app/sign-in');
    const sent = await browser.post('/app/sign-in', { email });
    expect([sent.status, sent.location]).toEqual([303, '/app/sign-in/sent']);
    const link = await linkInMail();
    expect((await browser.get(link)).status).toBe(200);
    expect((await browser.post(link, {})).location).toBe('/app');
    expect(browser.cookies.size).toBe(1);
    const page = await browser.get('/app');
    expect([page.status, page.text]).toEqual([200, expect.stringContaining('Warm Feet')]);
  });

  async function linkInMail(): Promise<string> {
    const queue = bundles.aws.queueUrl('deliver');
    const letters = bundles.aws.messages.get(queue) ?? [];
    bundles.aws.messages.delete(queue);
    const deliver = await bundles.start('deliver');
    expect(await deliver.invoke(queueEvent(letters))).toEqual({ batchItemFailures: [] });
    const { text } = await simpleParser(bundles.aws.mails.at(-1)?.raw ?? '');
    return new URL(/https:\/\/\S+\/app\/in\/\S+/.exec(text ?? '')?.[0] ?? '').pathname;
  }
});

/** What a page's test asks, as a request over the wire. */
const webOf = (door: Door) => ({
  request: (href: string, init: { method: string; headers: Record<string, string>; body?: string }) => {
    const { host, pathname, search } = new URL(href);
    const headers = { host, 'user-agent': PERSON, ...init.headers };
    return door({ ...init, target: pathname + search, headers });
  },
});
