import type { Stores } from '../../shared/data/stores.ts';
import type { ClickKeys } from '../../shared/domain/click/click-id.ts';
import type { SealKeys } from '../../shared/domain/sealed/sealed-text.ts';
import type { AddressLimits } from '../../shared/rate-limits.ts';

/** What the public pages are given. */
export type PagesDeps = {
  stores: Stores;
  /** Epoch ms. */
  now: () => number;
  random: (count: number) => Uint8Array;
  /** Base of short URLs, without a slash at the end. */
  publicUrl: string;
  sealKeys: SealKeys;
  /** Tries per address; the API shares them. */
  addressLimits: AddressLimits;
  addressOf?: (request: Request) => string;
  /** The name that was asked for; the Host header unless told. */
  hostOf?: (request: Request) => string | undefined;
  /** Verifies what the site script tells; left out, there is no site script. */
  clickKeys?: ClickKeys;
};
