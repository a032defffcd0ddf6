import type { Hono } from 'hono';
import type { AppParts } from './app.ts';
import { ownerLink } from './owner-link.ts';

const HINT = 'The demo brand was not loaded to its end. For a whole one, start with an empty VOUCH_DATA_DIR.';

/** What a started product says of itself: where everything is. */
export async function welcome(parts: AppParts, app: Hono): Promise<string> {
  const { publicUrl, folder } = parts;
  const demo = JSON.parse(folder.read('demo.json') ?? '{}') as { state?: string };
  const url = publicUrl.base;
  const owner = await ownerLink(parts);
  const report = await newestReportPage(app, folder.read('owner.key')?.trim() ?? '');
  return [
    '',
    `  Vouch is running.   Pages    ${url}/app  (${owner.email})`,
    `                      Sign in  ${owner.link}  (once, for ten minutes)`,
    `                      API      ${url}/v1`,
    `                      Docs     ${url}/docs`,
    `                      Outbox   ${url}/outbox`,
    ...(report ? [`                      Report   ${report}`] : []),
    `                      Key      ${folder.ownerKeyFile}`,
    ...(demo.state === 'loading' ? ['', `  ${HINT}`] : []),
    '',
    `  Stop with Ctrl-C. Data: ${folder.root}`,
  ].join('\n');
}

/** A page of the newest report that a browser opens without a key; made through the API like any other. */
async function newestReportPage(app: Hono, key: string): Promise<string | undefined> {
  const ask = async (path: string, body?: object) => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const asked = body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers };
    return (await app.request(path, asked)).json() as Promise<Record<string, unknown>>;
  };
  const { data } = await ask('/v1/reports?limit=1');
  const newest = (data as { id: string }[] | undefined)?.[0];
  if (!newest) return undefined;
  const share = await ask(`/v1/reports/${newest.id}/shares`, { showSpend: true });
  return typeof share.url === 'string' ? share.url : undefined;
}
