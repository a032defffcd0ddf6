import * as z from 'zod';
import { ROI_GROUPS } from '../../roi/placement.ts';
import { BASES } from '../../vocabulary.ts';
import { rangeFields } from '../filters.ts';
import { route } from '../route.ts';

const CSV = { media: 'text/csv; charset=utf-8' } as const;
const base = { method: 'get', tag: 'Exports', answers: { 200: CSV } } as const;
const description =
  'Streamed; RFC 4180. Cells that a spreadsheet would take for a formula are quoted with an apostrophe. Amounts are decimals with their currency beside them.';

export const exportClicks = route({
  ...base,
  path: '/v1/exports/clicks.csv',
  scope: 'analytics:read',
  summary: 'Clicks one by one, the newest first',
  description,
  query: z.strictObject(rangeFields),
});
export const exportConversions = route({
  ...base,
  path: '/v1/exports/conversions.csv',
  scope: 'conversions:read',
  summary: 'Orders and refunds, one line per credit',
  description,
  query: z.strictObject(rangeFields),
});
export const exportRoi = route({
  ...base,
  path: '/v1/exports/roi.csv',
  scope: 'analytics:read',
  summary: 'The ROI table',
  description,
  query: z.strictObject({
    groupBy: z.enum(ROI_GROUPS).default('stage'),
    ...rangeFields,
    basis: z.enum(BASES).default('period'),
  }),
});

export const exportRoutes = [exportClicks, exportConversions, exportRoi] as const;
