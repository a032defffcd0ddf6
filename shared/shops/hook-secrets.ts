import { createHmac } from 'node:crypto';
import type { BrandRecords } from '../data/table/records-store.ts';

/** The key by which this brand's guests are named: another brand names the same guest otherwise. */
export const guestKey = ({ nameSecret }: { nameSecret: Uint8Array }, { brandId }: BrandRecords): Uint8Array =>
  createHmac('sha256', nameSecret).update(`guest|${brandId}`).digest();
