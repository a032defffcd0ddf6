import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BULK_OF } from '../../../shared/domain/imports/items/bulk-of.ts';
import { anApi } from '../../support/api-builders.ts';
import { startEngine } from '../../support/engine.ts';
import { contentOf, type ImportFile, isJson, lineOf } from '../../support/import-files/import-file.ts';
import { INSIGHTS } from '../../support/import-files/insights.ts';
import { LINKS } from '../../support/import-files/links.ts';
import { CREATOR, POSTS, SHEETS } from '../../support/import-files/sheets.ts';
import { type Imported, importsInto } from '../../support/import-run.ts';

const FILES: ImportFile[] = [...LINKS, ...INSIGHTS, ...SHEETS];
/** The posts of which a file speaks. */
const postsIn = ({ rows }: ImportFile): string[] =>
  [...POSTS, ...INSIGHTS.flatMap(({ posts }) => posts)].filter((url) => rows.join().includes(idOf(url)));
const idOf = (url: string): string => /[\w-]+(?=\/?$)/.exec(url)?.[0] ?? url;

/** So few at once that a file of five lines is sent in several parts, and can be stopped between them. */
const AT_ONCE = 2;
const sizes = Object.values(BULK_OF) as { most: number }[];
const usual = sizes.map(({ most }) => most);
beforeAll(() => {
  for (const one of sizes) one.most = AT_ONCE;
});
afterAll(() => {
  for (const [index, one] of sizes.entries()) one.most = usual[index] as number;
});

describe.each(FILES)('$vendor', (file) => {
  it('twice is once', async () => {
    await using place = await aPlace(file);
    const first = await place.run(file);
    expect(refusedIn(first)).toEqual(
      (file.refused ?? []).map((start) => expect.stringMatching(new RegExp(`^${escaped(start)}`))),
    );
    const then = await place.state();
    const again = await place.run(file);
    expect(again.text).toContain('0 new, 0 changed,');
    expect(refusedIn(again)).toEqual(refusedIn(first));
    expect(await place.state()).toEqual(then);
  });

  it('stopped at any point, with or without its last answer, it goes on to the same end', async () => {
    const whole = await imported(file);
    expect(whole.writes).toBeGreaterThan(0);
    for (let after = 0; after < whole.writes; after++)
      for (const isHeard of [false, true]) {
        await using place = await aPlace(file);
        await expect(place.run(file, { stopAfter: after, isHeard })).rejects.toThrow('Nobody answers');
        const rest = await place.run(file);
        const stop = `stopped after ${after} writes, the next ${isHeard ? '' : 'not '}heard`;
        expect(await place.state(), stop).toEqual(whole.state);
        expect(refusedIn(rest), stop).toEqual(whole.refused);
      }
  });

  it('lines that are broken, wherever they stand, are named and cost no other', async () => {
    const whole = await imported(file);
    await using place = await aPlace(file);
    for (const broken of brokenOf(file))
      for (let at = 0; at <= file.rows.length; at++) {
        const rows = file.rows.toSpliced(at, 0, broken);
        const told = refusedIn(await place.run({ ...file, rows }, { isTried: true }));
        const line = lineOf({ ...file, rows }, at);
        expect(
          told.some((one) => one.startsWith(`line ${line}: `)),
          `${broken} in line ${line}: ${told.join('\n')}`,
        ).toBe(true);
        expect(told, `${broken} in line ${line}`).toHaveLength(whole.tried.length + 1);
      }
    const rows = [...brokenOf(file), ...file.rows.flatMap((row) => [row, ...brokenOf(file)])];
    await place.run({ ...file, rows });
    expect(await place.state()).toEqual(whole.state);
  });
});

/** What no file means: more cells than the heading has, a quote that nobody closes, a word; of JSON something else. */
function brokenOf(file: ImportFile): string[] {
  if (isJson(file)) return ['{"nonsense":"yes"}', '{}'];
  return [`${'x,;\t|'.repeat(40)}x`, '"opened and never closed', 'nonsense'];
}

const refusedIn = ({ text }: Imported): string[] =>
  text.split('\n').flatMap((line) => {
    if (/^line \d+: (?:ready|skipped) /.test(line)) return [];
    return /^line \d+: /.test(line) ? [line.replace(/: refused +/, ': ')] : [];
  });

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

async function imported(file: ImportFile) {
  await using place = await aPlace(file);
  const tried = refusedIn(await place.run(file, { isTried: true }));
  const done = await place.run(file);
  return { state: await place.state(), refused: refusedIn(done), tried, writes: place.writes() };
}

type How = { isTried?: boolean; stopAfter?: number; isHeard?: boolean };

/** An installation of its own with a brand, a creator and posts: slugs are one space for all brands. */
async function aPlace(file: ImportFile) {
  const engine = await startEngine();
  const api = await anApi(engine);
  const tenant = await api.anotherBrand();
  await tenant.as.post('/v1/creators', CREATOR);
  const posts = postsIn(file).map((url) => ({
    creatorHandle: CREATOR.handle,
    url,
    platform: CREATOR.platform,
    stage: 'microcontent',
    format: 'short',
    publishedAt: '2026-09-01T10:00:00.000Z',
    destination: 'https://shop.example.com/socks',
  }));
  if (posts.length > 0) await tenant.as.post('/v1/posts/bulk', { posts });
  const into = importsInto(api, tenant);
  return {
    run: (file: ImportFile, { isTried = false, stopAfter, isHeard }: How = {}) =>
      into.run(
        into.file(file.name, contentOf(file)),
        { ...file.wish, 'dry-run': isTried },
        stopAfter,
        isHeard,
      ),
    writes: into.writes,
    /** All that was stored, without what is made anew each time. */
    async state() {
      const of = async (path: string) =>
        ((await tenant.as.get(path)).json as { data: Record<string, unknown>[] }).data;
      const made = await of('/v1/posts?limit=100');
      const counters = await Promise.all(made.map(({ id }) => of(`/v1/engagement?postId=${id}`)));
      const lists = await Promise.all(
        ['creators', 'spend', 'conversions', 'links'].map((list) => of(`/v1/${list}?limit=100`)),
      );
      return [...lists, made, ...counters].flatMap((list) => list.map(lasting)).sort();
    },
    async [Symbol.asyncDispose]() {
      into.clean();
      await engine.stop();
    },
  };
}

/** Ids and slugs are drawn anew in each place; the rest of it must be the same. */
const lasting = (one: Record<string, unknown>): string =>
  JSON.stringify(one)
    .replace(/\b[a-z]{3}_[0-9a-z]{16}\b/g, '…')
    .replace(/"(slug|shortUrl|qrUrl)":"[^"]*"/g, (all) => (/[a-z0-9]{11}/.test(all) ? '' : all))
    .replace(/"(createdAt|updatedAt)":"[^"]*"/g, '');
