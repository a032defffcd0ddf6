import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { tidyAll } from '../../../shared/data/chores/tidy.ts';
import { linkRoutesIn } from '../../../shared/data/links/link-routes-store.ts';
import { linkRecords } from '../../../shared/data/links/link-shelf.ts';
import { createStores } from '../../../shared/data/stores.ts';
import { recordsOf } from '../../../shared/data/table/records-store.ts';
import { tablesOn } from '../../../shared/data/table/sdk.ts';
import { apiOfFile } from '../../support/api-of-file.ts';
import { dumpOf } from '../../support/engine.ts';

const host = apiOfFile();
const ANY = z.looseObject({ id: z.string() });
type Shown = { id: string; url?: string; destination: string; links: Shown[]; slug: string; postId: string };
type Answer = { status: number; json: Shown; text: string };

let creatorId = '';
let postId = '';
beforeAll(async () => {
  creatorId = (await host.made('/v1/creators', { handle: 'ada', platform: 'instagram', source: 'imported' }))
    .id;
  postId = (await host.made('/v1/posts', aPost('https://shop.example.com/0'))).id;
});

const aPost = (destination: string, more: object = {}) => ({
  creatorId,
  stage: 'microcontent',
  platform: 'instagram',
  format: 'short',
  publishedAt: '2026-10-01T10:00:00Z',
  destination,
  ...more,
});

/** Everything left half done, of any brand. */
const intentsLeft = async () =>
  (await dumpOf(host.engine)).filter(
    ({ item }) => /#(INTENT|CLAIM)$/.test(item.pk?.S ?? '') && !item.archived,
  );

/** Who got a 2xx for something whose destination isn't his own, and isn't told to be another's. */
const foreign = (answers: Answer[], wanted: string[], shownOf: (answer: Answer) => string | undefined) =>
  answers.filter(({ status }, index) => status < 300 && shownOf(answers[index] as Answer) !== wanted[index]);

const PAIRS = 40;
const names = (kind: string) => Array.from({ length: PAIRS }, (_, n) => `${kind}-${n}`);
const destinations = (name: string) => [
  `https://shop.example.com/a/${name}`,
  `https://shop.example.com/b/${name}`,
];

describe('two unequal writes of one name, milliseconds apart', () => {
  it.each(['POST', 'PUT'] as const)(
    '%s of a post: each 2xx is its own, and one is there in the end',
    async (method) => {
      for (const name of names(`post-${method}`)) {
        const wanted = destinations(name);
        const answers = (await Promise.all(
          wanted.map((destination) =>
            method === 'POST'
              ? host.as().post('/v1/posts', aPost(destination, { externalId: name }))
              : host.as().put(`/v1/posts/external/${name}`, aPost(destination)),
          ),
        )) as Answer[];
        const statuses = answers.map(({ status }) => status).sort();
        expect(statuses, answers.map(({ text }) => text).join()).toEqual(
          method === 'POST' ? [201, 409] : [200, 201],
        );
        expect(foreign(answers, wanted, ({ json }) => json.links[0]?.destination)).toEqual([]);
        await agree(answers, wanted);
      }
      expect(await intentsLeft()).toEqual([]);
    },
  );

  it.each(['POST', 'PUT'] as const)('%s of a link: the same', async (method) => {
    for (const name of names(`link-${method}`)) {
      const wanted = destinations(name);
      const answers = (await Promise.all(
        wanted.map((destination) =>
          method === 'POST'
            ? host.as().post('/v1/links', { postId, destination, externalId: name })
            : host.as().put(`/v1/links/external/${name}`, { postId, destination }),
        ),
      )) as Answer[];
      const statuses = answers.map(({ status }) => status).sort();
      expect(statuses, answers.map(({ text }) => text).join()).toEqual(
        method === 'POST' ? [201, 409] : [200, 201],
      );
      expect(foreign(answers, wanted, ({ json }) => json.destination)).toEqual([]);
      await agree(answers, wanted);
    }
    expect(await intentsLeft()).toEqual([]);
  });

  it('lists of links that share names, in any order: all of each list, one after the other', async () => {
    for (const name of names('bulk').slice(0, 20)) {
      const list = (side: string, ids: string[]) => ({
        links: ids.map((id) => ({
          postId,
          destination: `https://shop.example.com/${side}/${id}`,
          externalId: `${name}-${id}`,
          slug: `${name}-${id}-slug`,
        })),
      });
      const lists = [list('a', ['x', 'y', 'v']), list('b', ['y', 'x']), list('c', ['z', 'y'])];
      const answers = await Promise.all(
        lists.map((body) => host.as().post('/v1/links/bulk?atomic=true', body)),
      );
      // Each names what another names: whoever comes second changes what is there.
      expect(answers.map(({ status, text }) => `${status}${status === 201 ? '' : text}`)).toEqual([
        '201',
        '201',
        '201',
      ]);
      for (const { json } of answers as { json: { data: Shown[] } }[])
        for (const link of json.data) {
          const wanted = lists.flatMap(({ links }) => links).filter(({ slug }) => slug === link.slug);
          await agree(
            [{ json: link, status: 200 }] as never,
            wanted.map(({ destination }) => destination),
          );
        }
    }
    expect(await intentsLeft()).toEqual([]);
  });
});

