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
    if (body !== undefined) headers['content-type'] = 'application/json';
    const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const response = await fetchApi(new Request(`http://localhost${path}`, init));
    const text = await response.text();
    if (!response.ok) throw new Error(`the demo's ${method} ${path} was refused: ${response.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }
  return {
    get: (path) => send('GET', path),
    post: (path, body) => send('POST', path, body),
    put: (path, body) => send('PUT', path, body),
    patch: (path, body) => send('PATCH', path, body),
  };
}
