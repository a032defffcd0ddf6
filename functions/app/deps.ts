import type { KeptAnswer } from '../../shared/data/access/idempotency-store.ts';
import type { Stores } from '../../shared/data/stores.ts';
import type { BrandId } from '../../shared/domain/schema/common.ts';
import type { SealKeys } from '../../shared/domain/sealed/sealed-text.ts';
import type { ChartPainter } from '../../shared/report/render/chart-png.ts';

/** With whose rights the API is called. */
export type Caller = { id: string; brandId: BrandId; scopes: readonly string[] };

export type SignInLetter = { to: string; subject: string; text: string };

/** What the pages are given; they make no client, read no clock and no environment. */
export type AppDeps = {
  stores: Stores;
  /** Epoch ms. */
  now: () => number;
  /** A cryptographic source. */
  random: (count: number) => Uint8Array;
  /** Base of every address, without a slash at the end: forms are taken from its origin alone. */
  publicUrl: string;
  sealKeys: SealKeys;
  /** The API in this process, called as a person: its scopes, checks and problem texts hold for the pages. */
  call: (caller: Caller, request: Request) => Promise<Response>;
  /**
   * Does the work of that name once, however often and at once it is asked for: whoever comes again gets the first
   * answer. A failure is no answer.
   */
  once: (brandId: BrandId, name: string, work: () => Promise<KeptAnswer>) => Promise<KeptAnswer>;
  /** Hands a letter on. `undefined`: nobody is to get one, in as much time. */
  mail: (letter: SignInLetter | undefined) => Promise<void>;
  addressOf?: (request: Request) => string;
  /** One line per request that failed by our fault. */
  log: (entry: Record<string, unknown>) => void;
  /** Sign-in over plain http in a network: passwords, cookies and figures can be read on the way. */
  allowPlainHttp?: boolean;
  /** Turns an SVG into a PNG; from the checkout's own files unless told. */
  paint?: () => Promise<ChartPainter>;
  /** Mail stays on this machine: where it can be read. */
  outbox?: string;
};
