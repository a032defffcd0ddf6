import { because } from '../../reasons.ts';
import { collection } from '../collection.ts';
import {
  byExternalId,
  clearable,
  Day,
  ExternalId,
  idOf,
  Metadata,
  maybe,
  PageQuery,
  stamps,
  text,
} from '../common.ts';
import { idsField, postFilterFields, searchField, sortField } from '../filters.ts';
import * as z from '../late-zod.ts';
import { timetableFields, timetablePatch } from './timetable.ts';

/** Weights are shares: those of one brief come to 1, give or take what decimals cost. */
const TOLERANCE = 1e-6;

export const MessageName = text(60).meta({ example: 'warmth' });

const Brief = z
  .strictObject({
    messages: z
      .array(z.strictObject({ name: MessageName, weight: z.number().gt(0).max(1) }))
      .min(1)
      .max(20),
    validFrom: Day,
    validTo: Day,
  })
  .refine((brief) => Math.abs(brief.messages.reduce((sum, { weight }) => sum + weight, 0) - 1) < TOLERANCE, {
    path: ['messages'],
    error: because('weights-not-one'),
  })
  .refine((brief) => new Set(brief.messages.map(({ name }) => name)).size === brief.messages.length, {
    path: ['messages'],
    error: because('not-twice-in-a-brief'),
  })
  .refine((brief) => brief.validFrom <= brief.validTo, {
    path: ['validTo'],
    error: because('ends-before-start', { first: 'validFrom' }),
  })
  .meta({ id: 'Brief' });

const Briefs = z
  .array(Brief)
  .max(50)
  .refine(noTwoAtOnce, { error: because('briefs-overlap') });

/** Whom a timetable asks; left out: whoever posted for the campaign. */
const CreatorIds = z.array(idOf('crt')).max(200);

const fields = {
  metadata: maybe(Metadata),
  name: text(120),
  goal: maybe(z.strictObject({ metric: text(60), target: z.number().min(0).max(1e12) })),
  startsOn: Day,
  endsOn: Day,
  brief: Briefs,
  negativeInstructions: z.array(text(300)).max(50),
  creatorIds: maybe(CreatorIds),
  ...timetableFields,
};

export const Campaign = z
  .strictObject({ id: idOf('cmp'), externalId: maybe(ExternalId), ...fields, ...stamps })
  .meta({ id: 'Campaign' });
export type Campaign = z.infer<typeof Campaign>;

const inputFields = {
  ...fields,
  brief: Briefs.default([]),
  negativeInstructions: fields.negativeInstructions.default([]),
};
const example = {
  name: 'October',
  goal: { metric: 'orders', target: 400 },
  startsOn: '2026-10-01',
  endsOn: '2026-10-31',
  brief: [
    {
      messages: [
        { name: 'warmth', weight: 0.6 },
        { name: 'elasticity', weight: 0.2 },
        { name: 'looks', weight: 0.1 },
        { name: 'eco', weight: 0.1 },
      ],
      validFrom: '2026-10-01',
      validTo: '2026-10-31',
    },
  ],
  negativeInstructions: ['No medical claims'],
};
const inOrder = { path: ['endsOn'], error: because('ends-before-start', { first: 'startsOn' }) };

export const CampaignInput = z
  .strictObject({ externalId: maybe(ExternalId), ...inputFields })
  .refine((campaign) => campaign.startsOn <= campaign.endsOn, inOrder)
  .meta({ id: 'CampaignInput', example });

export type CampaignInput = z.infer<typeof CampaignInput>;

export const CampaignUpsert = z
  .strictObject(inputFields)
  .refine((campaign) => campaign.startsOn <= campaign.endsOn, inOrder)
  .meta({ id: 'CampaignUpsert', example });

export const CampaignPatch = z
  .strictObject({
    metadata: clearable(Metadata),
    name: maybe(fields.name),
    goal: clearable(z.strictObject({ metric: text(60), target: z.number().min(0).max(1e12) })),
    startsOn: maybe(Day),
    endsOn: maybe(Day),
    brief: maybe(Briefs),
    negativeInstructions: maybe(fields.negativeInstructions),
    creatorIds: clearable(CreatorIds),
    ...timetablePatch,
    archived: maybe(z.boolean()),
  })
  .meta({ id: 'CampaignPatch', example: { endsOn: '2026-11-07' } });

const campaigns = collection('campaigns', { tag: 'Campaigns', id: 'cmp', answer: Campaign });

export const createCampaign = campaigns.create({
  summary: 'Add a campaign with its dated briefs',
  body: CampaignInput,
});
export const createCampaigns = campaigns.createMany({
  summary: 'Add or change up to a hundred campaigns, each for itself',
  one: 'campaign',
  fields: { externalId: maybe(ExternalId), ...inputFields },
  name: 'CampaignBulk',
  example: { ...example, externalId: 'october' },
});
export const listCampaigns = campaigns.list(Campaign, {
  summary: 'All campaigns',
  description:
    'A place keeps those with such a post; `creatorId` also those that ask her for one. `q` looks into names. By id, where no order is asked for.',
  query: PageQuery.extend({
    ...postFilterFields,
    ...idsField('cmp'),
    ...searchField,
    ...sortField(['name', 'startsOn']),
  }),
});
export const getCampaign = campaigns.get({ summary: 'One campaign' });
export const getCampaignByExternalId = byExternalId(getCampaign);
export const patchCampaign = campaigns.patch({
  summary: 'Change a campaign',
  body: CampaignPatch,
});
export const archiveCampaign = campaigns.archive({ summary: 'Archive a campaign' });
export const putCampaign = campaigns.put({
  summary: 'Add or replace the campaign of this externalId',
  body: CampaignUpsert,
});

export const campaignRoutes = [
  createCampaign,
  createCampaigns,
  listCampaigns,
  getCampaign,
  getCampaignByExternalId,
  patchCampaign,
  archiveCampaign,
  putCampaign,
] as const;

/** For one day there is one brief. */
function noTwoAtOnce(briefs: readonly { validFrom: string; validTo: string }[]): boolean {
  const sorted = [...briefs].sort((a, b) => a.validFrom.localeCompare(b.validFrom));
  return sorted.every((brief, index) => index === 0 || (sorted[index - 1]?.validTo ?? '') < brief.validFrom);
}
