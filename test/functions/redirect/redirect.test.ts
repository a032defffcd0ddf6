import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { keepClick, keepInstantly } from '../../../functions/redirect/keep-click.ts';
import { type LinkRequest, type RedirectDeps, redirect } from '../../../functions/redirect/redirect.ts';
import { createRepeatMemory } from '../../../functions/redirect/repeat-memory.ts';
import { createShardChooser } from '../../../functions/redirect/shard-chooser.ts';
import type { Click } from '../../../shared/domain/click/click.ts';
import { readClickId } from '../../../shared/domain/click/click-id.ts';
import { LOST_CLICK_MARK } from '../../../shared/domain/click/rescued-click.ts';
import { aRoute, GOOGLEBOT, IPHONE, KEYS, NOON } from '../../support/builders.ts';

const never = () => new Promise<never>(() => {});

function redirecting(over: Partial<RedirectDeps> = {}) {
  const kept: Click[] = [];
  let minted = 0;
  const deps: RedirectDeps = {
    findRoute: async () => aRoute(),
    findFallback: async () => undefined,
    findSalt: async () => Buffer.alloc(16, 1),
    keep: async (click) => {
      kept.push(click);
    },
    repeats: createRepeatMemory(),
    chooseShard: createShardChooser(),
    clickKeys: KEYS,
    now: () => NOON,
    randomBytes: (count) => Buffer.alloc(count, ++minted),
    ...over,
  };
  const ask = (request: Partial<LinkRequest> = {}) =>
    redirect(
      {
        method: 'GET',
        path: '/warmsocks',
        query: '',
        headers: { 'user-agent': IPHONE },
        address: '203.0.113.7',
        ...request,
      },
      deps,
    );
  return { ask, kept };
}
const clickIdOf = (location: string | undefined) => new URL(location ?? '').searchParams.get('vclid');

describe('a follower', () => {
  it('is sent on with 302, headers that nobody keeps, and the id of the click that was stored', async () => {
    const { ask, kept } = redirecting();
    const answer = await ask();
    expect(answer.status).toBe(302);
    expect(answer.headers).toMatchObject({ 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex' });
    expect(answer.headers).not.toHaveProperty('referrer-policy');
    expect(clickIdOf(answer.headers.location)).toBe(kept[0]?.id);
    expect(readClickId(kept[0]?.id ?? '', KEYS)).toMatchObject({ linkId: aRoute().linkId, at: NOON });
  });

  it.each<[Record<string, string>, string]>([
    [{ 'sec-gpc': '1' }, 'Global Privacy Control'],
    [{ dnt: '1' }, 'Do Not Track'],
  ])('who asks by %o (%s) not to be tracked counts without visitor and click id', async (header) => {
    const { ask, kept } = redirecting();
    const answer = await ask({ headers: { 'user-agent': IPHONE, ...header } });
    expect(clickIdOf(answer.headers.location)).toBeNull();
    expect(kept[0]?.verdict.kind).toBe('counted');
    expect(kept[0]?.visitor).toBeUndefined();
  });

  it('who taps again inside the repeat window is kept as a repeat, after it as a click', async () => {
    let now = NOON;
    const { ask, kept } = redirecting({ now: () => now });
    for (const wait of [0, 29_999, 2]) {
      now += wait;
      await ask();
    }
    expect(kept.map(({ verdict }) => (verdict.kind === 'excluded' ? verdict.reason : 'click'))).toEqual([
      'click',
      'repeat',
      'click',
    ]);
  });

  it('never leaves an address in what is kept', async () => {
    const { ask, kept } = redirecting();
    await ask({
      headers: { 'user-agent': IPHONE, 'x-forwarded-for': '203.0.113.7', cookie: 'id=203.0.113.7' },
    });
    expect(JSON.stringify(kept)).not.toContain('203.0.113.7');
  });
});

describe('what is no click', () => {
  it('HEAD is answered the same and excluded', async () => {
    const { ask, kept } = redirecting();
    expect((await ask({ method: 'HEAD' })).status).toBe(302);
    expect(kept[0]?.verdict).toMatchObject({ kind: 'excluded', reason: 'head' });
  });

  it('a bot is sent on, kept with its reason, and gets no click id', async () => {
    const { ask, kept } = redirecting();
    const answer = await ask({ headers: { 'user-agent': GOOGLEBOT } });
    expect(kept[0]?.verdict).toMatchObject({ kind: 'excluded', reason: 'bot' });
    expect(clickIdOf(answer.headers.location)).toBeNull();
  });

  it.each([
    ['document', 'Prefetch;prerender', true],
    ['document', 'prefetch', true],
    ['empty', 'prefetch', false],
  ])(
    'a page fetched ahead as %s (%s) is no click yet, is named, and has a visitor if it may become one: %s',
    async (dest, purpose, visitor) => {
      const { ask, kept } = redirecting();
      const headers = {
        'user-agent': IPHONE,
        'sec-purpose': purpose,
        'sec-fetch-dest': dest,
        'sec-fetch-site': 'none',
      };
      const answer = await ask({ headers });
      expect(kept[0]?.verdict).toMatchObject({ kind: 'excluded', reason: 'prefetch' });
      expect(clickIdOf(answer.headers.location)).toBe(kept[0]?.id);
      expect(kept[0]?.visitor !== undefined).toBe(visitor);
      await ask({ headers: { ...headers, dnt: '1' } });
      expect(kept[1]?.visitor).toBeUndefined();
    },
  );

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'get'])('%s is 405', async (method) => {
    const { ask, kept } = redirecting();
    expect((await ask({ method })).status).toBe(405);
    expect(kept).toEqual([]);
  });
});

