import { because } from '../../reasons.ts';
import { SPEND_BASES, SPEND_KINDS, SPEND_STATES, STAGES } from '../../vocabulary.ts';
import { collection } from '../collection.ts';
import {
  byExternalId,
  clearable,
  Day,
  ExternalId,
  idOf,
  Metadata,
  Money,
  maybe,
  NotNegativeMoney,
  PageQuery,
  stamps,
  text,
} from '../common.ts';
import { postFilterFields, rangeFields, searchField, sortField } from '../filters.ts';
import * as z from '../late-zod.ts';

export const LEVELS = ['postId', 'creatorId', 'campaignId', 'squadId', 'stage'] as const;

const fields = {
  metadata: maybe(Metadata),
  kind: z.enum(SPEND_KINDS),
  amount: Money,
  basis: z.enum(SPEND_BASES),
  incurredOn: Day,
  state: z.enum(SPEND_STATES),
  postId: maybe(idOf('pst')),
  creatorId: maybe(idOf('crt')),
  campaignId: maybe(idOf('cmp')),
  squadId: maybe(idOf('sqd')),
  stage: maybe(z.enum(STAGES)),
  note: maybe(text(200)),
};

export const StoredSpend = z.strictObject({
  id: idOf('spd'),
  externalId: maybe(ExternalId),
  ...fields,
  /** In the brand's currency at the rate of its day; absent while no rate is known. */
  booked: maybe(Money),
  ...stamps,
});
export type StoredSpend = z.infer<typeof StoredSpend>;

export const Spend = StoredSpend.meta({ id: 'Spend' });
export type Spend = z.infer<typeof Spend>;

const oneLevel = (spend: Partial<Record<(typeof LEVELS)[number], unknown>>) =>
  LEVELS.filter((level) => spend[level] !== undefined).length === 1;
const levelProblem = {
  path: ['postId'],
  error: because('name-one-level'),
};
const inputFields = {
  ...fields,
  amount: NotNegativeMoney,
  basis: fields.basis.default('cash'),
  state: fields.state.default('accrued'),
};
const example = {
  kind: 'product',
  amount: { amount: 1800, currency: 'EUR' },
  basis: 'cogs',
  incurredOn: '2026-10-01',
  stage: 'microcontent',
};

export const SpendInput = z
  .strictObject({ externalId: maybe(ExternalId), ...inputFields })
  .refine(oneLevel, levelProblem)
  .meta({ id: 'SpendInput', example });
export type SpendInput = z.infer<typeof SpendInput>;
export const SpendUpsert = z
  .strictObject(inputFields)
  .refine(oneLevel, levelProblem)
  .meta({ id: 'SpendUpsert', example });
export const SpendPatch = z
  .strictObject({
    metadata: clearable(Metadata),
    state: maybe(fields.state),
    note: maybe(fields.note),
    archived: maybe(z.boolean()),
  })
  .meta({ id: 'SpendPatch', example: { state: 'paid' } });

const spend = collection('spend', { tag: 'Spend', id: 'spd', answer: Spend });

export const createSpend = spend.create({
  summary: 'Record what something cost',
  description:
    'Gifts enter ROI at cost of goods (`cogs`); `retail` is kept for disclosure only. Spend on a creator, campaign, squad or stage is shared among its posts.',
  body: SpendInput,
  refusals: [409],
});
export const createSpendings = spend.createMany({
  summary: 'Record or change up to a hundred costs, each for itself',
  more: 'Without an `externalId` it is another cost each time.',
  one: 'spend',
  fields: { externalId: maybe(ExternalId), ...inputFields },
  name: 'SpendBulk',
  example: { ...example, externalId: 'gift-12' },
});
export const listSpend = spend.list(Spend, {
  summary: 'All spend',
  description:
    'The places (`stage`, `campaignId`, `postId` …) keep what is borne there, as ROI shares it out: booked on the very thing, on a post that lies there, or on something whose posts bear it. `q` looks into notes and external ids.',
  query: PageQuery.extend({
    ...rangeFields,
    kind: maybe(z.enum(SPEND_KINDS)),
    state: maybe(fields.state),
    ...postFilterFields,
    postId: fields.postId,
    ...searchField,
    ...sortField(['incurredOn']),
  }),
});
export const getSpend = spend.get({ summary: 'One spend' });
export const getSpendByExternalId = byExternalId(getSpend);
export const patchSpend = spend.patch({
  summary: 'Change the payment state or the note',
  body: SpendPatch,
});
export const archiveSpend = spend.archive({ summary: 'Take a spend out of every report' });
export const putSpend = spend.put({
  summary: 'Record or replace the spend of this externalId',
  body: SpendUpsert,
});

export const spendRoutes = [
  createSpend,
  createSpendings,
  listSpend,
  getSpend,
  getSpendByExternalId,
  patchSpend,
  archiveSpend,
  putSpend,
] as const;
