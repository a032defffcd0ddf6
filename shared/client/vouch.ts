import type { AnswerTo, CallOptions, ItemOf, Method, PathOf } from './routes.ts';

export type VouchOptions = {
  /** Where the API is, such as `https://vou.ch`. */
  baseUrl: string;
  apiKey: string;
  /** Tries after the first one; 4 by default. */
  retries?: number;
  fetch?: (request: Request) => Promise<Response>;
  sleep?: (milliseconds: number) => Promise<void>;
  newIdempotencyKey?: () => string;
  /** [0, 1), for jitter. */
  dice?: () => number;
};

/** What the API refused, as its problem document says it. */
export class VouchError extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: readonly { path: string; message: string }[];
  constructor(
    status: number,
    problem: { code?: string; detail?: string; errors?: { path: string; message: string }[] },
  ) {
    super(problem.detail ?? `answered ${status}`);
    this.name = 'VouchError';
    this.status = status;
    this.code = problem.code ?? 'unknown';
    this.errors = problem.errors ?? [];
  }
}

type Optional<O> = Record<string, never> extends Omit<O, 'idempotencyKey'> ? [options?: O] : [options: O];

export type Vouch = {
  get<P extends PathOf<'get'>>(
    path: P,
    ...options: Optional<CallOptions<'get', P>>
  ): Promise<AnswerTo<'get', P>>;
  post<P extends PathOf<'post'>>(
    path: P,
    ...options: Optional<CallOptions<'post', P>>
  ): Promise<AnswerTo<'post', P>>;
  put<P extends PathOf<'put'>>(
    path: P,
    ...options: Optional<CallOptions<'put', P>>
  ): Promise<AnswerTo<'put', P>>;
  patch<P extends PathOf<'patch'>>(
    path: P,
    ...options: Optional<CallOptions<'patch', P>>
  ): Promise<AnswerTo<'patch', P>>;
  delete<P extends PathOf<'delete'>>(
    path: P,
    ...options: Optional<CallOptions<'delete', P>>
  ): Promise<AnswerTo<'delete', P>>;
  /** Everything that a list holds, page after page. */
  each<P extends PathOf<'get'>>(
    path: P,
    ...options: Optional<CallOptions<'get', P>>
  ): AsyncGenerator<ItemOf<P>>;
};

/** Worth another try: nobody was there, or too busy, or the first of two equal requests is still at work. */
const PASSING = new Set([429, 500, 502, 503, 504]);
const UNDERWAY = 'idempotency-underway';
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 20_000;

/**
 * A typed client of the API. Every POST carries an Idempotency-Key, made once per call and sent with every retry, so
 * a retry never makes a second thing; the other methods are safe to repeat by what they mean.
 */
export function createVouch(options: VouchOptions): Vouch {
  const { retries = 4, sleep = pause, dice = Math.random } = options;
  const send = options.fetch ?? ((request: Request) => fetch(request));
  const newKey = options.newIdempotencyKey ?? (() => crypto.randomUUID());

  async function call(method: Method, path: string, given: Given = {}): Promise<unknown> {
    const key = method === 'post' ? (given.idempotencyKey ?? newKey()) : undefined;
    for (let attempt = 0; ; attempt++) {
      const outcome = await tryOnce(() => send(requestOf(options, method, path, given, key)));
      if (outcome.kind === 'done') return outcome.body;
      if (!outcome.passing || attempt >= retries) throw outcome.error;
      await sleep(outcome.waitMs ?? Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt * (0.5 + dice())));
    }
  }

  async function* each(path: string, given: Given = {}): AsyncGenerator<unknown> {
    let cursor: string | null | undefined;
    do {
      const query = { ...given.query, ...(cursor ? { cursor } : {}) };
      const page = (await call('get', path, { ...given, query })) as {
        data: unknown[];
        nextCursor: string | null;
      };
      yield* page.data;
      cursor = page.nextCursor;
    } while (cursor);
  }

  const verb = (method: Method) => (path: string, given?: Given) => call(method, path, given);
  return {
    get: verb('get'),
    post: verb('post'),
    put: verb('put'),
    patch: verb('patch'),
    delete: verb('delete'),
    each,
  } as unknown as Vouch;
}

type Given = {
  params?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: unknown;
  idempotencyKey?: string;
};

function requestOf(
  { baseUrl, apiKey }: VouchOptions,
  method: Method,
  path: string,
  given: Given,
  key: string | undefined,
): Request {
  const filled = path.replace(/\{(\w+)\}/g, (_all, name: string) =>
    encodeURIComponent(given.params?.[name] ?? ''),
  );
  const url = new URL(baseUrl.replace(/\/+$/, '') + filled);
  for (const [name, value] of Object.entries(given.query ?? {}))
    if (value !== undefined) url.searchParams.set(name, String(value));
  return new Request(url, {
    method: method.toUpperCase(),
    headers: {
      authorization: `Bearer ${apiKey}`,
      accept: 'application/json',
      ...(given.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
    ...(given.body === undefined ? {} : { body: JSON.stringify(given.body) }),
  });
}

type Outcome =
  | { kind: 'done'; body: unknown }
  | { kind: 'refused'; error: unknown; passing: boolean; waitMs?: number };

async function tryOnce(send: () => Promise<Response>): Promise<Outcome> {
  let response: Response;
  let text: string;
  try {
    response = await send();
    text = await response.text();
  } catch (error) {
    return { kind: 'refused', error, passing: true };
  }
  const body: unknown = /json/.test(response.headers.get('content-type') ?? '')
    ? JSON.parse(text)
    : text || undefined;
  if (response.ok) return { kind: 'done', body };
  const error = new VouchError(response.status, typeof body === 'object' && body !== null ? body : {});
  const passing = PASSING.has(response.status) || error.code === UNDERWAY;
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return {
    kind: 'refused',
    error,
    passing,
    ...(Number.isFinite(seconds) ? { waitMs: Math.min(LONGEST_WAIT_MS, seconds * 1_000) } : {}),
  };
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
