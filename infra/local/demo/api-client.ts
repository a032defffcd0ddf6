import { createHash } from 'node:crypto';

/** Ids of these are drawn into intervals and rankings: with a key made of the request they are the same each time. */
const SEED_DICE = /^\/v1\/(creators|posts|campaigns|squads|links)\b/;
const repeatKeyOf = (path: string, body = ''): string =>
  createHash('sha256').update(`${path}\n${body}`).digest('base64url');

/** Asks the API in this process as a program of the brand's would: HTTP shapes, the owner's key. */
export type ApiClient = {
  get: (path: string) => Promise<Answered>;
  post: (path: string, body: unknown) => Promise<Answered>;
  put: (path: string, body: unknown) => Promise<Answered>;
  patch: (path: string, body: unknown) => Promise<Answered>;
};
// biome-ignore lint/suspicious/noExplicitAny: parsed JSON of many shapes, each read right where it is asked for.
type Answered = any;

/** Throws with the API's own words when it refuses: a demo that loads by halves is none. */
export function openApi(
  fetchApi: (request: Request) => Response | Promise<Response>,
  ownerKey: string,
  beforeEach: () => void,
): ApiClient {
  async function send(method: string, path: string, body?: unknown): Promise<Answered> {
    beforeEach();
    const headers: Record<string, string> = { authorization: `Bearer ${ownerKey}` };
    const text = body === undefined ? undefined : JSON.stringify(body);
    if (text !== undefined) headers['content-type'] = 'application/json';
    if (method === 'POST' && SEED_DICE.test(path)) headers['idempotency-key'] = repeatKeyOf(path, text);
    const init = { method, headers, ...(text === undefined ? {} : { body: text }) };
    const response = await fetchApi(new Request(`http://localhost${path}`, init));
    const answer = await response.text();
    if (!response.ok)
      throw new Error(`the demo's ${method} ${path} was refused: ${response.status} ${answer}`);
    return answer === '' ? undefined : JSON.parse(answer);
  }
  return {
    get: (path) => send('GET', path),
    post: (path, body) => send('POST', path, body),
    put: (path, body) => send('PUT', path, body),
    patch: (path, body) => send('PATCH', path, body),
  };
}
