import { MOST_RATE, parseRate } from '../../money/money.ts';
import { because } from '../../reasons.ts';
import { Currency, Day, maybe, text } from '../common.ts';
import * as z from '../late-zod.ts';
import { route } from '../route.ts';

const Rate = z
  .string()
  .max(30)
  .refine((value) => parseRate(value) !== undefined, { error: because('not-a-rate') })
  .refine((value) => parseRate(value) === undefined || Number(value) <= MOST_RATE, {
    error: because('rate-too-high', { n: MOST_RATE }),
  })
  .meta({ pattern: '^\\d{1,12}(\\.\\d{1,12})?$', example: '0.0871' });

const FxRate = z.strictObject({ from: Currency, to: Currency, rate: Rate, source: maybe(text(60)) });

/** As kept: the id is pair and day, so that the newest rate up to a day is one read. */
export const FxRecord = z.strictObject({
  id: z.string(),
  ...FxRate.shape,
  date: Day,
  archivedAt: maybe(z.string()),
});
export type FxRecord = z.infer<typeof FxRecord>;

export const FxInput = z
  .strictObject({ rates: z.array(FxRate).min(1).max(100) })
  .refine(({ rates }) => rates.every(({ from, to }) => from !== to), {
    path: ['rates'],
    error: because('same-currency'),
  })
  .meta({ id: 'FxInput', example: { rates: [{ from: 'SEK', to: 'EUR', rate: '0.0871', source: 'ECB' }] } });

export const FxDay = z
  .strictObject({
    date: Day,
    rates: z.array(FxRate),
    /** Orders and spend that could not be converted before, and now are. */
    converted: z.int(),
  })
  .meta({ id: 'FxDay' });

export const putFx = route({
  method: 'put',
  path: '/v1/fx/{date}',
  scope: 'spend:write',
  changesCatalogue: true,
  tag: 'Exchange rates',
  summary: 'Publish the exchange rates of a day',
  description:
    'Units of `to` for one unit of `from`. A rate serves its day and those after it until the next; what waited for it is converted now. Amounts converted before keep their rate.',
  params: z.strictObject({ date: Day }),
  body: FxInput,
  answers: { 200: FxDay },
});

export const fxRoutes = [putFx] as const;
