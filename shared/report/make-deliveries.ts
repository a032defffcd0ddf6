import type { Deliveries } from '../data/reports/deliveries-store.ts';
import { derivedId } from '../domain/id.ts';
import { newDelivery } from '../domain/report/delivery.ts';
import type { StoredReport } from '../domain/schema/answers/reports.ts';
import type { BrandId } from '../domain/schema/common.ts';

/** One delivery per recipient; `again` names a wish to send once more, and repeats of that wish land on the same. */
export async function makeDeliveries(
  deps: { deliveries: Deliveries; now: () => number },
  brandId: BrandId,
  report: Pick<StoredReport, 'id' | 'week'>,
  recipients: readonly string[],
  again?: string,
): Promise<string[]> {
  const ids: string[] = [];
  for (const recipient of recipients) {
    const name = [brandId, report.week, recipient.toLowerCase(), ...(again ? [again] : [])];
    const deliveryId = derivedId('dlv', ...name);
    await deps.deliveries.create(newDelivery({ deliveryId, reportId: report.id, recipient }, deps.now()));
    ids.push(deliveryId);
  }
  return ids;
}
