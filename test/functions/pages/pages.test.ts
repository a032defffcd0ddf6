import { randomBytes } from 'node:crypto';
import type { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPages, pageFor } from '../../../functions/pages/app.ts';
import { accentSheet, sheetHash } from '../../../shared/report/render/brand-colour.ts';
import { anApi, type TestApi } from '../../support/api-builders.ts';
import { dumpOf, type Engine, startEngine } from '../../support/engine.ts';

let engine: Engine;
let api: TestApi;
let pages: Hono;
let slug: string;
let linkId: string;
beforeAll(async () => {
  engine = await startEngine();
  api = await anApi(engine, { random: (count) => randomBytes(count) });
  const { deps } = api;
  pages = createPages({
    ...deps,
    sealKeys: deps.cursorKeys,
    addressOf: (request) => request.headers.get('x-address') ?? '',
  });
  const creator = (await api.sock.as.post('/v1/creators', { handle: '@a', platform: 'instagram' })).json as {
    id: string;
  };
  const post = await api.sock.as.post('/v1/posts', {
    creatorId: creator.id,
    stage: 'microcontent',
    platform: 'instagram',
    format: 'short',
    publishedAt: '2026-10-01T00:00:00Z',
    destination: 'https://shop.example.com/socks?a="><script>alert(1)</script>',
  });
  const [link] = (post.json as { links: { slug: string; id: string }[] }).links;
  slug = link?.slug ?? '';
  linkId = link?.id ?? '';
});
afterAll(() => engine.stop());

const form = (path: string, values: Record<string, string>, address = 'a') =>
  pages.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-address': address },
    body: new URLSearchParams(values).toString(),
  });

describe('the preview page', () => {
  it('shows where a link leads, escaped, and counts nothing', async () => {
    const before = await dumpOf(engine);
    const response = await pages.request(`/${slug}+`);
    const html = await response.text();
    expect(response.status).toBe(200);
    expect(html).toContain('shop.example.com');
    expect(html).not.toContain('<script');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await dumpOf(engine)).toEqual(before);
  });

  it('shows nothing of a paused or unknown link', async () => {
    await api.sock.as.patch(`/v1/links/${linkId}`, { status: 'paused' });
    expect([(await pages.request(`/${slug}+`)).status, (await pages.request('/nosuchslug+')).status]).toEqual(
      [404, 404],
    );
    await api.sock.as.patch(`/v1/links/${linkId}`, { status: 'active' });
  });
});

describe('QR codes', () => {
  it('are drawn as SVG and PNG', async () => {
    const svg = await pages.request(`/${slug}/qr.svg`);
    expect([svg.headers.get('content-type'), (await svg.text()).slice(0, 4)]).toEqual([
      'image/svg+xml',
      '<svg',
    ]);
    const png = await pages.request(`/${slug}/qr.png`);
    const bytes = Buffer.from(await png.arrayBuffer());
    expect([png.headers.get('content-type'), bytes.subarray(1, 4).toString()]).toEqual(['image/png', 'PNG']);
    expect((await pages.request('/nosuchslug/qr.svg')).status).toBe(404);
  });
});

