import { clickRow, RAW_RETENTION_MS } from '../../../../shared/data/clicks/click-writer.ts';
import { markErased } from '../../../../shared/data/clicks/erase-exported.ts';
import type { BrandStores } from '../../../../shared/data/stores.ts';
import { hourOf, minuteOf } from '../../../../shared/data/table/keys.ts';
import { readClickId } from '../../../../shared/domain/click/click-id.ts';
import { withoutPerson } from '../../../../shared/domain/click/erase-click.ts';
import { handleKey } from '../../../../shared/domain/handle.ts';
import { createErasure } from '../../../../shared/domain/schema/access/erasures.ts';
import type { Id } from '../../../../shared/domain/schema/common.ts';
import type { StoredConversion } from '../../../../shared/domain/schema/orders/conversions.ts';
import type { Application } from '../../../../shared/domain/schema/programme/applications.ts';
import type { Creator } from '../../../../shared/domain/schema/programme/creators.ts';
import { customerNamed } from '../../../../shared/domain/shops/personal-data.ts';
import { guestKey } from '../../../../shared/shops/hook-secrets.ts';
import type { ApiDeps } from '../../deps.ts';
import { eraseCopies } from '../../erase-copies.ts';
import { type Api, type Call, ok } from '../../http/call.ts';
import { notFound } from '../../http/refusal.ts';

export function registerErasures(api: Api, deps: ApiDeps): void {
  api.on(createErasure, async ({ stores, body, at, now }) => {
    const erased = await eraseWhom(body, { deps, stores, at, now });
    return ok({ erased: { ...NOTHING, ...erased }, erasedAt: at });
  });
}

const NOTHING = { conversions: 0, clicks: 0, creators: 0, applications: 0 };

type Wish = Call<typeof createErasure>['body'];
type Erased = Partial<typeof NOTHING>;
type Erasing = { deps: ApiDeps; stores: BrandStores; at: string; now: number };

/** Exactly one is named. */
async function eraseWhom({ customerId, creatorId, clickId }: Wish, erasing: Erasing): Promise<Erased> {
  if (customerId !== undefined) return eraseCustomer(customerId, erasing);
  if (creatorId !== undefined) return eraseCreator(creatorId, erasing);
  return clickId === undefined ? {} : eraseVisitor(clickId, erasing);
}

/** By his id, his mail address or the name that stands for it; also where an order has the address as it was sent. */
async function eraseCustomer(asked: string, { deps, stores }: Erasing): Promise<Erased> {
  const key = guestKey(deps, stores);
  const nameOf = (id: string): string => customerNamed(id, key) ?? id;
  const name = nameOf(asked);
  const texts = new Set([asked, name]);
  const conversions = await eachConversion(
    { deps, stores },
    ({ customerId }) => customerId !== undefined && nameOf(customerId) === name,
    ({ customerId = name, metadata = {}, ...order }) => {
      const said = [metadata, ...order.refunds.map((refund) => refund.metadata ?? {})];
      for (const text of [customerId, ...said.flatMap(addressesIn)]) texts.add(text);
      return { ...order, refunds: order.refunds.map(({ metadata: _, ...refund }) => refund) };
    },
  );
  await eraseCopies(deps, stores, [...texts]);
  return { conversions };
}

async function eraseCreator(creatorId: Id<'crt'>, { deps, stores, at, now }: Erasing): Promise<Erased> {
  // First what is found by her handle, which goes with her record.
  const creator = await stores.creators.get(creatorId);
  const texts = await textsOf(stores, creator);
  const applications = await eraseApplications(stores, creator);
  await stores.coupons.keepOnly([], creatorId, now);
  await stores.handles.release(creator, creatorId);
  await eraseRecord(stores, creatorId, at);
  await stores.forgetProgramme();
  await eraseCopies(deps, stores, texts, { reports: true });
  return { creators: 1, applications };
}

/** Who made a click. */
async function eraseVisitor(clickId: string, { deps, stores, now }: Erasing): Promise<Erased> {
  const { counts, newToken } = deps.stores;
  const place = readClickId(clickId, deps.clickKeys);
  if (!place || !(await stores.links.find(place.linkId))) throw notFound('click');
  await counts.putErased(clickId, Math.ceil((now + RAW_RETENTION_MS) / 1_000));
  const clicks = await eraseClick(place, clickId, deps);
  await markErased(counts, stores.brandId, { at: place.at, id: clickId }, newToken());
  const conversions = await eachConversion(
    { deps, stores },
    (order) => order.clickIds.includes(clickId),
    (order) => ({
      ...order,
      clickIds: order.clickIds.filter((id) => id !== clickId),
      refused: order.refused.filter((refusal) => refusal.clickId !== clickId),
    }),
  );
  await eraseCopies(deps, stores, [clickId]);
  return { clicks, conversions };
}

async function eachConversion(
  { deps, stores }: Pick<Erasing, 'deps' | 'stores'>,
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
  { stores: { clicks, counts, newToken } }: ApiDeps,
): Promise<number> {
  const click = await clicks.find(place, clickId);
  if (!click) return 0;
  const partition = { linkId: place.linkId, minute: minuteOf(place.at), shard: place.shard };
  await clicks.rewrite(clickRow(withoutPerson(click), partition));
  if (click.fbclid) await counts.markDirty('hour', click.brandId, hourOf(click.at), newToken());
  return 1;
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
    note(...addressesIn(application), ...addressesIn(application.metadata ?? {}));
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
async function eraseRecord(stores: BrandStores, creatorId: string, at: string): Promise<void> {
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
