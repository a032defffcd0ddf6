import { because } from '../../reasons.ts';
import { WEEKDAYS } from '../../time/week.ts';
import { Email, Instant, Locale, maybe, stamps, TimeZone, Week } from '../common.ts';
import * as z from '../late-zod.ts';
import { route } from '../route.ts';

const Time = z
  .string()
  .regex(/^(0[4-9]|1[0-9]|2[01]):[0-5][0-9]$|^22:00$/, { error: because('not-in-mail-hours') })
  .meta({ pattern: '^([01][0-9]|2[0-2]):[0-5][0-9]$', example: '07:00' });

const Suppressed = z.strictObject({
  email: z.string(),
  reason: z.enum(['unsubscribed', 'bounced', 'complained']),
  at: Instant,
});

const fields = {
  recipients: z
    .array(Email)
    .max(50)
    .refine((emails) => new Set(emails.map((email) => email.toLowerCase())).size === emails.length, {
      error: because('not-twice', { what: 'recipient' }),
    }),
  weekday: z.enum(WEEKDAYS),
  /** Local in `timeZone`. */
  time: Time,
  timeZone: TimeZone,
  enabled: z.boolean(),
  /** Language and number format of the mail. */
  locale: z.string(),
  /** Whether the page that the mail leads to shows what the brand pays. */
  linkShowsSpend: z.boolean(),
};

export const StoredReportSettings = z.strictObject({
  id: z.string(),
  ...fields,
  /** Who gets no mail any more, and why; taken back by naming the address anew after removing it. */
  suppressed: z.array(Suppressed),
  /** The first week that may be mailed. */
  firstWeek: Week,
  lastWeekSent: maybe(Week),
  lastSentAt: maybe(Instant),
  ...stamps,
});
export type StoredReportSettings = z.infer<typeof StoredReportSettings>;

export const ReportSettings = z
  .strictObject({
    ...fields,
    suppressed: z.array(Suppressed),
    /** When the newest mail of a report really went out. */
    lastSentAt: Instant.nullable(),
    lastWeekSent: Week.nullable(),
    /** The next mail that the sweep will send: which week, and when. Null while nobody gets any. */
    nextMail: z.strictObject({ week: Week, at: Instant }).nullable(),
  })
  .meta({ id: 'ReportSettings' });
export type ReportSettings = z.infer<typeof ReportSettings>;

export const ReportSettingsInput = z
  .strictObject({
    recipients: fields.recipients,
    weekday: fields.weekday.default('monday'),
    time: fields.time.default('07:00'),
    timeZone: maybe(TimeZone),
    enabled: fields.enabled.default(true),
    locale: Locale.default('en'),
    linkShowsSpend: fields.linkShowsSpend.default(false),
  })
  .meta({
    id: 'ReportSettingsInput',
    example: { recipients: ['mo@example.com'], weekday: 'monday', time: '07:00' },
  });
export type ReportSettingsInput = z.infer<typeof ReportSettingsInput>;

const base = { tag: 'Reports', path: '/v1/report-settings' } as const;

export const getReportSettings = route({
  ...base,
  method: 'get',
  scope: 'reports:read',
  summary: 'Who gets the weekly report, and when',
  answers: { 200: ReportSettings },
});
export const putReportSettings = route({
  ...base,
  method: 'put',
  scope: 'reports:write',
  summary: 'Say who gets the weekly report, and when',
  description:
    'Without `timeZone`: the brand’s. Someone who unsubscribed stays so until removed and named again.',
  body: ReportSettingsInput,
  answers: { 200: ReportSettings },
});

export const reportSettingsRoutes = [getReportSettings, putReportSettings] as const;