/** What the record says, what the redirect reads, and one of the two that were asked for: all the same. */
async function agree(answers: Answer[], wanted: string[]): Promise<void> {
  const shown = answers.find(({ status }) => status < 300)?.json as Shown;
  const id = shown.links?.[0]?.id ?? shown.id;
  const { json } = (await host.as().get(`/v1/links/${id}`)) as { json: Shown };
  expect(wanted).toContain(json.destination);
  expect(await routeOf(json.slug)).toBe(json.destination);
}

const routeOf = async (slug: string) =>
  (await linkRoutesIn(tablesOn(host.engine.client, host.engine.tables)).find(slug))?.destination;

describe('PUT', () => {
  it('says which fields of a post it cannot change, and changes none', async () => {
    await host
      .as()
      .put('/v1/posts/external/frozen', aPost('https://shop.example.com/1', { messages: ['warmth'] }));
    const { status, json } = await host.as().put('/v1/posts/external/frozen', {
      ...aPost('https://shop.example.com/2', { messages: ['looks'] }),
      stage: 'campaign',
      slug: 'another-slug',
    });
    expect(status).toBe(422);
    const { errors } = json as { errors: { path: string }[] };
    expect(errors.map(({ path }) => path).sort()).toEqual(['messages', 'slug', 'stage']);
    const { json: link } = await host
      .as()
      .put('/v1/posts/external/frozen', aPost('https://shop.example.com/3', { messages: ['warmth'] }));
    expect((link as Shown).links[0]?.destination).toBe('https://shop.example.com/3');
  });

  it('says the same of a link', async () => {
    const path = '/v1/links/external/frozen';
    await host.as().put(path, { postId, destination: 'https://shop.example.com/1' });
    const { status, json } = await host
      .as()
      .put(path, { postId, destination: 'https://shop.example.com/2', slug: 'other-slug' });
    expect([status, (json as { errors: { path: string }[] }).errors[0]?.path]).toEqual([422, 'slug']);
  });
});

describe('what was left half done', () => {
  it('one intent that can never be finished stops no other, and is set aside with an alarm', async () => {
    const { tables } = host.api.deps.stores;
    const records = recordsOf(tables, host.api.sock.brand.id);
    const stores = createStores({ ...host.api.deps, tables, now: () => now });
    let now = host.api.clock.now;
    const { id, slug } = await host.made<Shown>('/v1/links', {
      postId,
      destination: 'https://shop.example.com/p',
    });
    const intents = records.collection('INTENT', ANY);
    await intents.create({
      id: 'rewrite#lnk_0000000000000000',
      kind: 'rewrite',
      linkId: 'lnk_0000000000000000',
      startedAt: now,
    });
    // A process that died between the record and the route: paused, and still followed.
    await linkRecords(records).update(id, (link) => ({ ...link, status: 'paused' }));
    await intents.create({ id: `rewrite#${id}`, kind: 'rewrite', linkId: id, startedAt: now });
    now += 120_000;
    await expect(tidyAll(stores)).rejects.toThrow(/could not be tidied.*rewrite#lnk_0000/s);
    expect((await linkRoutesIn(tables).find(slug))?.status).toBe('paused');

    for (let turn = 0; turn < 12; turn++) await tidyAll(stores).catch(() => {});
    expect(await intentsLeft()).toEqual([]);
    expect(await intents.find('rewrite#lnk_0000000000000000')).toMatchObject({ failures: 10 });
    await expect(stores.brand(host.api.sock.brand.id).links.tidy(now)).resolves.toBe(0);
  });
});
