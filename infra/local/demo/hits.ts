import { type Random, randomInt, seededRandom } from '../../../shared/domain/statistics/seeded-random.ts';
import type { ExcludedReason, Stage } from '../../../shared/domain/vocabulary.ts';
import type { Calendar } from './calendar.ts';
import { clickTime, type DecayName } from './click-times.ts';
import { type HeaderSets, weighted } from './header-sets.ts';
import type { PlannedPost } from './posts.ts';
import { WEEKS } from './story.ts';

/** A request that somebody or something will make for a link of a post. */
export type PlannedHit = {
  at: number;
  post: string;
  placement: string;
  stage: Stage;
  method: 'GET' | 'HEAD';
  query: string;
  headers: Record<string, string>;
  address: string;
  country: string;
  expect: 'counted' | ExcludedReason;
};

/** Ways of one hundred clicks, by where the link stands. `inapp` and `web` are the post's own platform. */
const PUBLIC_WAYS = ways(
  'inapp 52|web 10|private-iphone 8|handed-over 6|whatsapp 6|paste 3|facebook 3|bio 3|search 2|telegram 2|x 1|reddit 1|assistant 1|blog 1|mail 1',
);
const DIRECT_MESSAGE_WAYS = ways('inapp 44|private-iphone 24|handed-over 16|whatsapp 8|paste 5|telegram 3');
const WHATSAPP_WAYS = ways('whatsapp 44|private-iphone 26|handed-over 18|paste 6|telegram 3|mail 2|slack 1');
const WAYS: Record<string, readonly (readonly [string, number])[]> = {
  dm: DIRECT_MESSAGE_WAYS,
  whatsapp: WHATSAPP_WAYS,
  offline: ways('scan 1'),
};

const PUBLIC_PREVIEWS = ways(
  'preview-whatsapp 5|preview-facebook 4|preview-telegram 2|preview-imessage 2|preview-x 2|preview-slack 1|preview-discord 1|preview-linkedin 1',
);
const PRIVATE_PREVIEWS = ways(
  'preview-whatsapp 12|preview-imessage 4|preview-telegram 3|preview-slack 1|preview-discord 1',
);
const isPrivate = (placement: string): boolean => placement === 'dm' || placement === 'whatsapp';

/** Per click of a link: what comes along that is no click. */
const NOISE = { bot: 0.06, prefetch: 0.015, head: 0.01, repeat: 0.05 };
const PREVIEWS_PER_CLICK = { public: 0.04, private: 0.22 };
/** Followers whose browser asks not to be tracked: they count, and get no click id. */
const OPTED_OUT = 0.03;

/** Every request of the eight weeks, in the order of time. */
export function planHits(
  posts: readonly PlannedPost[],
  calendar: Calendar,
  sets: HeaderSets,
  seed: string,
): PlannedHit[] {
  const hits = posts.flatMap((post) =>
    post.placements.flatMap(({ placement, clicks }, index) => {
      const link = {
        post,
        placement,
        random: seededRandom(`${seed} ${post.key} ${placement}`),
        calendar,
        sets,
      };
      const waveClicks = index === 0 ? (post.wave?.clicks ?? 0) : 0;
      return [
        ...clicksOf(link, clicks, post.publishedAt),
        ...clicksOf(link, waveClicks, post.wave?.at ?? post.publishedAt),
        ...noiseOf(link, clicks),
      ];
    }),
  );
  return hits.sort((a, b) => a.at - b.at || (a.address < b.address ? -1 : 1));
}

/** Clicks of each day of the week that still runs, Monday first. */
const RUNNING = [15, 11, 9, 8, 6, 6, 5];
const RUNNING_HOURS = { first: 8, last: 22 };

/**
 * What followers have clicked since the newest closed week: the newest posts of campaign and squads, which go on. Fewer than
 * planned where the day isn't over.
 */
export function planRunningWeek(
  posts: readonly PlannedPost[],
  calendar: Calendar,
  sets: HeaderSets,
  { seed, realNow }: { seed: string; realNow: number },
): PlannedHit[] {
  const random = seededRandom(`${seed} running`);
  const newest = posts.filter(
    ({ stage, publishedAt }) => stage !== 'microcontent' && publishedAt >= calendar.weekEnd(WEEKS - 1),
  );
  const hits = RUNNING.flatMap((clicks, day) =>
    Array.from({ length: clicks }, (): PlannedHit => {
      const post = newest[randomInt(random, 0, newest.length - 1)] as PlannedPost;
      const placement = post.placements[0]?.placement ?? 'feed';
      const hour = RUNNING_HOURS.first + (RUNNING_HOURS.last - RUNNING_HOURS.first) * random();
      const at = Math.floor(calendar.at(WEEKS + 1, day, hour));
      const link = { post, placement, random, calendar, sets };
      return hitOf(link, setOf(post, placement, random), at);
    }),
  );
  return hits.filter(({ at }) => at < realNow).sort((a, b) => a.at - b.at);
}

