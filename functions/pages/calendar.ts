import type { Hono } from 'hono';
import { addDays, dayOf } from '../../shared/domain/time/week.ts';
import { calendarText } from '../../shared/domain/timetable/calendar.ts';
import { timetableOfBrand } from '../../shared/domain/timetable/timetable-of-brand.ts';
import type { PagesDeps } from './deps.ts';
import { messagePage } from './message-page.ts';

/** What is still to be done and what was missed lately; a calendar asks again every few hours. */
const BACK_DAYS = 28;
const AHEAD_DAYS = 120;

/** `GET /r/calendar/{token}.ics`: what is due, as long as its address is good. */
export function putCalendar(app: Hono, deps: PagesDeps): void {
  app.get('/r/calendar/:file{[A-Za-z0-9_-]+\\.ics}', async (c) => {
    const found = await deps.stores.findCalendar(c.req.param('file').replace(/\.ics$/, ''));
    if (!found) return messagePage(c.req.raw, 404, 'calendarGone');
    const { brandId, calendar } = found;
    const brand = await deps.stores.brand(brandId).getBrand();
    const { catalog } = await deps.stores.loader.loadProgramme(brand);
    const today = dayOf(deps.now(), brand.timeZone);
    const days = { from: addDays(today, -BACK_DAYS), to: addDays(today, AHEAD_DAYS), today };
    const slots = timetableOfBrand(catalog, days, calendar);
    const handles = new Map(catalog.creators.map(({ creatorId, handle }) => [creatorId, handle]));
    const text = calendarText(
      slots.filter(({ state }) => state === 'open' || state === 'missing'),
      {
        ...calendar,
        host: new URL(deps.publicUrl).host,
        now: deps.now(),
        handleOf: (creatorId) => handles.get(creatorId) ?? creatorId,
      },
    );
    return c.body(text, 200, CALENDAR_HEADERS);
  });
}

const CALENDAR_HEADERS = {
  'content-type': 'text/calendar; charset=utf-8',
  'content-disposition': 'inline; filename="posts-due.ics"',
  'cache-control': 'private, no-store',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
};
