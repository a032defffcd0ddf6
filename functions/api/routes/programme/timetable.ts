import {
  createCalendar,
  getTimetable,
  listCalendars,
  revokeCalendar,
  type StoredCalendar,
  type TimetableRead,
} from '../../../../shared/domain/schema/programme/timetable.ts';
import { addDays, dayOf } from '../../../../shared/domain/time/week.ts';
import { keeping } from '../../../../shared/domain/timetable/timetable.ts';
import { type BrandSlot, timetableOfBrand } from '../../../../shared/domain/timetable/timetable-of-brand.ts';
import { addressToken } from '../../address-token.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, noContent, ok } from '../../http/call.ts';
import { rangeOf } from '../../reading/range.ts';

const AHEAD_DAYS = 28;
const MOST_DAYS = 366;

export function registerTimetable(api: Api, deps: ApiDeps): void {
  api.on(getTimetable, async ({ stores, query: { campaignId, squadId, ...days }, now }) => {
    const brand = await stores.getBrand();
    if (campaignId) await stores.campaigns.get(campaignId);
    if (squadId) await stores.squads.get(squadId);
    const today = dayOf(now, brand.timeZone);
    const to = days.to ?? addDays(today, AHEAD_DAYS);
    const from = days.from ?? addDays(today < to ? today : to, -AHEAD_DAYS);
    const range = rangeOf({ from, to }, brand, now, MOST_DAYS);
    const { catalog } = await deps.stores.loader.loadProgramme(brand);
    const slots = timetableOfBrand(catalog, { ...range, today }, { campaignId, squadId });
    const next = slots.find(({ state }) => state === 'open');
    return ok({
      ...range,
      ...keeping(slots, today),
      next: next ? shown(next) : null,
      slots: slots.map(shown),
    });
  });

  api.on(createCalendar, async ({ stores, body, secretBytes, at }) => {
    if (body.campaignId) await stores.campaigns.get(body.campaignId);
    if (body.squadId) await stores.squads.get(body.squadId);
    const token = addressToken(secretBytes);
    const calendar = await stores.calendars.create(token, { ...body, createdAt: at, updatedAt: at });
    const url = `${deps.publicUrl}/r/calendar/${token}.ics`;
    return { status: 201 as const, body: { ...listed(calendar), url } };
  });

  api.on(listCalendars, async ({ stores, pageStart, pageEnd }) => {
    const page = await stores.calendars.list(pageStart());
    return ok({ data: page.records.map(listed), nextCursor: pageEnd(page.lastKey) });
  });

  api.on(revokeCalendar, async ({ stores, params, at }) => {
    await stores.calendars.revoke(params.id, at);
    return noContent();
  });
}

const listed = ({ archivedAt: _, updatedAt: __, ...calendar }: StoredCalendar) => calendar;
const shown = ({ name: _, ...slot }: BrandSlot) => slot as TimetableRead['slots'][number];
