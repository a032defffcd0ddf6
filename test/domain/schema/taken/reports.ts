import { WEEKDAYS } from '../../../../shared/domain/time/week.ts';
import { one, pages } from './calls.ts';
import { email, instant, locale, timeZone, week } from './common.ts';
import { fields, flag, free, id, type Kind, list, maybe, oneOf, or, refused, same } from './kinds.ts';

const recipients: Kind = {
  ...list(email, 0, 50, (n) => `ada${n}@example.com`),
  refuses: [
    ...list(email, 0, 50, (n) => `ada${n}@example.com`).refuses,
    ...refused('a recipient may stand once', ['ada@example.com', 'Ada@example.com']),
  ],
};
const time: Kind = {
  takes: same('07:00', '04:00', '09:59', '10:00', '21:59', '22:00'),
  refuses: refused(
    'must lie between 04:00 and 22:00',
    '03:59',
    '22:01',
    '7:00',
    '07:60',
    '07:000',
    '23:00',
    '',
  ),
};
const report = one('rpt');
/** The ending belongs to the address, not to the id. */
const ending = (as: string): Kind => ({
  takes: [`rpt_0123456789abcdef.${as}`, 'rpt_0123456789abcdef'].map((sent) => ({
    sent,
    kept: 'rpt_0123456789abcdef',
  })),
  refuses: refused(
    'must be an id that begins with rpt_',
    `crt_0123456789abcdef.${as}`,
    `.${as}`,
    'rpt_0.xyz',
  ),
});
const read = { query: fields({ locale: maybe(locale) }) };
const file = (as: string) => ({ params: fields({ id: ending(as) }), ...read });
const sheet = { ...report, ...read };
const token = free(0, 64);

export const reports = {
  'post /v1/reports': { body: fields({ week }) },
  'get /v1/reports': pages,
  'get /v1/reports/preview': { query: fields({ only: maybe(oneOf(['summary'])) }) },
  'get /v1/reports/preview.html': read,
  'get /v1/reports/{id}': report,
  'get /v1/reports/{id}.html': file('html'),
  'get /v1/reports/{id}.txt': file('txt'),
  'get /v1/reports/{id}.csv': file('csv'),
  'get /v1/reports/{id}/stages.csv': sheet,
  'get /v1/reports/{id}/creators.csv': sheet,
  'get /v1/reports/{id}/posts.csv': sheet,
  'get /v1/reports/{id}.eml': file('eml'),
  'get /v1/reports/{id}.json': file('json'),
  'get /v1/reports/{id}.png': file('png'),
  'post /v1/reports/{id}/send': {
    ...report,
    body: fields({ recipients: maybe(list(email, 1, 50)), resend: or(flag, false) }),
  },
  'get /v1/reports/{id}/deliveries': report,
  'post /v1/reports/{id}/shares': {
    ...report,
    body: fields({ showSpend: or(flag, false), expiresAt: maybe(instant) }),
  },
  'delete /v1/reports/{id}/shares/{shareId}': { params: fields({ id: id('rpt'), shareId: token }) },
  'get /v1/report-settings': {},
  'put /v1/report-settings': {
    body: fields({
      recipients,
      weekday: or(oneOf(WEEKDAYS), 'monday'),
      time: or(time, '07:00'),
      timeZone: maybe(timeZone),
      enabled: or(flag, true),
      locale: or(locale, 'en'),
      linkShowsSpend: or(flag, false),
    }),
  },
  'get /v1/shares': pages,
  'delete /v1/shares/{id}': { params: fields({ id: token }) },
};
