import { ROI_GROUPS } from '../../roi/placement.ts';
import { BASES } from '../../vocabulary.ts';
import { Locale, maybe } from '../common.ts';
import { rangeFields } from '../filters.ts';
import * as z from '../late-zod.ts';
import { route } from '../route.ts';

const CSV = { media: 'text/csv; charset=utf-8' } as const;
const base = { method: 'get', tag: 'Exports', answers: { 200: CSV } } as const;
const description =
  'Streamed; RFC 4180: texts in quotes, numbers and days bare. An apostrophe stands before what a spreadsheet would run. Amounts are decimals with their currency beside them. With `locale` a file to open by hand: separator and decimals as there, and an apostrophe also before texts that would be taken for numbers or days.';
const fields = { ...rangeFields, locale: maybe(Locale) };

export const exportClicks = route({
  ...base,
  path: '/v1/exports/clicks.csv',
  scope: 'analytics:read',
  summary: 'Clicks one by one, the newest first',
  description,
  query: z.strictObject(fields),
});
export const exportConversions = route({
  ...base,
  path: '/v1/exports/conversions.csv',
  scope: 'conversions:read',
  summary: 'Orders and refunds, one line per credit',
  description,
  query: z.strictObject(fields),
});
export const exportRoi = route({
  ...base,
  path: '/v1/exports/roi.csv',
  scope: 'analytics:read',
  summary: 'The ROI table',
  description,
  query: z.strictObject({
    groupBy: z.enum(ROI_GROUPS).default('stage'),
    ...fields,
    basis: z.enum(BASES).default('period'),
  }),
});
export const exportLinks = route({
  ...base,
  path: '/v1/exports/links.csv',
  scope: 'analytics:read',
  summary: 'Every link with its clicks, and apart from them what was clicked before Vouch',
  description: `Clicks and unique visitors are those of the days asked for. What another shortener had counted stands beside them in columns of its own, with the day until which and by whom, and is in no sum. ${description}`,
  query: z.strictObject(fields),
});

export const exportRoutes = [exportClicks, exportConversions, exportRoi, exportLinks] as const;