/** Did the redirect give this one a click id? */
export const isNamed = ({ expect, headers }: PlannedHit): boolean =>
  expect === 'counted' && headers['sec-gpc'] === undefined;

type Link = {
  post: PlannedPost;
  placement: string;
  random: Random;
  calendar: Calendar;
  sets: HeaderSets;
};

function clicksOf(link: Link, count: number, from: number): PlannedHit[] {
  const { post, placement, random, calendar } = link;
  return Array.from({ length: count }).flatMap(() => {
    const set = setOf(post, placement, random);
    const at = clickTime(from, decayOf(post, placement), calendar, random);
    const click = { ...hitOf(link, set, at), expect: 'counted' as const };
    if (placement === 'offline') click.query = 'qr=1';
    if (random() < OPTED_OUT) click.headers = { ...click.headers, 'sec-gpc': '1' };
    const again = random() < NOISE.repeat && click.headers['sec-gpc'] === undefined;
    const later = { ...click, at: at + randomInt(random, 2_000, 20_000), expect: 'repeat' as const };
    return again && later.at < calendar.endMs ? [click, later] : [click];
  });
}

/** The headers of whoever clicks such a link. */
function setOf({ platform }: PlannedPost, placement: string, random: Random): string {
  const way = weighted(WAYS[placement] ?? PUBLIC_WAYS, random) ?? 'inapp';
  return way === 'inapp' || way === 'web' ? `${way}-${platform}` : way;
}

function noiseOf(link: Link, clicks: number): PlannedHit[] {
  const { placement, random } = link;
  const inPrivate = isPrivate(placement);
  const some = (perClick: number) => Math.floor(clicks * perClick + random());
  const many = (count: number, make: () => PlannedHit) => Array.from({ length: count }, make);
  const previews = inPrivate ? PRIVATE_PREVIEWS : PUBLIC_PREVIEWS;
  return [
    ...many(inPrivate ? 0 : some(NOISE.bot), () => noise(link, 'bot', 'bot')),
    ...many(some(PREVIEWS_PER_CLICK[inPrivate ? 'private' : 'public']), () =>
      noise(link, weighted(previews, random) ?? 'preview-whatsapp', 'preview'),
    ),
    ...many(some(NOISE.prefetch), () => noise(link, 'prefetch', 'prefetch')),
    ...many(some(NOISE.head), () => ({ ...noise(link, 'head', 'head'), method: 'HEAD' as const })),
    ...internal(link),
  ];
}

/** Whoever made the link tries it out before it is published. */
function internal(link: Link): PlannedHit[] {
  if (link.post.stage === 'community') return [];
  const hit = hitOf(link, 'web-instagram', link.post.publishedAt - 240_000);
  return [{ ...hit, query: 'vouch_internal=1', expect: 'internal' }];
}

function noise(link: Link, set: string, expect: ExcludedReason): PlannedHit {
  const { post, placement, random, calendar } = link;
  return {
    ...hitOf(link, set, clickTime(post.publishedAt, decayOf(post, placement), calendar, random)),
    expect,
  };
}

function hitOf({ post, placement, random, sets }: Link, set: string, at: number): PlannedHit {
  const { headers } = sets.pick(set, random);
  const abroad = weighted(
    [
      ['DE', 5],
      ['AT', 2],
      ['CH', 2],
      ['NL', 1],
    ] as const,
    random,
  );
  return {
    at,
    post: post.key,
    placement,
    stage: post.stage,
    method: 'GET',
    query: '',
    headers: { ...headers, 'accept-language': 'de-DE,de;q=0.9' },
    address: addressOf(random),
    country: random() < 0.85 ? post.country : (abroad ?? post.country),
    expect: 'counted',
  };
}

/** An address of the block that is kept for documentation (RFC 3849), one per visitor. */
const addressOf = (random: Random): string => {
  const word = () => randomInt(random, 0, 0xffff).toString(16);
  return `2001:db8:${word()}:${word()}::${word()}`;
};

function decayOf({ platform, stage }: PlannedPost, placement: string): DecayName {
  if (placement === 'offline') return 'stall';
  return stage === 'community' ? 'private' : platform;
}

/** `name weight|name weight` */
function ways(text: string): (readonly [string, number])[] {
  return text.split('|').map((part) => {
    const [name = '', weight = '0'] = part.split(' ');
    return [name, Number(weight)] as const;
  });
}
