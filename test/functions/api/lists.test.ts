import { beforeAll, describe, expect, it } from 'vitest';
import { postBody } from '../../support/api-builders.ts';
import { apiOfFile } from '../../support/api-of-file.ts';

const host = apiOfFile();
const { as, made } = host;
type Page = {
  data: { id: string; handle?: string; publishedAt?: string; externalId?: string }[];
  nextCursor: string | null;
};
const list = async (path: string) => (await as().get(path)).json as Page;
/** Every page of two, to its end. */
async function everyPage(path: string): Promise<Page['data']> {
  const all: Page['data'] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Page = await list(
      `${path}${path.includes('?') ? '&' : '?'}limit=2${cursor ? `&cursor=${cursor}` : ''}`,
    );
    all.push(...page.data);
    cursor = page.nextCursor;
  }
  return all;
}
let creators: string[];
let campaigns: string[];
let squads: string[];

beforeAll(async () => {
  creators = [];
  for (const [index, handle] of ['@ada.knits', '@bo.sews', '@cy.knits'].entries())
    creators.push(
      (
        await made('/v1/creators', {
          handle,
          platform: index === 1 ? 'tiktok' : 'instagram',
          followers: 2_000 * (index + 1),
          source: index === 2 ? 'volunteered' : 'invited',
        })
      ).id,
    );
  campaigns = [];
  for (const [name, startsOn, asked] of [
    ['October', '2026-10-01', 0],
    ['april', '2027-04-01', 2],
  ] as const)
    campaigns.push(
      (
        await made('/v1/campaigns', {
          name,
          startsOn,
          endsOn: '2027-04-30',
          creatorIds: [creators[asked]],
        })
      ).id,
    );
  squads = [];
  for (const [index, city] of ['Paris', 'Berlin'].entries()) {
    const { id } = await made('/v1/squads', {
      name: `Squad ${index}`,
      city,
      country: 'DE',
      managerName: 'Mo',
    });
    squads.push(id);
  }
  await as().put(`/v1/squads/${squads[1]}/members/${creators[0]}`, {});
  for (const [index, day] of ['2026-09-03', '2026-09-01', '2026-09-05', '2026-09-02', '2026-09-04'].entries())
    await made(
      '/v1/posts',
      postBody(creators[index % 3] ?? '', {
        publishedAt: `${day}T10:00:00Z`,
        stage: index % 2 ? 'campaign' : 'microcontent',
        placements: index === 0 ? ['story', 'bio'] : ['feed'],
        ...(index % 2 ? { campaignId: campaigns[0] } : {}),
        ...(index === 4 ? { squadId: squads[0] } : {}),
      }),
    );
  for (const [index, creatorId] of creators.entries())
    await made('/v1/spend', {
      kind: 'fee',
      amount: { amount: 100, currency: 'EUR' },
      incurredOn: `2026-09-0${3 - index}`,
      creatorId,
    });
});

type Slugged = { slug: string; createdAt: string };
const NAMES = ['ada', 'bo', 'cy'];
const named = (query: string) =>
  query.replace(/creatorId=(\w+)/, (_, name: string) => `creatorId=${creators[NAMES.indexOf(name)]}`);
const handles = (page: { data: { handle?: string }[] }) => page.data.map(({ handle }) => handle);

