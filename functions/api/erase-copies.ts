import type { KeptAnswer } from '../../shared/data/access/idempotency-store.ts';
import type { BrandStores } from '../../shared/data/stores.ts';
import { everyRecord } from '../../shared/data/table/records-store.ts';
import { eraseTexts } from '../../shared/domain/erase-texts.ts';
import { canonicalJson } from '../../shared/domain/report/content-address.ts';
import { purposes } from '../../shared/domain/sealed/purposes.ts';
import { openSealed, sealText } from '../../shared/domain/sealed/sealed-text.ts';
import { eraseShops } from '../../shared/shops/erase-shops.ts';
import type { ApiDeps } from './deps.ts';

/**
 * Erases what names a person from everything that is a copy: webhook deliveries (those sent, those to come, and what a
 * replay would send), answers kept for repeated requests, deliveries of shops, and what `also` says. How many copies were changed.
 */
export async function eraseCopies(
  deps: ApiDeps,
  stores: BrandStores,
  texts: readonly string[],
  also: { reports: boolean } = { reports: false },
): Promise<number> {
  if (texts.length === 0) return 0;
  const changed = [
    await eraseDeliveries(stores, texts),
    await eraseAnswers(deps, stores.brandId, texts),
    await eraseShops(stores, texts),
    also.reports ? await eraseReports(deps, stores, texts) : 0,
  ];
  await deps.eraseMails?.(texts);
  return changed.reduce((sum, count) => sum + count, 0);
}

async function eraseDeliveries(stores: BrandStores, texts: readonly string[]): Promise<number> {
  let changed = 0;
  for await (const { id } of stores.webhooks.all({ archived: true })) {
    const deliveries = stores.webhookDeliveries(id);
    for await (const delivery of deliveries.all({ archived: true })) {
      if (eraseTexts(delivery.payload, texts) === undefined) continue;
      await deliveries.update(delivery.id, (it) => ({
        ...it,
        payload: eraseTexts(it.payload, texts) ?? it.payload,
      }));
      changed++;
    }
  }
  return changed;
}

async function eraseAnswers(deps: ApiDeps, owner: string, texts: readonly string[]): Promise<number> {
  let changed = 0;
  for await (const kept of deps.stores.idempotency.answersOf(owner)) {
    const purpose = purposes.answer(owner, kept.requestHash);
    const opened = openSealed(kept.sealed, purpose, deps.cursorKeys);
    const erased = opened && eraseTexts(JSON.parse(opened) as KeptAnswer, texts);
    if (!erased) continue;
    await kept.replace(sealText(JSON.stringify(erased), purpose, deps.random(12), deps.cursorKeys));
    changed++;
  }
  return changed;
}

/** The one thing that changes a snapshot. Its address, the hash of what it first said, stays its name. */
async function eraseReports(deps: ApiDeps, stores: BrandStores, texts: readonly string[]): Promise<number> {
  const snapshots = deps.stores.snapshots;
  const reports = stores.reports;
  let changed = 0;
  for await (const { revisions } of everyRecord((after) =>
    reports.listWeeks({ limit: 100, ...(after ? { after } : {}) }),
  )) {
    for (const { address } of revisions) {
      const json = await snapshots.find(stores.brandId, address);
      const erased = json && eraseTexts(JSON.parse(json) as object, texts);
      if (!erased) continue;
      await snapshots.put(stores.brandId, address, canonicalJson(erased));
      changed++;
    }
  }
  return changed;
}
