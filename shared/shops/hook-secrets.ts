import { createHmac } from 'node:crypto';
import type { BrandStores } from '../data/stores.ts';

/** The key by which this brand's guests are named: another brand names the same guest otherwise. */
export const guestKey = ({ nameSecret }: { nameSecret: Uint8Array }, { brandId }: BrandStores): Uint8Array =>
  createHmac('sha256', nameSecret).update(`guest|${brandId}`).digest();
