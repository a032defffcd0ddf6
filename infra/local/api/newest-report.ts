import type { Hono } from 'hono';

/** The newest report of a key's brand as a page, asked through the API like any other; undefined while there is none. */
export async function newestReportPage(app: Hono, key: string): Promise<Response | undefined> {
  const headers = { authorization: `Bearer ${key}` };
  const list = await app.request('/v1/reports?limit=1', { headers });
  const { data } = (await list.json()) as { data?: { id: string }[] };
  const newest = data?.[0];
  return newest && app.request(`/v1/reports/${newest.id}.html`, { headers });
}
