import { expect } from 'vitest';
import { randomInt, seededRandom } from '../../shared/domain/statistics/seeded-random.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/domain/time/units.ts';
import {
  CHANNELS,
  CREATOR_SOURCES,
  FORMATS,
  SPEND_BASES,
  SPEND_STATES,
  STAGES,
} from '../../shared/domain/vocabulary.ts';
import type { TestApi } from './api-builders.ts';
import { countingSince } from './counting.ts';
import type { Engine } from './engine.ts';

/** A Monday, brand's time. */
export const PROGRAMME_START = Date.parse('2026-10-05T08:00:00Z');

const PLACEMENTS = ['feed', 'story', 'whatsapp'];
const TAGS = ['spring', 'wool', 'poster'];

type Made = { id: string; links: { id: string }[] };

/**
 * A brand with something of everything that figures are told apart by, as dice have it: posts with and without campaign,
 * squad, tier and tag, links without a post, clicks, orders by click, code and survey, and spend on every level.
 */
export async function randomProgramme(engine: Engine, api: TestApi, seed: string) {
  const random = seededRandom(seed);
  const { as, brand } = api.sock;
  const counting = await countingSince(PROGRAMME_START, engine, api);
  const one = <T>(all: readonly T[]): T => all[randomInt(random, 0, all.length - 1)] as T;
  const some = <T>(all: readonly T[]): T[] => all.filter(() => random() < 0.4);
  const maybe = <T extends object>(given: T): T | object => (random() < 0.5 ? given : {});
  const made = async <T = Made>(path: string, body: object): Promise<T> => {
    const { status, json, text } = await as.post(path, body);
    expect(status, `${path} ${text}`).toBe(201);
    return json as T;
  };
  const several = async <T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> => {
    const all: T[] = [];
    for (let index = 0; index < count; index++) all.push(await make(index));
    return all;
  };

  await as.patch('/v1/brand', { grossMargin: 0.37, attribution: { model: 'linear' } });
  const dates = { startsOn: '2026-09-01', endsOn: '2026-12-31' };
  const campaigns = await several(2, (index) =>
    made('/v1/campaigns', { name: `Campaign ${index}`, ...dates }),
  );
  const squads = await several(2, (index) =>
    made('/v1/squads', { name: `Squad ${index}`, city: 'Hamburg', country: 'DE' }),
  );
  const creators = await several(4, (index) =>
    made('/v1/creators', {
      handle: `@creator${index}`,
      platform: one(['instagram', 'tiktok']),
      source: one(CREATOR_SOURCES),
      couponCodes: [`CODE${index}`],
      ...maybe({ followers: randomInt(random, 1_000, 40_000) }),
      ...maybe({ tags: some(TAGS) }),
    }),
  );
  const posts = await several(9, (index) =>
    made('/v1/posts', {
      creatorId: one(creators.slice(0, 3)).id,
      stage: one(STAGES),
      platform: one(['instagram', 'tiktok']),
      format: one(FORMATS),
      publishedAt: new Date(PROGRAMME_START - randomInt(random, 0, 20) * DAY_MS - HOUR_MS).toISOString(),
      destination: 'https://shop.example.com/socks',
      placements: PLACEMENTS.slice(0, 1 + (index % 3)),
      messages: some(['warmth', 'looks']),
      ...maybe({ campaignId: one(campaigns).id }),
      ...maybe({ squadId: one(squads).id }),
      ...maybe({ tags: some(TAGS) }),
    }),
  );
  const own = await several(3, (index) =>
    made('/v1/links', {
      destination: 'https://shop.example.com/',
      ...(index === 0 ? {} : { placement: one(PLACEMENTS) }),
      ...maybe({ tags: some(TAGS) }),
    }),
  );
  await as.patch(`/v1/links/${posts[1]?.links[0]?.id}`, { tags: ['poster'] });

  const links = [...posts.flatMap((post) => post.links), ...own].map(({ id }) => id);
  const wishes = Array.from({ length: 60 }, (_, index) => ({
    brandId: brand.id,
    linkId: one(links),
    at: PROGRAMME_START + index * MINUTE_MS,
    ...one([{ channel: one(CHANNELS) }, { channel: 'dark_messenger' as const, app: 'whatsapp' }]),
    ...(random() < 0.2 ? { excluded: 'bot' as const } : {}),
    ...maybe({ country: one(['DE', 'FR']) }),
  }));
  const clickIds = await counting.follow(wishes);
  const counted = clickIds.filter((_, index) => !('excluded' in (wishes[index] ?? {})));
  api.clock.now = PROGRAMME_START + 4 * HOUR_MS;
  await several(20, (index) =>
    made('/v1/conversions', {
      kind: index % 7 === 6 ? 'lead' : 'sale',
      externalId: `order-${index}`,
      occurredAt: new Date(PROGRAMME_START + 2 * HOUR_MS + index * MINUTE_MS).toISOString(),
      amount: { amount: randomInt(random, 1_000, 9_999), currency: 'EUR' },
      ...one([
        { clickIds: [one(counted), one(counted)] },
        { clickIds: [one(counted)] },
        { couponCode: `CODE${index % 4}` },
        {},
      ]),
    }),
  );
  const levels = [
    ...posts.slice(0, 3).map(({ id: postId }) => ({ postId })),
    ...creators.map(({ id: creatorId }) => ({ creatorId })),
    ...campaigns.map(({ id: campaignId }) => ({ campaignId })),
    ...squads.map(({ id: squadId }) => ({ squadId })),
    ...STAGES.map((stage) => ({ stage })),
  ];
  for (const level of levels) {
    await made('/v1/spend', {
      kind: 'fee',
      basis: one(SPEND_BASES),
      state: one(SPEND_STATES),
      amount: { amount: randomInt(random, 1_000, 9_999), currency: 'EUR' },
      incurredOn: `2026-10-0${randomInt(random, 1, 5)}`,
      ...level,
    });
  }
}