describe('a link', () => {
  it.each([
    ['paused', aRoute({ status: 'paused' }), 404, undefined],
    ['archived', aRoute({ status: 'archived' }), 404, undefined],
    ['expired', aRoute({ expiresAt: NOON }), 410, undefined],
    ['about to expire', aRoute({ expiresAt: NOON + 1 }), 302, 'https://shop.example/socks'],
    ['used up', aRoute({ limitReached: true }), 410, undefined],
    [
      'expired with a fallback',
      aRoute({ expiresAt: 1, expiredDestination: 'https://shop.example/new' }),
      302,
      'https://shop.example/new',
    ],
  ])('that is %s answers so', async (_name, route, status, location) => {
    const answer = await redirecting({ findRoute: async () => route }).ask();
    expect(answer.status).toBe(status);
    if (location) expect(answer.headers.location).toContain(location);
  });

  it('whose fallback the store cannot tell of answers with our own page', async () => {
    const findFallback = async () => Promise.reject(new Error('down'));
    const route = aRoute({ status: 'paused' });
    expect((await redirecting({ findFallback, findRoute: async () => route }).ask()).status).toBe(404);
  });

  it('that nobody made is 404, and one that no slug could spell is not even looked for', async () => {
    const findRoute = vi.fn(async () => undefined);
    const { ask } = redirecting({ findRoute });
    expect((await ask()).status).toBe(404);
    expect((await ask({ path: '/../../etc/passwd' })).status).toBe(404);
    expect(findRoute).toHaveBeenCalledTimes(1);
  });

  it('is asked for by the exact slug first, then by what a sentence may have glued on', async () => {
    const known = new Set(['warm_', 'cold']);
    const asked: string[] = [];
    const findRoute = async (slug: string) => {
      asked.push(slug);
      return known.has(slug) ? aRoute({ slug }) : undefined;
    };
    const { ask } = redirecting({ findRoute });
    const statusOf = async (path: string) => (await ask({ path })).status;
    expect(await statusOf('/warm_')).toBe(302);
    expect(await statusOf('/cold_).')).toBe(302);
    expect(await statusOf('/warm')).toBe(404);
    expect(asked).toEqual(['warm_', 'cold_', 'cold', 'warm']);
    expect((await ask({ path: '/cold%2B' })).headers.location).toBe('/cold/preview');
  });

  it.each([
    ['/', 302, 'text/html'],
    ['/robots.txt', 200, 'text/plain'],
    ['/favicon.ico', 200, 'image/x-icon'],
    ['/.env', 404, 'text/html'],
    ['/nobody.', 404, 'text/html'],
  ])('is not behind %s: %i %s', async (path, status, type) => {
    const answer = await redirecting({ findRoute: async () => undefined }).ask({ path });
    expect([answer.status, answer.headers['content-type']?.split(';')[0]]).toEqual([status, type]);
  });

  it.each([
    ['nobody made', async () => undefined, 'Dieser Link führt nirgendwohin'],
    ['has ended', async () => aRoute({ expiresAt: 1 }), 'Dieser Link ist abgelaufen'],
    ['nobody can tell of', async () => Promise.reject(new Error('down')), 'Einen Moment'],
  ])('that %s says so in the follower’s language', async (_what, findRoute, title) => {
    const { ask } = redirecting({ findRoute });
    const { body } = await ask({ headers: { 'accept-language': 'de-AT,en;q=0.8' } });
    expect(body).toContain(`<html lang="de">`);
    expect(body).toContain(`<h1>${title}</h1>`);
    expect((await ask()).body).toContain('<html lang="en">');
  });

  it('that the store cannot tell of answers a page that tries again by itself', async () => {
    const { ask } = redirecting({ findRoute: async () => Promise.reject(new Error('down')) });
    const answer = await ask();
    expect(answer).toMatchObject({ status: 503, headers: { refresh: '2', 'retry-after': '2' } });
  });
});

