import { brandsOf } from '../../../../shared/data/access/brands-store.ts';
import { clickRow, RAW_RETENTION_MS } from '../../../../shared/data/clicks/click-writer.ts';
import { markErased } from '../../../../shared/data/clicks/erase-exported.ts';
import { linkRecords } from '../../../../shared/data/links/links-store.ts';
import { couponsOf } from '../../../../shared/data/orders/coupons-store.ts';
import { conversionsOf } from '../../../../shared/data/orders/orders-store.ts';
import { applicationsOf, handleKey } from '../../../../shared/data/programme/applications-store.ts';
import { hourOf, minuteOf } from '../../../../shared/data/table/keys.ts';
import type { BrandRecords } from '../../../../shared/data/table/records-store.ts';
import { readClickId } from '../../../../shared/domain/click/click-id.ts';
import { withoutPerson } from '../../../../shared/domain/click/erase-click.ts';
import { createErasure } from '../../../../shared/domain/schema/access/erasures.ts';
import type { StoredConversion } from '../../../../shared/domain/schema/orders/conversions.ts';
import type { Application } from '../../../../shared/domain/schema/programme/applications.ts';
import type { Creator } from '../../../../shared/domain/schema/programme/creators.ts';
import { ordersFor } from '../../../../shared/orders/desk.ts';
import type { ApiDeps } from '../../deps.ts';
import { eraseCopies } from '../../erase-copies.ts';
import { type Api, ok } from '../../http/call.ts';
import { notFound } from '../../http/refusal.ts';
import { deskOf, readingOf } from '../../reading.ts';
import { creatorsOf } from '../programme/creators.ts';

export function registerErasures(api: Api, deps: ApiDeps): void {
  const { clicks, counts, newToken } = readingOf(deps);

  api.on(createErasure, async ({ records, body, at, now }) => {
    const erased = { conversions: 0, clicks: 0, creators: 0, applications: 0 };
    const { customerId, creatorId, clickId } = body;
    if (customerId !== undefined) {
      erased.conversions = await eachConversion(
        records,
        (order) => order.customerId === customerId,
        ({ customerId: _, ...order }) => order,
      );
      await eraseCopies(deps, records, [customerId]);
    }
    if (creatorId !== undefined) {
      // First what is found by her handle, which goes with her record.
      const creator = await creatorsOf(records).get(creatorId);
      const texts = await textsOf(records, creator);
      erased.applications = await eraseApplications(records, creator);
      await couponsOf(records).keepOnly([], creatorId, now);
      erased.creators = await eraseCreator(records, creatorId, at);
      await eraseCopies(deps, records, texts, { reports: true });
    }
    if (clickId !== undefined) {
      const place = readClickId(clickId, deps.clickKeys);
      if (!place || !(await linkRecords(records).find(place.linkId))) return notFound('click');
      await counts.putErased(clickId, Math.ceil((now + RAW_RETENTION_MS) / 1_000));
      erased.clicks = await eraseClick(place, clickId);
      await markErased(counts, records.brandId, { at: place.at, id: clickId }, newToken());
      erased.conversions = await eachConversion(
        records,
        (order) => order.clickIds.includes(clickId),
        (order) => ({
          ...order,
          clickIds: order.clickIds.filter((id) => id !== clickId),
          refused: order.refused.filter((refusal) => refusal.clickId !== clickId),
        }),
      );
      await eraseCopies(deps, records, [clickId]);
    }
    return ok({ erased, erasedAt: at });
  });

  async function eachConversion(
    records: BrandRecords,
    concerns: (order: StoredConversion) => boolean,
    change: (order: StoredConversion) => StoredConversion,
  ): Promise<number> {
    const brand = await brandsOf(deps.tables).get(records.brandId);
    const orders = ordersFor(deskOf(deps), records, brand);
    let count = 0;
    for await (const order of conversionsOf(records).all({ archived: true })) {
      if (!concerns(order)) continue;
      await orders.rewrite(order.id, change, deps.now());
      count++;
    }
    return count;
  }

  /** The hit stays counted as it was; who made it, and with what, is gone. */
  async function eraseClick(
    place: { linkId: string; at: number; shard: number },
    clickId: string,
  ): Promise<number> {
    const click = await clicks.find(place, clickId);
    if (!click) return 0;
    const partition = { linkId: place.linkId, minute: minuteOf(place.at), shard: place.shard };
    await clicks.rewrite(clickRow(withoutPerson(click), partition));
    if (click.fbclid) await counts.markDirty('hour', click.brandId, hourOf(click.at), newToken());
    return 1;
  }
}

/** Every text that says who she is, as her record and her applications have them. */
async function textsOf(records: BrandRecords, creator: Creator): Promise<string[]> {
  const texts = new Set<string>();
  const note = (...found: (string | undefined)[]) => {
    for (const text of found) if (text) texts.add(text);
  };
  const noteHandle = (handle: string) => note(handle, handleKey(handle), `@${handleKey(handle)}`);
  noteHandle(creator.handle);
  note(creator.displayName, creator.email, creator.externalId, ...creator.couponCodes);
  for await (const application of applicationsOf(records).all({ archived: true })) {
    if (!isHers(application, creator)) continue;
    noteHandle(application.handle);
    note(
      ...(Object.values(application).filter(
        (value) => typeof value === 'string' && value.includes('@'),
      ) as string[]),
    );
  }
  texts.delete('erased');
  return [...texts];
}

function isHers({ creatorId, platform, handle }: Application, creator: Creator): boolean {
  const isSameHandle = platform === creator.platform && handleKey(handle) === handleKey(creator.handle);
  return creatorId === creator.id || isSameHandle;
}

/** The creator's id goes on carrying what it earned; nothing says who it was. */
async function eraseCreator(records: BrandRecords, creatorId: string, at: string): Promise<number> {
  await creatorsOf(records).update(creatorId, ({ id, platform, source, createdAt, archivedAt }) => ({
    id,
    handle: 'erased',
    platform,
    source,
    couponCodes: [],
    createdAt,
    updatedAt: at,
    archivedAt: archivedAt ?? at,
  }));
  return 1;
}

/** All that she sent: the one that was accepted, those declined before, those sent since. */
async function eraseApplications(records: BrandRecords, creator: Creator): Promise<number> {
  let count = 0;
  for await (const application of applicationsOf(records).all({ archived: true })) {
    if (!isHers(application, creator)) continue;
    await applicationsOf(records).erase(application.id);
    count++;
  }
  return count;
}
