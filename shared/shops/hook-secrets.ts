import { createHmac } from 'node:crypto';
import type { BrandRecords } from '../data/table/records-store.ts';

/** What a hook's secrets are sealed for: opened for nothing else. */
export const secretPurpose = (hookId: string): string => `hook|${hookId}`;
export const tokenPurpose = (hookId: string): string => `hook-token|${hookId}`;

/** The key by which this brand's guests are named: another brand names the same guest otherwise. */
export const guestKey = ({ nameSecret }: { nameSecret: Uint8Array }, { brandId }: BrandRecords): Uint8Array =>
  createHmac('sha256', nameSecret).update(`guest|${brandId}`).digest();
