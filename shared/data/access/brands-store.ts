import { Brand } from '../../domain/schema/access/brand.ts';
import type { BrandId } from '../../domain/schema/common.ts';
import { applyTokenKey, BRANDS_PARTITION, brandKey } from '../table/keys.ts';
import { onceAMoment } from '../table/one-moment.ts';
import { collectionIn, everyRecord, type RecordsPage } from '../table/records-store.ts';
import { textOf } from '../table/row.ts';
import type { Tables } from '../table/tables.ts';

/** The brands themselves: the one collection that no brand owns. */
export type Brands = {
  create(brand: Brand): Promise<'created' | 'exists'>;
  find(brandId: BrandId): Promise<Brand | undefined>;
  get(brandId: BrandId): Promise<Brand>;
  list(options: { limit: number; after?: string }): Promise<RecordsPage<Brand>>;
  /** Every brand, a page at a time. */
  all(): AsyncGenerator<Brand>;
  update(brandId: BrandId, change: (brand: Brand) => Brand): Promise<Brand>;
  findByApplyToken(token: string): Promise<Brand | undefined>;
};

export function brandsOf(tables: Tables): Brands {
  const { records: table } = tables;
  const { find, list, update, create, ...brands } = collectionIn<Brand>({
    table,
    kind: 'BRAND',
    partition: BRANDS_PARTITION,
    keyOf: brandKey,
    schema: Brand,
  });
  return {
    find,
    get: (id) => onceAMoment(tables, id, () => brands.get(id)),
    update,
    list: (options) => list({ ...options, archived: true }),
    all: () => everyRecord((after) => list({ limit: 100, archived: true, ...(after ? { after } : {}) })),
    async create(brand) {
      const token = { ...applyTokenKey(brand.applyToken), brandId: brand.id };
      await table.putIf(token, 'attribute_not_exists(pk)');
      return (await create(brand)).kind === 'created' ? 'created' : 'exists';
    },
    async findByApplyToken(token) {
      const row = await table.get(applyTokenKey(token), { stale: true });
      const brandId = row && textOf(row, 'brandId');
      return brandId ? find(brandId) : undefined;
    },
  };
}
