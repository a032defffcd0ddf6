import { type DynamoDBClient, GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { Brand } from '../../domain/schema/access/brand.ts';
import type { BrandId } from '../../domain/schema/common.ts';
import { applyTokenKey, BRANDS_PARTITION, brandKey } from '../table/keys.ts';
import { everyRecord, type Page, putIf, RecordMissing } from '../table/records-store.ts';
import type { TableNames } from '../table/table-shape.ts';

/** The brands themselves: the one collection that no brand owns. */
export type Brands = {
  create(brand: Brand): Promise<'created' | 'exists'>;
  find(brandId: BrandId): Promise<Brand | undefined>;
  get(brandId: BrandId): Promise<Brand>;
  list(options: { limit: number; after?: string }): Promise<Page<Brand>>;
  /** Every brand, a page at a time. */
  all(): AsyncGenerator<Brand>;
  update(brandId: BrandId, change: (brand: Brand) => Brand): Promise<Brand>;
  findByApplyToken(token: string): Promise<Brand | undefined>;
};

export function brandsOf(client: DynamoDBClient, tables: TableNames): Brands {
  const table = tables.records;
  const keyOf = (brandId: string) => ({ pk: { S: brandKey(brandId).pk }, sk: { S: brandKey(brandId).sk } });
  const itemOf = (brand: Brand, version: number) => ({
    ...keyOf(brand.id),
    doc: { S: JSON.stringify(brand) },
    version: { N: String(version) },
  });
  const parse = (doc: string | undefined): Brand => Brand.parse(JSON.parse(doc ?? 'null'));
  const read = async (brandId: string) =>
    (await client.send(new GetItemCommand({ TableName: table, Key: keyOf(brandId), ConsistentRead: true })))
      .Item;

  const brands: Brands = {
    async create(brand) {
      const { pk, sk } = applyTokenKey(brand.applyToken);
      await putIf(
        client,
        table,
        { pk: { S: pk }, sk: { S: sk }, brandId: { S: brand.id } },
        'attribute_not_exists(pk)',
      );
      return (await putIf(client, table, itemOf(brand, 1), 'attribute_not_exists(pk)'))
        ? 'created'
        : 'exists';
    },
    async find(brandId) {
      const item = await read(brandId);
      return item && parse(item.doc?.S);
    },
    async get(brandId) {
      const brand = await brands.find(brandId);
      if (!brand) throw new RecordMissing('BRAND');
      return brand;
    },
    async list({ limit, after }) {
      const page = await client.send(
        new QueryCommand({
          TableName: table,
          ConsistentRead: true,
          Limit: limit + 1,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': { S: BRANDS_PARTITION } },
          ...(after ? { ExclusiveStartKey: keyOf(after) } : {}),
        }),
      );
      const found = (page.Items ?? []).map((item) => parse(item.doc?.S));
      const records = found.slice(0, limit);
      // DynamoDB also ends a page at 1 MB, with fewer brands than were asked for.
      const isLast = found.length <= limit && !page.LastEvaluatedKey;
      return isLast ? { records } : { records, lastKey: records.at(-1)?.id ?? '' };
    },
    all: () => everyRecord((after) => brands.list({ limit: 100, ...(after ? { after } : {}) })),
    async update(brandId, change) {
      for (let attempt = 0; attempt < 100; attempt++) {
        const item = await read(brandId);
        if (!item) throw new RecordMissing('BRAND');
        const version = Number(item.version?.N ?? 0);
        const changed = change(parse(item.doc?.S));
        const next = { ...item, ...itemOf(changed, version + 1) };
        if (await putIf(client, table, next, 'version = :version', { ':version': { N: String(version) } }))
          return changed;
      }
      throw new Error(`brand ${brandId}: too many writers`);
    },
    async findByApplyToken(token) {
      const { pk, sk } = applyTokenKey(token);
      const answer = await client.send(
        new GetItemCommand({ TableName: table, Key: { pk: { S: pk }, sk: { S: sk } } }),
      );
      const brandId = answer.Item?.brandId?.S;
      return brandId ? brands.find(brandId as BrandId) : undefined;
    },
  };
  return brands;
}
