import { expect, it } from 'vitest';
import { createPages } from '../../../functions/pages/app.ts';
import { fisherExact } from '../../../shared/domain/statistics/proportions.ts';
import { postBody } from '../../support/api-builders.ts';
import { apiOfFile } from '../../support/api-of-file.ts';

const host = apiOfFile();
const { as, made } = host;
const DAY_MS = 86_400_000;

it('sets volunteers against the others: fit, broken rules and what each returned, with the tests of the difference', async () => {
  await as().patch('/v1/brand', { standingInstructions: [{ instruction: 'No rivals' }] });
  const stages = {
    volunteered: ['campaign', 'campaign', 'microcontent'],
    searched: ['microcontent', 'microcontent'],
  };
  for (const [source, own] of Object.entries(stages))
    for (const [index, stage] of own.entries()) {
      const creator = await made('/v1/creators', {
        handle: `${source}${index}`,
        platform: 'instagram',
        source,
      });
      const post = await made('/v1/posts', postBody(creator.id, { stage }));
      const result = source === 'searched' ? 'violation' : 'ok';
      await as().post(`/v1/posts/${post.id}/checks`, { results: [{ instruction: 'No rivals', result }] });
    }
  const { json } = await as().get('/v1/sources?from=2026-09-01&to=2026-10-05');
  expect(json).toMatchObject({
    rows: [
      {
        source: 'volunteered',
        creators: 3,
        fit: { successes: 2, trials: 3 },
        broken: { successes: 0, trials: 3 },
      },
      { source: 'invited', creators: 0, fit: { trials: 0, share: null }, roi: null },
      {
        source: 'searched',
        creators: 2,
        fit: { successes: 0, trials: 2 },
        broken: { successes: 2, trials: 2 },
      },
      { source: 'imported' },
    ],
    difference: { broken: fisherExact({ successes: 0, trials: 3 }, { successes: 2, trials: 2 }) },
  });
  expect((json as { difference: { broken: number } }).difference.broken).toBeCloseTo(0.1, 10);
});

it('narrows whom it tells of, their posts, their money and their checks by a place', async () => {
  const { json } = await as().get('/v1/sources?from=2026-09-01&to=2026-10-05&stage=microcontent');
  expect(json).toMatchObject({
    rows: [
      {
        source: 'volunteered',
        creators: 1,
        roi: { posts: 1 },
        fit: { successes: 0, trials: 1 },
        broken: { successes: 0, trials: 1 },
      },
      { source: 'invited', creators: 0 },
      { source: 'searched', creators: 2, roi: { posts: 2 }, broken: { successes: 2, trials: 2 } },
      { source: 'imported' },
    ],
    difference: { fit: 1 },
  });
});

it('reproduces Fisher’s tea tasting: 3 of 4 against 1 of 4, two-sided 0.4857', () => {
  expect(fisherExact({ successes: 3, trials: 4 }, { successes: 1, trials: 4 })).toBeCloseTo(0.4857, 4);
});

it('shows open calls and what no post may say in the reader’s language, and the form names the call', async () => {
  const pages = createPages({ ...host.api.deps, sealKeys: host.api.deps.cursorKeys });
  host.api.clock.now -= DAY_MS;
  const over = await made('/v1/calls', { title: 'Gone', looksFor: 'Nobody', closesOn: '2026-10-04' });
  host.api.clock.now += DAY_MS;
  const call = await made('/v1/calls', {
    title: 'Knitters <b>',
    looksFor: 'People who knit',
    closesOn: '2026-10-05',
  });
  const { applyToken } = host.api.sock.brand;
  const text = await (await pages.request(`/apply/${applyToken}/calls?lang=de`)).text();
  expect(text).toContain('<html lang="de">');
  expect(text).toContain('Aufrufe von Sock &amp; Co');
  expect(text).toContain('Knitters &lt;b&gt;');
  expect(text).toContain('bis 5. Oktober 2026');
  expect(text).toContain('No rivals');
  expect(text).not.toContain(over.id);
  const form = await (
    await pages.request(`/apply/${applyToken}?call=${call.id}`, { headers: { 'accept-language': 'fr-CA' } })
  ).text();
  expect(form).toContain(`name="callId" value="${call.id}"`);
  expect(form).toContain('Ce qui en est fait');
  await as().delete(`/v1/calls/${call.id}`);
  expect(await (await pages.request(`/apply/${applyToken}/calls?lang=es`)).text()).toContain(
    'Ahora no hay ninguna',
  );
});