describe('the form for volunteers', () => {
  const path = () => `/apply/${api.sock.brand.applyToken}`;
  const shown = async () =>
    /name="shownAt" value="([^"]+)"/.exec(await (await pages.request(path())).text())?.[1] ?? '';
  const applications = async () =>
    ((await api.sock.as.get('/v1/applications')).json as { data: { handle: string }[] }).data;

  it('works without script: sent, it is in the list', async () => {
    const shownAt = await shown();
    api.clock.now += 10_000;
    const response = await form(path(), {
      shownAt,
      platform: 'instagram',
      handle: '@ada',
      followers: '6200',
      email: '',
      message: 'Hi\nthere',
    });
    expect([response.status, await response.text()]).toMatchObject([
      200,
      expect.stringContaining('Thank you'),
    ]);
    expect(await applications()).toMatchObject([{ handle: '@ada', followers: 6_200, message: 'Hi there' }]);
  });

  it('names what is wrong at the field, keeps what was written, and escapes it', async () => {
    const shownAt = await shown();
    api.clock.now += 10_000;
    const response = await form(
      path(),
      { shownAt, platform: 'instagram', handle: '', city: '"><img src=x>', email: 'nope' },
      'b',
    );
    const html = await response.text();
    expect(response.status).toBe(422);
    expect(html).toContain('role="alert"');
    expect(html).toMatch(/id="handle"[^>]*aria-invalid="true"/);
    expect(html).toContain('id="email-error"');
    expect(html).not.toContain('<img');
  });

  it.each([
    ['the hidden field is filled', { website: 'http://spam.example' }, 10_000],
    ['it comes back at once', {}, 100],
    ['the stamp is made up', { shownAt: 'AAAA' }, 10_000],
  ])('keeps nothing when %s', async (_what, extra, after) => {
    const count = (await applications()).length;
    const shownAt = await shown();
    api.clock.now += after;
    await form(
      path(),
      { shownAt, platform: 'instagram', handle: `@spam${after}`, ...extra },
      `c${after}${Object.keys(extra)}`,
    );
    expect(await applications()).toHaveLength(count);
  });

  it('lets one address send a few a minute', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 8; i++) statuses.push((await form(path(), { handle: '@x' }, 'flood')).status);
    expect(statuses.filter((status) => status === 429)).toHaveLength(2);
  });

  it('stands in the brand’s colour, as mails and reports do, in a sheet that the policy names', async () => {
    expect((await api.sock.as.patch('/v1/brand', { colour: '#8a1c7c' })).status).toBe(200);
    for (const address of [path(), `${path()}/calls`]) {
      const response = await pages.request(address);
      expect(await response.text()).toContain(`<style>${accentSheet('#8a1c7c')}</style>`);
      expect(response.headers.get('content-security-policy')).toContain(sheetHash(accentSheet('#8a1c7c')));
    }
    await api.sock.as.patch('/v1/brand', { colour: null });
    const response = await pages.request(path());
    expect((await response.text()).match(/<style>/g)).toHaveLength(1);
  });

  it('is not there for an unknown token', async () => {
    expect((await pages.request('/apply/nope')).status).toBe(404);
  });

  const WRITTEN = ['2.300', '2,300', '2 300', '2’300', '2300'];
  it.each(WRITTEN)('takes %s followers as people write them', async (followers) => {
    const handle = `@many${WRITTEN.indexOf(followers)}`;
    const shownAt = await shown();
    api.clock.now += 10_000;
    const sent = { shownAt, platform: 'instagram', handle, followers };
    expect((await form(path(), sent, handle)).status).toBe(200);
    expect(await applications()).toContainEqual(expect.objectContaining({ handle, followers: 2_300 }));
  });

  it('says what is wrong in the reader’s language', async () => {
    const sent = { shownAt: await shown(), platform: 'instagram', handle: '' };
    api.clock.now += 10_000;
    const html = await (await form(`${path()}?lang=de`, sent, 'german')).text();
    expect(html).toContain('wird gebraucht');
    expect(html).not.toContain('is needed');
  });
});

describe('a notice', () => {
  const inFrench = async (address: string) => {
    const answer = await pages.request(address, { headers: { 'accept-language': 'fr-CA,en;q=0.5' } });
    return [answer.status, await answer.text()] as const;
  };

  it.each([
    ['/apply/nope', 'Ce formulaire n’existe pas'],
    ['/nobody-made-this+', 'Ce lien ne mène nulle part'],
    ['/u/nope', 'Cet abonnement n’existe pas'],
    ['/r/nope', 'N’est plus ici'],
    ['/r/calendar/nope.ics', 'N’est plus ici'],
  ])('of %s is read in the reader’s language', async (address, title) => {
    const [status, html] = await inFrench(address);
    expect(status).toBe(404);
    expect(html).toContain('lang="fr"');
    expect(html).toContain(`<h1>${title}</h1>`);
  });

  it('of a part that is nowhere or failed is too', async () => {
    const request = new Request('https://vouch.example/x/y', { headers: { 'accept-language': 'es' } });
    expect(await pageFor(request, 404).text()).toContain('Nada en esta dirección');
    expect(await pageFor(request, 500).text()).toContain('Algo ha fallado');
  });

  it('of where a link leads is too', async () => {
    await api.sock.as.patch(`/v1/links/${linkId}`, { status: 'active' });
    const [status, html] = await inFrench(`/${slug}+`);
    expect(status).toBe(200);
    expect(html).toContain('Ce lien mène à shop.example.com');
  });
});
