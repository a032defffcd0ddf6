import { expect, it } from 'vitest';
import { postSpread } from '../../../../shared/domain/roi/promotions/post-spread.ts';
import { drawNormal, drawPoisson } from '../../../../shared/domain/statistics/samplers.ts';
import { seededRandom } from '../../../../shared/domain/statistics/seeded-random.ts';
import { addDays } from '../../../../shared/domain/time/week.ts';
import { aCreator, aLinkDay, aPost, someFacts } from '../facts-builder.ts';

const [FIRST, UNTIL] = ['2026-08-03', '2026-10-04'];
/** Of a post's clicks, by its age in days. */
const LIFE = [0.5, 0.25, 0.15, 0.1];

/** Two hundred creators, each with five posts a week apart; a creator's usual is 200 clicks times a factor. */
function aBrandOf({ within, between }: { within: number; between: number }) {
  const random = seededRandom(`spread ${within} ${between}`);
  const creators = Array.from({ length: 200 }, (_, n) => aCreator({ creatorId: `crt_${n}` }));
  const drawn = creators.flatMap(({ creatorId }) => {
    const usual = 200 * Math.exp(between * drawNormal(random));
    return Array.from({ length: 5 }, (_, week) => {
      const post = aPost({
        postId: `pst_${creatorId}_${week}`,
        creatorId,
        publishedOn: addDays(FIRST, 7 * week),
      });
      const level = usual * Math.exp(within * drawNormal(random));
      const days = LIFE.map((share, age) =>
        aLinkDay({
          day: addDays(post.publishedOn, age),
          linkId: `lnk_${post.postId}`,
          clicks: drawPoisson(level * share, random),
        }),
      );
      return { post, days };
    });
  });
  const posts = drawn.map(({ post }) => post);
  const links = posts.map(({ postId }) => ({ linkId: `lnk_${postId}`, postId }));
  return someFacts({ catalog: { creators, posts, links }, days: drawn.flatMap(({ days }) => days) });
}

it.each([
  { within: 0.3, between: 0.4 },
  { within: 0.5, between: 0.8 },
  { within: 0.8, between: 0.4 },
])(
  'finds how posts of one creator differ ($within), and creators ($between): e^σ² − 1 of a log-normal',
  (truth) => {
    const { within, between, tail } = postSpread(aBrandOf(truth), UNTIL);
    // Three standard errors of a variance of 800 and of 199 degrees of freedom: √(2/df) of it.
    const near = (found: number, sd: number, freedom: number) =>
      expect(Math.abs(Math.log1p(found) / sd ** 2 - 1)).toBeLessThan(3 * Math.sqrt(2 / freedom));
    near(within, truth.within, 800);
    near(between, truth.between, 199);
    // None of them lived beyond its first week: what is taken for usual then.
    expect(tail).toBe(0.25);
  },
);

it('expects of a new post the mean of its creator’s, and of an older one what the usual life leaves', () => {
  const facts = aBrandOf({ within: 0.3, between: 0.4 });
  const { expect: of } = postSpread(facts, UNTIL);
  const [known] = facts.catalog.posts;
  const own = facts.days.filter(({ linkId }) => linkId.startsWith(`lnk_pst_${known?.creatorId}_`));
  const usual = own.reduce((sum, { clicks }) => sum + clicks, 0) / 5;
  const fresh = aPost({ postId: 'pst_new', creatorId: known?.creatorId ?? '', publishedOn: '2026-10-05' });
  const week = { from: '2026-10-05', to: '2026-10-11' };
  const expected = of?.(fresh, week, 0).clicks ?? Number.NaN;
  expect(Math.abs(expected / usual - 1)).toBeLessThan(0.2);
  // Half of its clicks came on the day of publication: as many are to come.
  const older = { ...fresh, publishedOn: '2026-10-04' };
  expect((of?.(older, week, 100).clicks ?? 0) / 100).toBeCloseTo(1, 1);
});

it('follows a post for its first eight weeks: a click of the day after is no part of its life', () => {
  const facts = aBrandOf({ within: 0.3, between: 0.4 });
  const [post] = facts.catalog.posts;
  const late = (age: number) =>
    postSpread(
      {
        ...facts,
        days: [
          ...facts.days,
          aLinkDay({ day: addDays(FIRST, age), linkId: `lnk_${post?.postId}`, clicks: 900 }),
        ],
      },
      UNTIL,
    );
  const { within, between } = postSpread(facts, UNTIL);
  expect(late(56)).toMatchObject({ within, between });
  expect(late(55).within).not.toBe(within);
});

it('lets nothing be expected where no post is old enough, and weighs eight weeks of older posts against what is usual', () => {
  expect(postSpread(someFacts(), UNTIL)).not.toHaveProperty('expect');
  // Eight posts whose second week brought what their first let expect.
  const posts = Array.from({ length: 8 }, (_, n) =>
    aPost({ postId: `pst_${n}`, creatorId: `crt_${n}`, publishedOn: addDays(UNTIL, -13) }),
  );
  const facts = someFacts({
    catalog: { posts, links: posts.map(({ postId }) => ({ linkId: `lnk_${postId}`, postId })) },
    days: posts.flatMap(({ postId }) =>
      Array.from({ length: 14 }, (_, age) =>
        aLinkDay({ linkId: `lnk_${postId}`, day: addDays(UNTIL, age - 13), clicks: 10 }),
      ),
    ),
  });
  expect(postSpread(facts, UNTIL).tail).toBeCloseTo((0.25 * 8) / (8 + 8), 12);
});
