import { because } from '../../reasons.ts';
import { Day, Instant, idOf, Metadata, maybe, PageQuery, pageOf, stamps, text } from '../common.ts';
import * as z from '../late-zod.ts';
import { route } from '../route.ts';
import { MessageName } from './campaigns.ts';

const Season = z.strictObject({
  months: z
    .array(z.int().min(1).max(12))
    .min(1)
    .max(12)
    .refine((months) => new Set(months).size === months.length, {
      error: because('name-once', { what: 'month' }),
    })
    .meta({ description: '1 to 12; all twelve: whatever the season.', example: [12, 1, 2] }),
  messages: z
    .array(
      z.strictObject({
        name: MessageName,
        answers: z.number().gt(0).max(1e9).meta({
          description: 'How many named it, or percent: only their ratios count.',
          example: 60,
        }),
      }),
    )
    .min(1)
    .max(20)
    .refine((messages) => new Set(messages.map(({ name }) => name)).size === messages.length, {
      error: because('name-once', { what: 'message' }),
    }),
  respondents: maybe(z.int().min(1).max(1e9)).meta({ description: 'How many people were asked.' }),
});

const fields = {
  metadata: maybe(Metadata),
  name: text(120),
  heldOn: Day.meta({ description: 'The newer survey speaks where two are as narrow.' }),
  seasons: z
    .array(Season)
    .min(1)
    .max(12)
    .refine(areApart, { error: because('seasons-overlap') }),
};

/** Why people buy, by season. */
export const Survey = z.strictObject({ id: idOf('srv'), ...fields, ...stamps }).meta({ id: 'Survey' });
export type Survey = z.infer<typeof Survey>;

export const SurveyInput = z.strictObject(fields).meta({
  id: 'SurveyInput',
  example: {
    name: 'Why socks',
    heldOn: '2026-03-01',
    seasons: [
      {
        months: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
        messages: ['warmth', 'elasticity', 'looks', 'eco'].map((name) => ({ name, answers: 25 })),
      },
      {
        months: [12, 1, 2],
        messages: [
          { name: 'warmth', answers: 60 },
          { name: 'elasticity', answers: 20 },
          { name: 'looks', answers: 10 },
          { name: 'eco', answers: 10 },
        ],
        respondents: 400,
      },
    ],
  },
});
export type SurveyInput = z.infer<typeof SurveyInput>;

const Weight = z.strictObject({ name: z.string(), weight: z.number() });

export const BriefDraft = z
  .strictObject({
    campaignId: idOf('cmp'),
    brief: z
      .array(
        z.strictObject({
          messages: z.array(Weight),
          validFrom: Day,
          validTo: Day,
          surveyId: idOf('srv'),
          months: z.array(z.int()),
          respondents: z.int().nullable(),
          margin: z.number().nullable().meta({
            description:
              '90 % half-width of the least certain share, from `respondents`; null where they were not told.',
          }),
        }),
      )
      .meta({ description: 'Send them as the campaign’s `brief`, messages and days, to take them over.' }),
    daysWithout: z.int().meta({ description: 'Days for whose month no survey speaks.' }),
  })
  .meta({ id: 'BriefDraft' });

const Gap = z.number().nullable();

export const MessageDrift = z
  .strictObject({
    campaignId: idOf('cmp'),
    briefs: z.array(
      z.strictObject({
        validFrom: Day,
        validTo: Day,
        posts: z.int(),
        orders: z.number(),
        rows: z.array(
          z.strictObject({
            message: z.string(),
            asked: z.number(),
            delivered: z
              .number()
              .nullable()
              .meta({ description: 'Share of the posts; null before the first.' }),
            sold: z.number().nullable().meta({
              description: 'Share of the orders of these posts; null with fewer than five.',
            }),
            surveyed: z.number().nullable().meta({ description: 'As surveys have it now for these days.' }),
          }),
        ),
        gaps: z.strictObject({ delivered: Gap, sold: Gap, surveyed: Gap }).meta({
          description: 'Half the sum of differences to what was asked: 0 the same, 1 nothing in common.',
        }),
      }),
    ),
    asOf: Instant,
  })
  .meta({ id: 'MessageDrift' });
export type MessageDrift = z.infer<typeof MessageDrift>;

const base = { tag: 'Campaigns' } as const;
const ofSurvey = { ...base, path: '/v1/surveys/{id}', params: z.strictObject({ id: idOf('srv') }) } as const;
const ofCampaign = { params: z.strictObject({ id: idOf('cmp') }), method: 'get', ...base } as const;

export const createSurvey = route({
  ...base,
  method: 'post',
  path: '/v1/surveys',
  scope: 'campaigns:write',
  summary: 'Keep what people said about a product, by season',
  body: SurveyInput,
  answers: { 201: Survey },
});
export const listSurveys = route({
  ...base,
  method: 'get',
  path: '/v1/surveys',
  scope: 'campaigns:read',
  summary: 'All surveys',
  query: PageQuery,
  answers: { 200: pageOf(Survey) },
});
export const getSurvey = route({
  ...ofSurvey,
  method: 'get',
  scope: 'campaigns:read',
  summary: 'One survey',
  answers: { 200: Survey },
});
export const putSurvey = route({
  ...ofSurvey,
  method: 'put',
  scope: 'campaigns:write',
  summary: 'Tell a survey anew',
  body: SurveyInput,
  answers: { 200: Survey },
});
export const archiveSurvey = route({
  ...ofSurvey,
  method: 'delete',
  scope: 'campaigns:write',
  summary: 'Archive a survey: it speaks for nothing any more',
  answers: { 200: Survey },
});
export const draftBrief = route({
  ...ofCampaign,
  path: '/v1/campaigns/{id}/brief-draft',
  scope: 'campaigns:read',
  summary: 'Briefs for a campaign’s days, drafted from surveys',
  description:
    'For each stretch of the campaign’s days the weights of the season that speaks for its month: the one of the fewest months, then of the newest survey. Nothing is changed.',
  answers: { 200: BriefDraft },
});
export const getMessageDrift = route({
  ...ofCampaign,
  path: '/v1/campaigns/{id}/messages',
  scope: 'analytics:read',
  summary: 'What a campaign’s briefs ask for, beside what posts said, sold, and what surveys say',
  description:
    'A post with several messages speaks for each in equal parts, and so do its orders. `sold` counts the orders of posts of the brief’s days, until now.',
  answers: { 200: MessageDrift },
});

export const surveyRoutes = [
  createSurvey,
  listSurveys,
  getSurvey,
  putSurvey,
  archiveSurvey,
  draftBrief,
  getMessageDrift,
] as const;

/** Else nobody could say which one speaks for the month. */
function areApart(seasons: readonly { months: readonly number[] }[]): boolean {
  return seasons.every(({ months }, index) =>
    seasons
      .slice(index + 1)
      .every(
        (other) => other.months.length !== months.length || !other.months.some((m) => months.includes(m)),
      ),
  );
}
