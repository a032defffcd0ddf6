import type { ReportSnapshot, ReportTable, SnapshotSummary } from '../../report/snapshot.ts';
import { DELIVERY_STATES } from '../../vocabulary.ts';
import { Email, Instant, idOf, Locale, maybe, PageQuery, pageOf, stamps, Week } from '../common.ts';
import * as z from '../late-zod.ts';
import { route } from '../route.ts';

const DifferenceShape = z.strictObject({
  path: z.strictObject({ about: z.string(), figure: z.string() }),
  was: z.number().nullable(),
  is: z.number().nullable(),
});
const CauseShape = z.looseObject({ kind: z.string() });

const fields = {
  id: idOf('rpt'),
  week: Week,
  /** 1 is what was first said; later facts make 2, 3, … */
  revision: z.int(),
  /** Name of the snapshot: SHA-256 of its canonical JSON. */
  address: z.string(),
  /** Everything known up to this moment went in. */
  asOf: Instant,
  differences: z.array(DifferenceShape),
  causes: z.array(CauseShape),
};

export const StoredReport = z.strictObject({ ...fields, ...stamps });
export type StoredReport = z.infer<typeof StoredReport>;

/** The revisions of one week, oldest first: the one place where the next number is decided. */
export const ReportWeek = z.object({
  id: z.string(),
  week: Week,
  revisions: z.array(StoredReport),
  archivedAt: maybe(z.string()),
});
export type ReportWeek = z.infer<typeof ReportWeek>;

export const Report = z
  .strictObject({ ...fields, createdAt: Instant, url: z.string() })
  .meta({ id: 'Report' });
export type Report = z.infer<typeof Report>;

/** Described by its version alone: what else it holds is told by shared/domain/report/snapshot.ts. */
const SnapshotShown = z.looseObject({ snapshotVersion: z.int() }) as unknown as z.ZodType<ReportSnapshot>;

export const ReportWithSnapshot = Report.extend({
  snapshot: SnapshotShown,
}).meta({ id: 'ReportWithSnapshot' });

/** A week in the list: its newest report, with every revision of it, oldest first. */
export const ReportWeekRow = Report.extend({ revisions: z.array(Report) }).meta({ id: 'ReportWeek' });

/** All of it, or what a summary holds. */
type Previewed = SnapshotSummary & Partial<Omit<ReportSnapshot, keyof SnapshotSummary>>;
const PreviewShown: z.ZodType<Previewed> = SnapshotShown;
export const Preview = z.strictObject({ week: Week, snapshot: PreviewShown }).meta({ id: 'ReportPreview' });

export const ReportInput = z
  .strictObject({ week: Week })
  .meta({ id: 'ReportInput', example: { week: '2026-W40' } });

export const SendInput = z
  .strictObject({
    /** Left out: everybody in the settings. */
    recipients: maybe(z.array(Email).min(1).max(50)),
    /** True: once more to those who had this week already. */
    resend: z.boolean().default(false),
  })
  .meta({ id: 'SendInput', example: { recipients: ['mo@example.com'] } });

export const DeliveryShown = z
  .strictObject({
    id: z.string(),
    recipient: z.string(),
    state: z.enum(DELIVERY_STATES),
    reason: maybe(z.string()),
    createdAt: Instant,
    /** When the mail service took it. */
    sentAt: maybe(Instant),
  })
  .meta({ id: 'Delivery' });
export type DeliveryShown = z.infer<typeof DeliveryShown>;
const Deliveries = z.strictObject({ data: z.array(DeliveryShown) });

export const StoredShare = z.strictObject({
  id: z.string(),
  reportId: idOf('rpt'),
  showSpend: z.boolean(),
  expiresAt: Instant,
  ...stamps,
});
export type StoredShare = z.infer<typeof StoredShare>;
export const ShareInput = z
  .strictObject({ showSpend: z.boolean().default(false), expiresAt: maybe(Instant) })
  .meta({ id: 'ShareInput', example: {} });
export const Share = z
  .strictObject({ id: z.string(), url: z.string(), showSpend: z.boolean(), expiresAt: Instant })
  .meta({ id: 'Share' });

/** A share as it is listed: its address is known to nobody but who was given it. */
export const ShareListed = z
  .strictObject({
    id: z.string(),
    reportId: idOf('rpt'),
    showSpend: z.boolean(),
    createdAt: Instant,
    expiresAt: Instant,
  })
  .meta({ id: 'ShareListed' });

/** `rpt_….html`: the ending belongs to the address, not to the id. */
const withEnding = (ending: string) =>
  z.strictObject({
    id: z
      .string()
      .transform((text) => (text.endsWith(ending) ? text.slice(0, -ending.length) : text))
      .pipe(idOf('rpt'))
      .meta({ type: 'string', pattern: '^rpt_[0-9a-hjkmnp-tv-z]{16}$', example: 'rpt_0123456789abcdef' }),
  });
const ById = z.strictObject({ id: idOf('rpt') });
const base = { tag: 'Reports' } as const;
const read = { ...base, method: 'get', scope: 'reports:read' } as const;
const LocaleQuery = z.strictObject({
  locale: maybe(Locale),
});

