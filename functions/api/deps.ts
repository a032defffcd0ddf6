import type { Stores } from '../../shared/data/stores.ts';
import type { AskDns } from '../../shared/dns/ask-dns.ts';
import type { ClickKeys } from '../../shared/domain/click/click-id.ts';
import type { CursorKeys } from '../../shared/domain/sealed/cursor.ts';
import type { BucketRule } from '../../shared/domain/token-bucket.ts';
import type { AddressLimits } from '../../shared/rate-limits.ts';
import type { ChartPainter } from '../../shared/report/render/chart-png.ts';
import type { KeptEvent } from '../../shared/shops/receive-delivery.ts';

/** Everything that the API is given: it makes no client, reads no clock and no environment. */
export type ApiDeps = {
  stores: Stores;
  /** Epoch ms. */
  now: () => number;
  /** A cryptographic source. */
  random: (count: number) => Uint8Array;
  sleep: (milliseconds: number) => Promise<void>;
  /** Base of short URLs, without a slash at the end. */
  publicUrl: string;
  clickKeys: ClickKeys;
  cursorKeys: CursorKeys;
  /** Asks DNS about brands' own domains. */
  dns: AskDns;
  /** Further hosts that lead here, beside the one of publicUrl. */
  shortHosts?: readonly string[];
  /** Names guests of shops' orders by their mail address, the same in every delivery. */
  nameSecret: Uint8Array;
  /** One line per request that failed by our fault; never a body, a key or an address. */
  log: (entry: Record<string, unknown>) => void;
  /** Told of each request what it was taken for: the pattern of its path, and the id that its answer carries. */
  requestNamed?: (request: Request, named: { route: string; requestId: string }) => void;
  /** Has a kept event of a shop's read behind the answer. Never fails: what is lost here, the sweep finds. */
  shopEventKept: (event: KeptEvent) => Promise<void> | void;
  /** Tries per address; the pages share them. */
  addressLimits: AddressLimits;
  /** Requests per key; and per address on the public form. */
  rateLimit?: BucketRule;
  /** On one machine and in tests: webhooks to 127.0.0.1 over plain http. */
  allowLoopbackWebhooks?: boolean;
  /** What people are shown where there is nothing, or where something of ours failed; left out, they get the API's answer. */
  pageFor?: (request: Request, status: 404 | 500) => Response;
  /** Reads a request's client address, for limits on public routes; hashed and forgotten. */
  addressOf?: (request: Request) => string;
  /** Address that report mails come from; reports@ the public host unless told. */
  mailFrom?: string;
  /** Where mails are kept on this machine: removes those that hold one of these texts. */
  eraseMails?: (texts: readonly string[]) => Promise<void>;
  /** Turns charts into PNG; from the checkout's own files unless told. */
  paint?: () => Promise<ChartPainter>;
};
