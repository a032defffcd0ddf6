import type { CreditedOrder, Facts, PostFacts } from '../../shared/domain/facts.ts';
import { buildSnapshot } from '../../shared/domain/report/build/build-snapshot.ts';
import type { ReportSnapshot } from '../../shared/domain/report/snapshot.ts';
import { drawPoisson } from '../../shared/domain/statistics/samplers.ts';
import { type Random, seededRandom } from '../../shared/domain/statistics/seeded-random.ts';
import { DAY_MS } from '../../shared/domain/time/units.ts';
import { addDays, listDays } from '../../shared/domain/time/week.ts';
import type { Stage } from '../../shared/domain/vocabulary.ts';
import { aBrand, aCreator, anOrder, aPost, aSpend, someFacts } from '../domain/roi/facts-builder.ts';

const WEEK = '2026-W46';
const [MONDAY, SUNDAY] = ['2026-11-09', '2026-11-15'];
const AS_OF_MS = Date.parse('2026-11-16T05:00:00Z');

type Programme = { creators: number; weeks: number; clicksPerPost?: number; outlier?: boolean };

/** What a reader may get, beside the demo: each made of facts by the product itself. */
export const CASES: Record<string, () => ReportSnapshot> = {
  'first-week': () => aWeekOf({ creators: 6, weeks: 1 }),
  'empty-week': () => build(quietIn(aProgramme({ creators: 6, weeks: 5 }))),
  'one-creator': () => aWeekOf({ creators: 1, weeks: 6, clicksPerPost: 160 }),
  'forty-creators': () => aWeekOf({ creators: 40, weeks: 8, clicksPerPost: 90 }),
  outlier: () => aWeekOf({ creators: 8, weeks: 8, outlier: true }),
};

const aWeekOf = (programme: Programme): ReportSnapshot => build(aProgramme(programme));

const build = (facts: Facts): ReportSnapshot =>
  buildSnapshot({
    facts,
    week: WEEK,
    asOfMs: AS_OF_MS,
    asOf: new Date(AS_OF_MS).toISOString(),
    rulesVersions: ['2026-11-28.2'],
    applications: [{ state: 'open', waitingDays: 3 }],
  });

const STAGES: Stage[] = ['microcontent', 'campaign', 'community'];
const FIRST_NAMES = 'Mara Ben Ayşe Jonas Lotte Karim Ida Milo Nele Oke'.split(' ');
const LAST_NAMES = ['Lindqvist', 'Okafor', 'Brandt-Hohenstein', 'Vogt'];
const nameOf = (n: number): string =>
  `${FIRST_NAMES[n % FIRST_NAMES.length]} ${LAST_NAMES[Math.floor(n / FIRST_NAMES.length) % LAST_NAMES.length]}`;

/** A post of each creator in each week; clicks fade over a fortnight, one in thirty buys. */
function aProgramme({ creators, weeks, clicksPerPost = 70, outlier = false }: Programme): Facts {
  const random = seededRandom(`screenshots ${creators} ${weeks}`);
  const first = addDays(MONDAY, -7 * (weeks - 1));
  const posts = Array.from({ length: creators * weeks }, (_, index) => {
    const [n, week] = [index % creators, Math.floor(index / creators)];
    const publishedOn = addDays(first, 7 * week + (n % 5));
    return aPost({
      postId: `pst_${index}`,
      creatorId: `crt_${n}`,
      stage: STAGES[n % 3] ?? 'microcontent',
      platform: n % 2 ? 'tiktok' : 'instagram',
      publishedOn,
    });
  });
  const days = posts.flatMap((post) =>
    clicksOf(post, clicksPerPost * (outlier && post.postId === 'pst_57' ? 25 : 1), random),
  );
  return someFacts({
    brand: aBrand({ name: 'Sock Works', ppcCpcMinor: 120 }),
    catalog: {
      creators: Array.from({ length: creators }, (_, n) =>
        aCreator({ creatorId: `crt_${n}`, handle: `creator.${n}`, displayName: nameOf(n) }),
      ),
      posts,
      links: posts.map(({ postId }) => ({ linkId: linkOf(postId), postId })),
    },
    days,
    channels: days.flatMap(({ day, linkId, clicks, darkClicks }) => [
      { day, linkId, channel: 'own_inapp' as const, clicks: clicks - darkClicks },
      { day, linkId, channel: 'dark_app' as const, clicks: darkClicks },
    ]),
    orders: ordersOf(posts, days, random),
    spend: posts.map((post, index) =>
      aSpend({
        spendId: `spd_${index}`,
        // Ten euros that sold for hundreds: nothing else may be flattened by it.
        amountMinor: outlier && post.stage === 'community' ? 1_200 : 2_500 + (index % 4) * 900,
        incurredOn: post.publishedOn,
        on: { postId: post.postId },
      }),
    ),
  });
}

const linkOf = (postId: string): string => postId.replace('pst', 'lnk');

function clicksOf({ postId, publishedOn }: PostFacts, total: number, random: Random) {
  const last = [addDays(publishedOn, 20), SUNDAY].sort()[0] ?? SUNDAY;
  return listDays(publishedOn, last).map((day, age) => {
    const clicks = drawPoisson(total * 0.45 * 0.55 ** age, random);
    const darkClicks = Math.round(clicks * 0.3);
    return {
      day,
      linkId: linkOf(postId),
      hits: clicks + 2,
      clicks,
      uniques: clicks,
      darkClicks,
      excluded: { bot: 2 },
    };
  });
}

function ordersOf(posts: PostFacts[], days: Facts['days'], random: Random): CreditedOrder[] {
  const postOf = new Map(posts.map((post) => [linkOf(post.postId), post]));
  return days.flatMap(({ day, linkId, clicks }, index) => {
    const post = postOf.get(linkId);
    if (!post) return [];
    return Array.from({ length: drawPoisson(clicks / 28, random) }, (_, turn) =>
      anOrder({
        conversionId: `cnv_${index}_${turn}`,
        day,
        occurredAt: Date.parse(`${day}T12:00:00Z`),
        netMinor: 2_900 + Math.round(random() * 60) * 100,
        credits: [{ linkId, postId: post.postId, creatorId: post.creatorId, share: 1, channel: 'own_inapp' }],
      }),
    );
  });
}

/** The same programme, and nothing at all in the week that is reported. */
function quietIn(facts: Facts): Facts {
  const before = ({ day }: { day: string }) => day < MONDAY;
  return {
    ...facts,
    days: facts.days.filter(before),
    channels: facts.channels.filter(before),
    orders: facts.orders.filter(before),
    spend: facts.spend.filter(({ incurredOn }) => incurredOn < MONDAY),
    catalog: {
      ...facts.catalog,
      posts: facts.catalog.posts.filter(({ publishedAt }) => publishedAt < Date.parse(MONDAY) - DAY_MS),
    },
  };
}
