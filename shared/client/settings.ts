export type VouchOptions = {
  /** Where the API is, such as `https://vou.ch`. */
  baseUrl: string;
  apiKey: string;
  /** Tries after the first one; 4 by default. */
  retries?: number;
  /** How long one try may take; 30,000 by default. */
  timeoutMs?: number;
  // biome-ignore lint/suspicious/noExplicitAny: Request and Response are not among every caller's types.
  fetch?: (request: any) => Promise<any>;
  sleep?: (milliseconds: number) => Promise<void>;
  newIdempotencyKey?: () => string;
  /** [0, 1), for jitter. */
  dice?: () => number;
};

/** Said beside a call, last. */
export type CallSettings = {
  /** Of a POST: one call under one key is done once, however often it is sent. Made by the client unless given. */
  idempotencyKey?: string;
  /** An AbortSignal: gives up, and throws its reason. */
  // biome-ignore lint/suspicious/noExplicitAny: AbortSignal is not among every caller's types.
  signal?: any;
  timeoutMs?: number;
};

/** One page of a list as `await` gives it; `for await` goes on through all pages. */
export type Paged<Answer, Item> = Promise<Answer> & AsyncIterable<Item>;