describe('lists', () => {
  it.each([
    ['source=volunteered', ['@cy.knits']],
    ['platform=tiktok', ['@bo.sews']],
    ['q=KNITS&sort=handle', ['@ada.knits', '@cy.knits']],
    ['sort=-followers', ['@cy.knits', '@bo.sews', '@ada.knits']],
    ['placement=bio', ['@ada.knits']],
    ['tier=5-10k', ['@cy.knits']],
    ['stage=community', []],
  ])('of creators by %s', async (query, expected) => {
    expect(handles(await list(`/v1/creators?${query}`))).toEqual(expected);
  });

  it.each([
    ['sort=publishedAt', ['01', '02', '03', '04', '05']],
    ['sort=-publishedAt', ['05', '04', '03', '02', '01']],
    ['sort=publishedAt&stage=campaign', ['01', '02']],
    ['sort=publishedAt&source=volunteered', ['05']],
    ['sort=publishedAt&from=2026-09-02&to=2026-09-03', ['02', '03']],
    ['sort=publishedAt&placement=story', ['03']],
    ['sort=publishedAt&q=bo.se', ['01', '04']],
  ])('of posts by %s, page after page', async (query, days) => {
    const all = await everyPage(`/v1/posts?${query}`);
    expect(all.map(({ publishedAt }) => publishedAt?.slice(8, 10))).toEqual(days);
  });

  it('of links by the places of their posts', async () => {
    expect(await everyPage('/v1/links?placement=story')).toHaveLength(1);
    expect(await everyPage('/v1/links?stage=campaign')).toHaveLength(2);
    expect(await everyPage('/v1/links?status=paused')).toHaveLength(0);
    expect(await everyPage('/v1/links')).toHaveLength(6);
  });

  it.each([
    ['slug', (link: Slugged) => link.slug.toLowerCase()],
    ['createdAt', (link: Slugged) => link.createdAt],
  ] as const)('of links by %s and the other way round, page after page', async (sort, by) => {
    const keys = async (order: string) =>
      ((await everyPage(`/v1/links?sort=${order}`)) as never as Slugged[]).map(by);
    const sorted = await keys(sort);
    expect(sorted).toEqual([...sorted].sort());
    expect(await keys(`-${sort}`)).toEqual([...sorted].reverse());
    expect(sorted).toHaveLength(6);
  });

  it.each([
    ['sort=name', ['april', 'October']],
    ['sort=-startsOn', ['april', 'October']],
    ['q=OCTO', ['October']],
    ['platform=instagram', ['October']],
    ['platform=tiktok', []],
    ['stage=microcontent', []],
    ['sort=name&creatorId=ada', ['October']],
    ['creatorId=cy', ['april']],
    ['without=campaignId', []],
    ['without=squadId&sort=name', ['april', 'October']],
  ])('of campaigns by %s', async (query, expected) => {
    const found = await everyPage(`/v1/campaigns?${named(query)}`);
    expect(found.map((one) => (one as { name?: string }).name)).toEqual(expected);
  });

  it.each([
    ['sort=city', ['Berlin', 'Paris']],
    ['sort=-name', ['Berlin', 'Paris']],
    ['q=pari', ['Paris']],
    ['q=mo&sort=city', ['Berlin', 'Paris']],
    ['creatorId=ada', ['Berlin']],
    ['creatorId=bo', ['Paris']],
    ['creatorId=cy', []],
    ['stage=microcontent', ['Paris']],
    ['stage=campaign', []],
  ])('of squads by %s', async (query, expected) => {
    const found = await everyPage(`/v1/squads?${named(query)}`);
    expect(found.map((one) => (one as { city?: string }).city)).toEqual(expected);
  });

  it('of spend by day and by what it was booked on', async () => {
    expect(await everyPage(`/v1/spend?creatorId=${creators[0]}`)).toHaveLength(1);
    const days = (await everyPage('/v1/spend?sort=-incurredOn')).map(
      (spend) => (spend as never as { incurredOn: string }).incurredOn,
    );
    expect(days).toEqual(['2026-09-03', '2026-09-02', '2026-09-01']);
    expect(await everyPage('/v1/spend?from=2026-09-02&kind=fee&state=accrued')).toHaveLength(2);
  });

  it('do not go on under another question’s cursor', async () => {
    const { nextCursor } = await list('/v1/posts?sort=publishedAt&limit=2');
    expect((await as().get(`/v1/posts?sort=-publishedAt&limit=2&cursor=${nextCursor}`)).status).toBe(400);
  });

  it('leave archived posts out, in any order', async () => {
    const [first] = await everyPage('/v1/posts?sort=publishedAt');
    await as().delete(`/v1/posts/${first?.id}`);
    expect(await everyPage('/v1/posts?sort=publishedAt')).toHaveLength(4);
  });
});

describe('by their ids', () => {
  const idsOf = ({ data }: Page) => data.map(({ id }) => id);

  it.each(['creators', 'campaigns', 'posts', 'squads'] as const)(
    '%s are those that were named',
    async (kind) => {
      const all = idsOf(await list(`/v1/${kind}?limit=100`));
      const [first = '', second = ''] = all.toReversed();
      const unknown = first.replace(/_.*/, '_0000000000000000');
      const asked = `/v1/${kind}?ids=${[first, second, unknown, first]}`;
      expect(idsOf(await list(asked))).toEqual([first, second].sort());
      const everyOne = await everyPage(`/v1/${kind}?ids=${all.toReversed()}`);
      expect(idsOf({ data: everyOne, nextCursor: null })).toEqual(all.toSorted());
      expect(idsOf(await list(`/v1/${kind}?ids=${unknown}`))).toEqual([]);
      expect((await as().get(`/v1/${kind}?ids=`)).status).toBe(422);
    },
  );

  it('keep to the other filters, and know what was archived', async () => {
    const [ada = '', bo = ''] = creators;
    expect(idsOf(await list(`/v1/creators?ids=${ada},${bo}&platform=tiktok`))).toEqual([bo]);
    const { id } = await made('/v1/posts', postBody(ada));
    const lasting = await made('/v1/posts', postBody(bo));
    await as().delete(`/v1/posts/${id}`);
    expect(idsOf(await list('/v1/posts?limit=100'))).not.toContain(id);
    for (const besides of ['', '&sort=publishedAt'])
      expect(idsOf(await list(`/v1/posts?ids=${id},${lasting.id}${besides}`)).sort()).toEqual(
        [id, lasting.id].sort(),
      );
    expect(idsOf(await list(`/v1/posts?ids=${id},${lasting.id}&creatorId=${bo}`))).toEqual([lasting.id]);
  });
});
