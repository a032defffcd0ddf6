import { clickRow, RAW_RETENTION_MS } from '../../../../shared/data/clicks/click-writer.ts';
import { markErased } from '../../../../shared/data/clicks/erase-exported.ts';
import type { BrandStores } from '../../../../shared/data/stores.ts';
import { hourOf, minuteOf } from '../../../../shared/data/table/keys.ts';
import { readClickId } from '../../../../shared/domain/click/click-id.ts';
import { withoutPerson } from '../../../../shared/domain/click/erase-click.ts';
import { handleKey } from '../../../../shared/domain/handle.ts';
import { createErasure } from '../../../../shared/domain/schema/access/erasures.ts';
import type { StoredConversion } from '../../../../shared/domain/schema/orders/conversions.ts';
import type { Application } from '../../../../shared/domain/schema/programme/applications.ts';
import type { Creator } from '../../../../shared/domain/schema/programme/creators.ts';
import type { ApiDeps } from '../../deps.ts';
import { eraseCopies } from '../../erase-copies.ts';
import { type Api, ok } from '../../http/call.ts';
import { notFound } from '../../http/refusal.ts';

export function registerErasures(api: Api, deps: ApiDeps): void {
  const { clicks, counts, newToken } = deps.stores;

  api.on(createErasure, async ({ stores, body, at, now }) => {
    const erased = { conversions: 0, clicks: 0, creators: 0, applications: 0 };
    const { customerId, creatorId, clickId } = body;
    if (customerId !== undefined) {
      const texts = new Set([customerId]);
      erased.conversions = await eachConversion(
        stores,
        (order) => order.customerId === customerId,
        ({ customerId: _, metadata = {}, ...order }) => {
          for (const text of addressesIn(metadata)) texts.add(text);
          return order;
        },
      );
      await eraseCopies(deps, stores, [...texts]);
    }
    if (creatorId !== undefined) {
      // First what is found by her handle, which goes with her record.
      const creator = await stores.creators.get(creatorId);
      const texts = await textsOf(stores, creator);
      erased.applications = await eraseApplications(stores, creator);
      await stores.coupons.keepOnly([], creatorId, now);
      erased.creators = await eraseCreator(stores, creatorId, at);
      await stores.forgetProgramme();
      await eraseCopies(deps, stores, texts, { reports: true });
    }
    if (clickId !== undefined) {
      const place = readClickId(clickId, deps.clickKeys);
      if (!place || !(await stores.links.find(place.linkId))) return notFound('click');
      await counts.putErased(clickId, Math.ceil((now + RAW_RETENTION_MS) / 1_000));
      erased.clicks = await eraseClick(place, clickId);
      await markErased(counts, stores.brandId, { at: place.at, id: clickId }, newToken());
      erased.conversions = await eachConversion(
        stores,
        (order) => order.clickIds.includes(clickId),
        (order) => ({
          ...order,
          clickIds: order.clickIds.filter((id) => id !== clickId),
          refused: order.refused.filter((refusal) => refusal.clickId !== clickId),
        }),
      );
      await eraseCopies(deps, stores, [clickId]);
    }
    return ok({ erased, erasedAt: at });
  });

  async function eachConversion(
    stores: BrandStores,
    concerns: (order: StoredConversion) => boolean,
    change: (order: StoredConversion) => StoredConversion,
  ): Promise<number> {
    let count = 0;
    for await (const order of stores.conversions.all({ archived: true })) {
      if (!concerns(order)) continue;
      await stores.orders.rewrite(order.id, change, deps.now());
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
async function textsOf(stores: BrandStores, creator: Creator): Promise<string[]> {
  const texts = new Set<string>();
  const note = (...found: (string | undefined)[]) => {
    for (const text of found) if (text) texts.add(text);
  };
  const noteHandle = (handle: string) => note(handle, handleKey(handle), `@${handleKey(handle)}`);
  noteHandle(creator.handle);
  note(
    creator.displayName,
    creator.email,
    creator.externalId,
    ...creator.couponCodes,
    ...addressesIn(creator.metadata ?? {}),
  );
  for await (const application of stores.applications.all({ archived: true })) {
    if (!isHers(application, creator)) continue;
    noteHandle(application.handle);
    note(...addressesIn(application));
  }
  texts.delete('erased');
  return [...texts];
}

/** Texts that name somebody wherever they stand; others, such as "instagram", would take too much with them. */
const addressesIn = (fields: object): string[] =>
  Object.values(fields).filter((value) => typeof value === 'string' && value.includes('@'));

function isHers({ creatorId, platform, handle }: Application, creator: Creator): boolean {
  const isSameHandle = platform === creator.platform && handleKey(handle) === handleKey(creator.handle);
  return creatorId === creator.id || isSameHandle;
}

/** The creator's id goes on carrying what it earned; nothing says who it was. */
async function eraseCreator(stores: BrandStores, creatorId: string, at: string): Promise<number> {
  await stores.creators.update(creatorId, ({ id, platform, source, createdAt, archivedAt }) => ({
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
async function eraseApplications(stores: BrandStores, creator: Creator): Promise<number> {
  let count = 0;
  for await (const application of stores.applications.all({ archived: true })) {
    if (!isHers(application, creator)) continue;
    await stores.applications.erase(application.id);
    count++;
  }
  return count;
}