export const createReport = route({
  ...base,
  method: 'post',
  path: '/v1/reports',
  scope: 'reports:write',
  summary: 'Make the report of a closed week, or its next revision if facts have changed',
  body: ReportInput,
  answers: { 200: Report, 201: Report },
  refusals: [409],
});
export const previewReport = route({
  ...read,
  path: '/v1/reports/preview',
  summary: 'This week so far, against the same elapsed part of last week; nothing is stored',
  description:
    '`only=summary`: headline, stages, totals of the weeks and what waits, without rankings, curves and lists, for a fraction of the work.',
  query: z.strictObject({ only: maybe(z.enum(['summary'])) }),
  answers: { 200: Preview },
});
export const previewPage = route({
  ...read,
  path: '/v1/reports/preview.html',
  summary: 'This week so far, as a page',
  query: LocaleQuery,
  answers: { 200: { media: 'text/html; charset=utf-8' } },
});
export const listReports = route({
  ...read,
  path: '/v1/reports',
  summary: 'Reports by week, the newest first',
  query: PageQuery,
  answers: { 200: pageOf(ReportWeekRow) },
});
const format = (ending: string, media: string, summary: string) =>
  ({
    ...read,
    path: `/v1/reports/{id}${ending}`,
    summary,
    params: withEnding(ending),
    query: LocaleQuery,
    answers: { 200: { media } },
  }) as const;
export const reportPage = route(format('.html', 'text/html; charset=utf-8', 'The report as a page'));
export const reportText = route(format('.txt', 'text/plain; charset=utf-8', 'The report as text'));
export const reportCsv = route(format('.csv', 'text/csv; charset=utf-8', 'The report’s figures as CSV'));
const table = (name: ReportTable, summary: string) =>
  ({
    ...read,
    path: `/v1/reports/{id}/${name}.csv`,
    summary,
    description: 'To open by hand: names, in the language and with the separator and decimals of `locale`.',
    params: ById,
    query: LocaleQuery,
    answers: { 200: { media: 'text/csv; charset=utf-8' } },
  }) as const;
export const reportStages = route(table('stages', 'The week’s stages for a spreadsheet'));
export const reportCreators = route(table('creators', 'The week’s creators for a spreadsheet'));
export const reportPosts = route(table('posts', 'The week’s posts for a spreadsheet'));
export const reportMail = route(format('.eml', 'message/rfc822', 'The report as a mail'));
export const reportJson = route(
  format('.json', 'application/json', 'The snapshot, byte for byte as it is kept'),
);
export const reportChart = route(format('.png', 'image/png', 'The chart of the mail'));
export const getReport = route({
  ...read,
  path: '/v1/reports/{id}',
  summary: 'One report with its snapshot',
  params: ById,
  answers: { 200: ReportWithSnapshot },
});
export const sendReport = route({
  ...base,
  method: 'post',
  path: '/v1/reports/{id}/send',
  scope: 'reports:write',
  summary: 'Mail the report; nobody gets a week twice unless `resend` is said',
  params: ById,
  body: SendInput,
  answers: { 202: Deliveries },
});
export const listDeliveries = route({
  ...read,
  path: '/v1/reports/{id}/deliveries',
  summary: 'What became of the mails of this report',
  params: ById,
  answers: { 200: Deliveries },
});
export const createShare = route({
  ...base,
  method: 'post',
  path: '/v1/reports/{id}/shares',
  scope: 'reports:write',
  summary: 'Make an address that shows the report to whoever has it',
  description: 'Hides what the brand pays unless `showSpend`; expires after 90 days unless told.',
  params: ById,
  body: ShareInput,
  answers: { 201: Share },
});
export const deleteShare = route({
  ...base,
  method: 'delete',
  path: '/v1/reports/{id}/shares/{shareId}',
  scope: 'reports:write',
  summary: 'Take a shared address back',
  params: z.strictObject({ id: idOf('rpt'), shareId: z.string().max(64) }),
  answers: { 204: null },
});

export const listShares = route({
  ...base,
  method: 'get',
  path: '/v1/shares',
  scope: 'reports:read',
  summary: 'Every address that shows a report to whoever has it',
  description: 'Those that still show something. The address itself is shown once, when it is made.',
  query: PageQuery,
  answers: { 200: pageOf(ShareListed) },
});
export const revokeShare = route({
  ...base,
  method: 'delete',
  path: '/v1/shares/{id}',
  scope: 'reports:write',
  summary: 'Take a shared address back, whichever report it shows',
  params: z.strictObject({ id: z.string().max(64) }),
  answers: { 204: null },
});

export const reportRoutes = [
  createReport,
  previewReport,
  previewPage,
  listReports,
  reportPage,
  reportText,
  reportCsv,
  reportStages,
  reportCreators,
  reportPosts,
  reportMail,
  reportJson,
  reportChart,
  getReport,
  sendReport,
  listDeliveries,
  createShare,
  deleteShare,
  listShares,
  revokeShare,
] as const;
