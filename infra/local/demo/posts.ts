import type { PostFormat, Stage } from '../../../shared/domain/vocabulary.ts';
import type { Calendar } from './calendar.ts';
import {
  CAMPAIGN,
  CAMPAIGN_MESSAGES,
  type CreatorStory,
  DROPS,
  MEMBERS,
  MESSAGES,
  type StoryPlatform,
  TESTED,
  VIRAL,
} from './story.ts';

export type PlannedPost = {
  key: string;
  creator: string;
  /** Where most of its followers live. */
  country: string;
  stage: Stage;
  /** Which of the first three test posts it is, from 0. */
  turn?: number;
  platform: StoryPlatform;
  format: PostFormat;
  publishedAt: number;
  messages: string[];
  path: string;
  campaign?: string;
  squad?: string;
  drop?: string;
  placements: { placement: string; clicks: number }[];
  /** Orders that its clicks bring. */
  orders: number;
  /** Somebody with a larger audience shares it again: so many further clicks from then on. */
  wave?: { at: number; clicks: number };
  engagement: { reach: number; rate: number };
};

/** Every post of the eight weeks, by time of publishing. */
export function planPosts(calendar: Calendar): PlannedPost[] {
  const posts = [
    ...tests(calendar),
    ...followUps(calendar),
    ...campaignPosts(calendar),
    ...community(calendar),
  ];
  return posts.sort((a, b) => a.publishedAt - b.publishedAt || (a.key < b.key ? -1 : 1));
}

/** Weeks 1–3: the same three posts of each of the ten. */
function tests(calendar: Calendar): PlannedPost[] {
  return TESTED.flatMap((creator, index) =>
    [0.45, 0.3, 0.25].map((share, turn) => ({
      ...basics(creator, `${creator.key}-${turn + 1}`),
      stage: 'microcontent' as const,
      turn,
      publishedAt: calendar.at(turn + 1, (index + 2 * turn) % 7, 12 + ((index * 7 + turn) % 8) + index / 16),
      messages: [MESSAGES[(index + turn) % 4] ?? 'warmth'],
      path: '/everyday',
      placements: publicPlacements(creator.platform, Math.round(creator.clicks * share)),
      orders: part(creator.orders, share, turn),
      ...waveOf(`${creator.key}-${turn + 1}`, calendar),
    })),
  );
}

function waveOf(key: string, calendar: Calendar): Pick<PlannedPost, 'wave'> {
  const { week, day, hour, clicks } = VIRAL.wave;
  return key === VIRAL.post ? { wave: { at: calendar.at(week, day, hour), clicks } } : {};
}

/** Weeks 5–8: those who were not moved up try once more. */
function followUps(calendar: Calendar): PlannedPost[] {
  return TESTED.filter(({ campaign }) => !campaign).map((creator, index) => ({
    ...basics(creator, `${creator.key}-4`),
    stage: 'microcontent' as const,
    publishedAt: calendar.at(5 + (index % 4), (2 * index) % 6, 17.5 + index / 10),
    messages: [MESSAGES[(index + 1) % 4] ?? 'warmth'],
    path: '/winter',
    placements: publicPlacements(creator.platform, 52 - index * 4),
    orders: [2, 2, 2, 2, 4, 1][index] ?? 1,
  }));
}

/** Weeks 4–8: one post of each of the four every week. */
function campaignPosts(calendar: Calendar): PlannedPost[] {
  return TESTED.flatMap((creator, index) => {
    const { campaign } = creator;
    if (!campaign) return [];
    return CAMPAIGN_MESSAGES.map((messages, turn) => ({
      ...basics(creator, `${creator.key}-winter-${turn + 1}`),
      stage: 'campaign' as const,
      campaign: CAMPAIGN.key,
      publishedAt: calendar.at(turn + 4, turn === 0 ? 4 : 1 + ((index + turn) % 4), 18 + index / 4),
      messages,
      path: '/winter',
      placements: publicPlacements(creator.platform, campaign.clicks - 2 * turn),
      orders: campaign.orders,
    }));
  });
}

/** Every other week each member passes a link on: in direct messages and WhatsApp groups. */
function community(calendar: Calendar): PlannedPost[] {
  const drops = MEMBERS.flatMap((member, index) =>
    [3, 5, 7, 8]
      .filter((week) => week >= member.since && week <= (member.until ?? week))
      .map((week, turn) => ({
        ...basics(member, `${member.key}-${week}`),
        stage: 'community' as const,
        squad: member.squad,
        ...dropOf(member.squad, week),
        publishedAt: calendar.at(week, (index + turn) % 6, 19 + index / 9),
        messages: [MESSAGES[(index + turn) % 4] ?? 'warmth', 'warmth'].filter(isFirst),
        path: '/early-access',
        placements: [
          { placement: 'dm', clicks: 5 + ((index * 5 + turn) % 5) },
          { placement: 'whatsapp', clicks: 11 + ((index * 3 + turn) % 6) },
        ],
        orders: 2 + ((index + turn) % 2),
      })),
  );
  const stall = {
    ...basics(MEMBERS[0] as CreatorStory, 'ida-stall'),
    stage: 'community' as const,
    squad: 'berlin',
    publishedAt: calendar.at(6, 5, 10),
    messages: ['warmth'],
    path: '/winter',
    placements: [{ placement: 'offline', clicks: 26 }],
    orders: 3,
  };
  return [...drops, stall];
}

function dropOf(squad: string, week: number): Pick<PlannedPost, 'drop'> {
  const found = DROPS.find((drop) => drop.squad === squad && drop.weeks.some((one) => one === week));
  return found ? { drop: found.key } : {};
}

function basics(creator: CreatorStory, key: string) {
  const { platform, followers, country } = creator;
  return {
    key,
    creator: creator.key,
    country,
    platform,
    format: platform === 'youtube' ? ('long' as const) : ('short' as const),
    engagement: { reach: Math.round(followers * 0.42), rate: 0.03 + 0.35 / Math.sqrt(followers) },
  };
}

function publicPlacements(platform: StoryPlatform, clicks: number): PlannedPost['placements'] {
  if (platform !== 'instagram') return [{ placement: platform === 'tiktok' ? 'bio' : 'feed', clicks }];
  const story = Math.round(clicks * 0.6);
  return [
    { placement: 'story', clicks: story },
    { placement: 'bio', clicks: clicks - story },
  ];
}

/** Whole orders of one of the three posts; the last gets what is left. */
function part(orders: number, share: number, turn: number): number {
  if (turn < 2) return Math.round(orders * share);
  return orders - Math.round(orders * 0.45) - Math.round(orders * 0.3);
}

const isFirst = (value: string, index: number, all: string[]): boolean => all.indexOf(value) === index;
