import { expect, it } from 'vitest';
import * as z from 'zod';
import { tidyAll } from '../../../shared/data/chores/tidy.ts';
import { routeToRow } from '../../../shared/data/links/link-route-item.ts';
import { linkRoutesIn } from '../../../shared/data/links/link-routes-store.ts';
import { versionsPartition } from '../../../shared/data/table/keys.ts';
import { recordsOf } from '../../../shared/data/table/records-store.ts';
import { tablesOn } from '../../../shared/data/table/sdk.ts';
import { ZONE_RULES } from '../../../shared/domain/time/zone-rules.ts';
import { aPostedLink, failures } from '../../support/api-builders.ts';
import { apiOfFile } from '../../support/api-of-file.ts';

const host = apiOfFile();
const ANY = z.looseObject({ id: z.string() });

const sweep = () => tidyAll(host.api.deps.stores);
const routes = () => linkRoutesIn(tablesOn(host.engine.client, host.engine.tables));
const rulesOf = async (slug: string) => (await routes().find(slug))?.offsets?.rules;
const dirtyDays = async () => {
  const { counts } = host.api.deps.stores;
  return (await counts.listDirty('day', host.api.sock.brand.id)).map(({ period }) => period).sort();
};

/** As a process with older rules left it: offsets without a release, a folded day of 2025c, nothing swept yet. */
async function leftByOlderRules(slug: string): Promise<void> {
  const { client, tables } = host.engine;
  const brandId = host.api.sock.brand.id;
  const { records, counts } = tablesOn(client, tables);
  const route = await routes().find(slug);
  if (!route?.offsets) throw new Error(`no route of ${slug}`);
  const { rules: _, ...offsets } = route.offsets;
  await records.put(routeToRow({ ...route, offsets }));
  const versions = versionsPartition(brandId);
  await counts.put({ pk: versions, sk: '2026-11-19', version: 'v', rules: '2025c' });
  await counts.put({ pk: versions, sk: '2026-06-01', version: 'v', rules: ZONE_RULES });
  const upgrades = recordsOf(tablesOn(client, tables), brandId).collection('UPGRADE', ANY);
  await upgrades.erase(`zone-rules#${ZONE_RULES}`);
}

it('writes offsets and days again that older zone rules said, once', async () => {
  const { slug } = await aPostedLink(host.api);
  expect(await rulesOf(slug)).toBe(ZONE_RULES);
  await sweep();
  expect(await dirtyDays()).toEqual([]);

  await leftByOlderRules(slug);
  expect(await rulesOf(slug)).toBeUndefined();
  await sweep();
  expect(await rulesOf(slug)).toBe(ZONE_RULES);
  expect(await dirtyDays()).toEqual(['2026-11-18', '2026-11-19', '2026-11-20']);
  expect(await sweep()).toBe(0);
});

it('fails nowhere by our own fault', () => expect(failures).toEqual([]));
