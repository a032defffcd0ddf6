import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { BrandId } from '../domain/schema/common.ts';
import { brandsOf } from './brands-store.ts';
import type { TableNames } from './table-shape.ts';

const FRESH_MS = 60_000;

/** A brand's zone and repeat window (seconds), asked for at most once a minute. */
export function createBrandSettings(client: DynamoDBClient, tables: TableNames, now: () => number) {
  const brands = brandsOf(client, tables);
  const known = new Map<string, { timeZone: string; dedupeSeconds: number; until: number }>();

  async function settingsOf(brandId: string) {
    const held = known.get(brandId);
    if (held && held.until > now()) return held;
    const brand = await brands.get(brandId as BrandId);
    const fresh = {
      timeZone: brand.timeZone,
      dedupeSeconds: brand.attribution.clickDedupe,
      until: now() + FRESH_MS,
    };
    known.set(brandId, fresh);
    return fresh;
  }

  return {
    timeZoneOf: async (brandId: string): Promise<string> => (await settingsOf(brandId)).timeZone,
    dedupeSecondsOf: async (brandId: string): Promise<number> => (await settingsOf(brandId)).dedupeSeconds,
  };
}
