import { DAY_MS, HOUR_MS } from '../../../shared/domain/time/units.ts';
import type { ApiClient } from './api-client.ts';
import type { Calendar } from './calendar.ts';
import type { PlannedPost } from './posts.ts';
import {
  APPLICATIONS,
  CALL,
  CAMPAIGN,
  CURRENCY,
  MEMBERS,
  SHOP,
  SQUAD_RHYTHM,
  SQUADS,
  TESTED,
  VIOLATION,
} from './story.ts';

/** What the API called the things of the story. */
export type Names = {
  /** `crt mila`, `pst mila-1`, `cmp winter`, `sqd berlin` → id. */
  id: (name: string) => string;
  setId: (name: string, id: string) => void;
  slug: (post: string, placement: string) => string;
  setSlug: (post: string, placement: string, slug: string) => void;
};

/** Something the brand's people do at a moment. */
export type Deed = { at: number; run: (api: ApiClient, names: Names) => Promise<void> };

/** The brand as it is set up in the hour before its first week. */
export function settingUp(calendar: Calendar): Deed[] {
  const at = calendar.startMs;
  const brand: Deed = {
    at,
    run: async (api) => {
      await api.patch('/v1/brand', {
        name: 'Woolly & Co',
        timeZone: 'Europe/Berlin',
        grossMargin: 0.6,
        benchmarks: { ppcCpc: { amount: 542, currency: CURRENCY } },
        allowedDestinationHosts: [new URL(SHOP).hostname],
      });
    },
  };
  const creators = [...TESTED, ...MEMBERS].map(
    (creator): Deed => ({
      at,
      run: async (api, names) => {
        const { key, handle, displayName, platform, followers, city, country } = creator;
        const { source, couponCodes, ageBand } = creator;
        const { id } = await api.post('/v1/creators', {
          externalId: key,
          ...{ handle, displayName, platform, followers, city, country, source, couponCodes, ageBand },
        });
        names.setId(`crt ${key}`, id);
      },
    }),
  );
  return [brand, ...creators, ...squads(calendar), campaign(calendar), ...applications(calendar)];
}

function squads(calendar: Calendar): Deed[] {
  const made = SQUADS.map(
    ({ key, ...squad }): Deed => ({
      at: calendar.at(2, 0, 9),
      run: async (api, names) => {
        const { id } = await api.post('/v1/squads', {
          externalId: key,
          country: 'DE',
          rhythm: SQUAD_RHYTHM,
          ...squad,
        });
        names.setId(`sqd ${key}`, id);
      },
    }),
  );
  const joined = MEMBERS.map(
    ({ key, squad, since, until }): Deed => ({
      at: calendar.at(since, 0, 9.5),
      run: async (api, names) => {
        await api.put(`/v1/squads/${names.id(`sqd ${squad}`)}/members/${names.id(`crt ${key}`)}`, {
          since: calendar.dayOf(since, 0),
          ...(until === undefined ? {} : { until: calendar.dayOf(until, 6) }),
        });
      },
    }),
  );
  return [...made, ...joined];
}

function campaign(calendar: Calendar): Deed {
  const day = ({ week, day: of }: { week: number; day: number }) => calendar.dayOf(week, of);
  const { key, name, goal, starts, ends, briefs, negativeInstructions } = CAMPAIGN;
  return {
    at: calendar.at(4, 0, 10),
    run: async (api, names) => {
      const { id } = await api.post('/v1/campaigns', {
        externalId: key,
        ...{ name, goal, negativeInstructions },
        startsOn: day(starts),
        endsOn: day(ends),
        brief: briefs.map(({ weights, from, to }) => ({
          messages: Object.entries(weights).map(([message, weight]) => ({ name: message, weight })),
          validFrom: day(from),
          validTo: day(to),
        })),
      });
      names.setId(`cmp ${key}`, id);
    },
  };
}

function applications(calendar: Calendar): Deed[] {
  return APPLICATIONS.map((story): Deed => {
    const { handle, followers, city, week, day, message } = story;
    const at = calendar.at(week, day, 20);
    const isCalled = at > calendar.at(CALL.opens.week, CALL.opens.day, CALL.opens.hour);
    return {
      at,
      run: async (api, names) => {
        const { applyToken: formToken } = await api.get('/v1/brand');
        const callId = isCalled ? names.id(`cll ${CALL.key}`) : undefined;
        const application = { handle, platform: 'instagram', followers, city, message, callId };
        const { id } = await api.post('/v1/applications', { formToken, ...application });
        if (!('decision' in story)) return;
        const { decision, reason } = story;
        await api.post(`/v1/applications/${id}/decision`, { decision, reason });
      },
    };
  });
}

/** A post is entered half an hour before it goes out; its counters are read some days later. */
export function deedsOfPost(post: PlannedPost, calendar: Calendar): Deed[] {
  const { key, creator, stage, platform, format, publishedAt, messages, path, placements } = post;
  const made: Deed = {
    at: publishedAt - HOUR_MS / 2,
    run: async (api, names) => {
      const { id, links } = await api.post('/v1/posts', {
        externalId: key,
        ...{ stage, platform, format, messages, slug: key },
        creatorId: names.id(`crt ${creator}`),
        publishedAt: new Date(publishedAt).toISOString(),
        destination: `${SHOP}${path}`,
        placements: placements.map(({ placement }) => placement),
        ...(post.campaign ? { campaignId: names.id(`cmp ${post.campaign}`) } : {}),
        ...(post.squad ? { squadId: names.id(`sqd ${post.squad}`) } : {}),
        ...(post.drop ? { dropId: names.id(`drp ${post.drop}`) } : {}),
      });
      names.setId(`pst ${key}`, id);
      for (const { placement, slug } of links) names.setSlug(key, placement, slug);
    },
  };
  const read = stage === 'campaign' ? [2, 9] : stage === 'microcontent' ? [4] : [];
  const seen = read.filter((days) => publishedAt + days * DAY_MS < calendar.endMs);
  return [made, ...seen.map((days) => engagement(post, days)), ...check(post)];
}

function engagement(post: PlannedPost, days: number): Deed {
  const { key, creator, publishedAt, engagement } = post;
  const { reach, rate } = engagement;
  const followers = [...TESTED, ...MEMBERS].find((one) => one.key === creator)?.followers;
  const at = publishedAt + days * DAY_MS;
  const seen = Math.round(reach * (days === 9 ? 1 : 0.85));
  const likes = Math.round(seen * rate);
  return {
    at,
    run: async (api, names) => {
      await api.post('/v1/engagement', {
        postId: names.id(`pst ${key}`),
        takenAt: new Date(at).toISOString(),
        likes,
        comments: Math.round(likes / 9),
        saves: Math.round(likes / 6),
        shares: Math.round(likes / 14),
        reach: seen,
        impressions: Math.round(seen * 1.3),
        views: Math.round(seen * 1.1),
        ...(followers === undefined ? {} : { followers }),
      });
    },
  };
}

/** Campaign posts are held against what the brief forbids, the day after. */
function check({ key, stage, publishedAt }: PlannedPost): Deed[] {
  if (stage !== 'campaign') return [];
  const broken = key === VIOLATION.post ? VIOLATION.instruction : undefined;
  return [
    {
      at: publishedAt + 16 * HOUR_MS,
      run: async (api, names) => {
        await api.post(`/v1/posts/${names.id(`pst ${key}`)}/checks`, {
          results: CAMPAIGN.negativeInstructions.map((instruction) =>
            instruction === broken
              ? { instruction, result: 'violation', note: VIOLATION.note }
              : { instruction, result: 'ok' },
          ),
        });
      },
    },
  ];
}
