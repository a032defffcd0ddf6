import { brandsOf } from '../../../../shared/data/access/brands-store.ts';
import { reportSettingsOf } from '../../../../shared/data/reports/report-settings-store.ts';
import type { Brand } from '../../../../shared/domain/schema/access/brand.ts';
import {
  getReportSettings,
  putReportSettings,
  type ReportSettings,
  type StoredReportSettings,
} from '../../../../shared/domain/schema/answers/report-settings.ts';
import { previousWeek, weekOf } from '../../../../shared/domain/time/week.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, ok } from '../../http/call.ts';

export function registerReportSettings(api: Api, deps: ApiDeps): void {
  const brands = brandsOf(deps.client, deps.tables);

  api.on(getReportSettings, async ({ brandId, records }) => {
    const held = await reportSettingsOf(records).find();
    return ok(held ? shown(held) : unset(await brands.get(brandId)));
  });

  api.on(putReportSettings, async ({ brandId, records, body, now, at }) => {
    const brand = await brands.get(brandId);
    const stored = await reportSettingsOf(records).put({
      ...body,
      timeZone: body.timeZone ?? brand.timeZone,
      suppressed: [],
      firstWeek: previousWeek(weekOf(now, brand.timeZone)),
      createdAt: at,
      updatedAt: at,
    });
    return ok(shown(stored));
  });
}

const shown = ({
  id: _,
  firstWeek: __,
  createdAt: ___,
  updatedAt: ____,
  archivedAt: _____,
  ...held
}: StoredReportSettings): ReportSettings => ({
  ...held,
  lastSentAt: held.lastSentAt ?? null,
  lastWeekSent: held.lastWeekSent ?? null,
});

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
});
