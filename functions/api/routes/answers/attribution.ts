import { attributeAll } from '../../../../shared/domain/attribution/attribute.ts';
import { journeysOf, NO_GROUP } from '../../../../shared/domain/orders/journeys.ts';
import type { OrderLine } from '../../../../shared/domain/orders/order-lines.ts';
import { REST_ROWS } from '../../../../shared/domain/orders/place.ts';
import { netUnknownNoteOn } from '../../../../shared/domain/roi/roi-row.ts';
import {
  type Attribution,
  type AttributionGroup,
  getAttribution,
} from '../../../../shared/domain/schema/answers/attribution.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Api, ok } from '../../http/call.ts';
import { rangeOf } from '../../reading/range.ts';
import { pageOfRows } from '../../reading/rows.ts';

type Row = Attribution['rows'][number];
const FIELD: Record<AttributionGroup, keyof Row> = {
  post: 'postId',
  creator: 'creatorId',
  stage: 'stage',
  campaign: 'campaignId',
  platform: 'platform',
  channel: 'channel',
};

export function registerAttribution(api: Api, deps: ApiDeps): void {
  const { loader } = deps.stores;

  api.on(getAttribution, async ({ brandId, query, now, pageStart, pageEnd }) => {
    const { groupBy } = query;
    const brand = await deps.stores.brands.get(brandId);
    const { from, to } = rangeOf(query, brand, now);
    const [{ catalog }, lines] = await Promise.all([
      loader.loadProgramme(brand),
      loader.loadLines(brand, from, to),
    ]);
    const { journeys, unattributed } = journeysOf(lines, catalog, groupBy);
    const credit = ({ conversions, valueMinor }: { conversions: number; valueMinor: number }) => ({
      conversions,
      revenue: { amount: valueMinor, currency: brand.currency },
    });
    const rows = new Map<string, Partial<Row['models']>>();
    for (const { model, credits } of attributeAll(journeys))
      for (const { key, ...owed } of credits) rows.set(key, { ...rows.get(key), [model]: credit(owed) });
    const page = pageOfRows([...rows], pageStart(), ([key]) => [key]);
    return ok({
      groupBy,
      from,
      to,
      rows: page.records.map(([key, models]) => ({
        [FIELD[groupBy]]: key === NO_GROUP || REST_ROWS.includes(key) ? null : key,
        ...(REST_ROWS.includes(key) ? { name: key } : {}),
        models: models as Row['models'],
      })),
      nextCursor: pageEnd(page.lastKey),
      totals: credit(sumOf(journeys)),
      unattributed: credit(unattributed),
      notes: netUnknownNoteOn('revenue', bookedIn(lines)),
    });
  });
}

const sumOf = (journeys: readonly { conversions: number; valueMinor?: number | undefined }[]) => ({
  conversions: journeys.reduce((sum, { conversions }) => sum + conversions, 0),
  valueMinor: journeys.reduce((sum, { valueMinor = 0 }) => sum + valueMinor, 0),
});

const bookedIn = (lines: readonly OrderLine[]) =>
  lines.flatMap((line) => (line.kind === 'booked' ? [line.order] : []));
