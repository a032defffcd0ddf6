import { MissingParameter, VouchError, VouchUnreachable } from './errors.ts';
import type { CallSettings, VouchOptions } from './settings.ts';

/** What a call says, whichever it is. */
export type Given = CallSettings & {
  params?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: unknown;
};
export type Send = (method: string, path: string, given?: Given) => Promise<unknown>;

/** Worth another try: nobody was there, or too busy, or the first of two equal requests is still at work. */
const PASSING = new Set([429, 500, 502, 503, 504]);
const UNDERWAY = 'idempotency-underway';
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 20_000;
const TIMEOUT_MS = 30_000;

/**
 * Sends, and again what may be sent again: every POST carries an Idempotency-Key, made once per call, so a retry never
 * makes a second thing; the other methods are safe to repeat by what they mean. A server that never answered yet and
 * isn't there is told at once: that is a wrong address, not a restart.
 */
export function createTransport(options: VouchOptions): Send {
  const base = baseOf(options);
  const { retries = 4, sleep = pause, dice = Math.random } = options;
  const send = options.fetch ?? ((request: Request) => fetch(request));
  const newKey = options.newIdempotencyKey ?? (() => crypto.randomUUID());
  let hasAnswered = false;

  return async (method, path, given = {}) => {
    const key = method === 'post' ? (given.idempotencyKey ?? newKey()) : undefined;
    const timeoutMs = given.timeoutMs ?? options.timeoutMs ?? TIMEOUT_MS;
    for (let attempt = 0; ; attempt++) {
      const request = requestOf(
        base + filled(path, given.params),
        options.apiKey,
        method,
        given,
        key,
        timeoutMs,
      );
      const outcome = await tryOnce(() => send(request), base);
      hasAnswered ||= outcome.kind === 'done' || outcome.answered;
      if (outcome.kind === 'done') return outcome.body;
      given.signal?.throwIfAborted();
      const isHopeless = outcome.absent && !hasAnswered;
      if (!outcome.passing || isHopeless || attempt >= retries) throw outcome.error;
      await sleep(outcome.waitMs ?? Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt * (0.5 + dice())));
    }
  };
}

type Page = { data?: unknown[]; rows?: unknown[]; nextCursor?: string | null };

/** Everything that a list or a table holds, page after page; nothing is sent before it is gone through. `first`: where that was asked for already. */
export async function* everyPage(
  send: Send,
  path: string,
  given: Given = {},
  first?: Promise<unknown>,
): AsyncGenerator<unknown> {
  let page = (await (first ?? send('get', path, given))) as Page;
  while (true) {
    yield* page.data ?? page.rows ?? [];
    if (!page.nextCursor) return;
    const query = { ...given.query, cursor: page.nextCursor };
    page = (await send('get', path, { ...given, query })) as Page;
  }
}

function baseOf({ baseUrl, apiKey }: VouchOptions): string {
  if (typeof apiKey !== 'string') throw new TypeError('createVouch: apiKey is missing');
  if (!URL.canParse(baseUrl) || !/^https?:$/.test(new URL(baseUrl).protocol))
    throw new TypeError(`createVouch: baseUrl must be an address such as https://vou.ch, not ${baseUrl}`);
  return baseUrl.replace(/\/+$/, '');
}

const filled = (path: string, params: Given['params'] = {}): string =>
  path.replace(/\{(\w+)\}/g, (_all, name: string) => {
    const value = params[name];
    if (value === undefined || value === null || value === '') throw new MissingParameter(path, name);
    return encodeURIComponent(value);
  });

function requestOf(
  address: string,
  apiKey: string,
  method: string,
  { query = {}, body, signal }: Given,
  key: string | undefined,
  timeoutMs: number,
): Request {
  const url = new URL(address);
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) url.searchParams.set(name, String(value));
  const timeout = AbortSignal.timeout(timeoutMs);
  return new Request(url, {
    method: method.toUpperCase(),
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    headers: {
      authorization: `Bearer ${apiKey}`,
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

type Outcome =
  | { kind: 'done'; body: unknown }
  | {
      kind: 'refused';
      error: unknown;
      passing: boolean;
      answered: boolean;
      absent: boolean;
      waitMs?: number;
    };

async function tryOnce(send: () => Promise<Response>, base: string): Promise<Outcome> {
  let response: Response;
  let body: unknown;
  try {
    response = await send();
    body = await readBody(response);
  } catch (failure) {
    const reason = reasonOf(failure);
    const error = new VouchUnreachable(`Nobody answers at ${base}: ${reason}.`, failure);
    return { kind: 'refused', error, passing: true, answered: false, absent: NOT_THERE.test(reason) };
  }
  if (response.ok) return { kind: 'done', body };
  const problem = typeof body === 'object' && body !== null && !(body instanceof Uint8Array) ? body : {};
  const error = new VouchError(response.status, problem, response.headers.get('x-request-id') ?? undefined);
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return {
    kind: 'refused',
    error,
    passing: PASSING.has(response.status) || error.code === UNDERWAY,
    answered: true,
    absent: false,
    ...(Number.isFinite(seconds) ? { waitMs: Math.min(LONGEST_WAIT_MS, seconds * 1_000) } : {}),
  };
}

/** JSON as what it says, a text as text, a picture as its bytes. A proxy's page that calls itself JSON stays a text. */
async function readBody(response: Response): Promise<unknown> {
  const media = response.headers.get('content-type') ?? '';
  if (/^image\//.test(media)) return new Uint8Array(await response.arrayBuffer());
  const text = await response.text();
  if (!/[/+]json\b/.test(media)) return text || undefined;
  try {
    return JSON.parse(text);
  } catch (failure) {
    if (response.ok) throw failure;
    return text;
  }
}

/** The name is unknown, nothing listens there or ever may (the bad ports of fetch), or whoever does has no certificate for it. */
const NOT_THERE =
  /bad port|ECONNREFUSED|ENOTFOUND|EHOSTUNREACH|ENETUNREACH|CERT|SELF_SIGNED|ERR_TLS|ConnectionRefused/;

/** What the network said: the code of the innermost cause, such as ECONNREFUSED. */
function reasonOf(failure: unknown): string {
  const { cause, code, errors, message } = failure as {
    cause?: unknown;
    code?: unknown;
    errors?: unknown[];
    message?: string;
  };
  const inner = cause ?? errors?.[0];
  if (typeof inner === 'object' && inner !== null) return reasonOf(inner);
  return typeof code === 'string' ? code : (message ?? String(failure));
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