describe('when our own bookkeeping fails, the follower is sent on', () => {
  it('without a click id when the click is nowhere', async () => {
    const { ask } = redirecting({ keep: async () => Promise.reject(new Error('disk full')) });
    const answer = await ask();
    expect(answer.status).toBe(302);
    expect(clickIdOf(answer.headers.location)).toBeNull();
  });

  it.each([
    ['fails', async () => Promise.reject(new Error('no salt'))],
    ['hangs', never],
  ])('without a visitor when the salt %s', async (_how, findSalt) => {
    const { ask, kept } = redirecting({ findSalt });
    expect((await ask()).status).toBe(302);
    expect(kept[0]).toMatchObject({ verdict: { kind: 'counted' } });
    expect(kept[0]?.visitor).toBeUndefined();
  });

  it('with a visitor all the same where a late salt may be waited for, as in the demo', async () => {
    const late = () => new Promise<Buffer>((found) => setTimeout(() => found(Buffer.alloc(16, 1)), 150));
    const patient = redirecting({ findSalt: late, saltDeadlineMs: 10_000 });
    await patient.ask();
    expect(patient.kept[0]?.visitor).toBeDefined();
  });

  it('to the bare destination when something of ours throws', async () => {
    const failed = vi.fn();
    const broken = () => {
      throw new Error('a bug');
    };
    const answer = await redirecting({ chooseShard: broken, failed }).ask();
    expect(answer).toMatchObject({ status: 302, headers: { location: 'https://shop.example/socks' } });
    expect(failed).toHaveBeenCalledOnce();
  });

  it('within 250 ms while table and spill hang, with the whole click in one log line', async () => {
    const lines: string[] = [];
    const signals: AbortSignal[] = [];
    const hang = (_click: Click, { signal }: AbortController) => {
      signals.push(signal);
      return never();
    };
    const keep = (click: Click) =>
      keepClick(click, { table: hang, spill: hang, log: (line) => lines.push(line) });
    const asked = performance.now();
    const answer = await redirecting({ keep }).ask();
    expect(performance.now() - asked).toBeLessThan(250 + 60); // timers of a busy machine
    const logged: Click = JSON.parse(lines[0] ?? '')[LOST_CLICK_MARK];
    expect(logged.id).toBe(clickIdOf(answer.headers.location));
    expect(logged.raw.headers['user-agent']).toBe(IPHONE);
    expect(signals.map((signal) => signal.aborted)).toEqual([true, true]);
  });

  it.each([
    ['a place that may hang', keepClick],
    ['one that answers in its own turn', keepInstantly],
  ])('with the same id in spill as in the table, which is %s', async (_how, keepIn) => {
    const ids: string[] = [];
    const note = (click: Click) => {
      ids.push(click.id);
      return Promise.reject(new Error('throttled'));
    };
    const keep = (click: Click) =>
      keepIn(click, {
        table: note,
        spill: note,
        log: (line) => ids.push(JSON.parse(line)[LOST_CLICK_MARK].id),
      });
    await redirecting({ keep }).ask();
    expect(new Set(ids).size).toBe(1);
    expect(ids).toHaveLength(3);
  });
});

it('nothing in a request changes scheme, host, port or path of the destination, or makes an error', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom(
      '//evil.example',
      'https://evil.example',
      '\\\\evil',
      '%0d%0aLocation: x',
      '@evil',
      '?x',
      '#y',
      'vclid=1',
    ),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(text, { maxLength: 6 }),
      fc.dictionary(
        fc.constantFrom(
          'host',
          'referer',
          'user-agent',
          'x-forwarded-host',
          'accept-language',
          'forwarded',
          'sec-purpose',
        ),
        text,
      ),
      fc.option(text, { nil: undefined }),
      async (parts, headers, country) => {
        const { ask } = redirecting();
        const answer = await ask({ query: parts.join('&'), headers, ...(country ? { country } : {}) });
        expect(answer.status).toBe(302);
        const location = new URL(answer.headers.location ?? '');
        expect(location.origin + location.pathname).toBe('https://shop.example/socks');
        expect(location.username + location.password + location.hash).toBe('');
        expect(answer.headers.location).toMatch(/^[\x21-\x7e]+$/);
      },
    ),
    { numRuns: 400 },
  );
});
