import { due, dueSettingsOf, firstWeekFor } from '../../../../shared/domain/report/due.ts';
import type { Brand } from '../../../../shared/domain/schema/access/brand.ts';
import {
  getReportSettings,
  putReportSettings,
  type ReportSettings,
  type StoredReportSettings,
} from '../../../../shared/domain/schema/answers/report-settings.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, ok } from '../../http/call.ts';

export function registerReportSettings(api: Api, deps: ApiDeps): void {
  const brands = deps.stores.brands;

  api.on(getReportSettings, async ({ brandId, stores, now }) => {
    const held = await stores.reportSettings.find();
    const brand = await brands.get(brandId);
    return ok(held ? shown(held, brand, now) : unset(brand));
  });

  api.on(putReportSettings, async ({ brandId, stores, body, now, at }) => {
    const brand = await brands.get(brandId);
    const timeZone = body.timeZone ?? brand.timeZone;
    const slot = { weekday: body.weekday, time: body.time, timeZone };
    const stored = await stores.reportSettings.put({
      ...body,
      timeZone,
      suppressed: [],
      firstWeek: firstWeekFor({ slot, brandTimeZone: brand.timeZone }, now),
      createdAt: at,
      updatedAt: at,
    });
    return ok(shown(stored, brand, now));
  });
}

function shown(stored: StoredReportSettings, brand: Brand, now: number): ReportSettings {
  const { id: _, firstWeek: __, createdAt: ___, updatedAt: ____, archivedAt: _____, ...held } = stored;
  return {
    ...held,
    lastSentAt: held.lastSentAt ?? null,
    lastWeekSent: held.lastWeekSent ?? null,
    nextMail: nextMailOf(stored, brand, now),
  };
}

function nextMailOf(stored: StoredReportSettings, brand: Brand, now: number): ReportSettings['nextMail'] {
  if (stored.recipients.length === 0) return null;
  const next = due(dueSettingsOf(stored, brand), stored.lastWeekSent, now);
  if (next.kind === 'off') return null;
  return next.kind === 'due'
    ? { week: next.week, at: new Date(now).toISOString() }
    : { week: next.nextWeek, at: new Date(next.nextAtMs).toISOString() };
}

const unset = (brand: Brand): ReportSettings => ({
  recipients: [],
  weekday: 'monday',
  time: '07:00',
  timeZone: brand.timeZone,
  enabled: false,
  locale: 'en',
  linkShowsSpend: false,
  suppressed: [],
  lastSentAt: null,
  lastWeekSent: null,
  nextMail: null,
});
