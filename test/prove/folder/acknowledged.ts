import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeLinks, type RunningProduct, waitForHits } from '../../bench/product.ts';

/** What a product answered for: it must be found again under the same keys. */
export type Acknowledged = {
  brandId: string;
  ownerKey: string;
  operatorKey: string;
  slug: string;
  hits: number;
  /** External ids. */
  orders: string[];
  campaigns: string[];
};

const HITS = 5;

export async function acknowledge(product: RunningProduct): Promise<Acknowledged> {
  const [slug = ''] = await makeLinks(product, 1);
  for (let n = 0; n < HITS; n++) await fetch(`${product.url}/${slug}`, { redirect: 'manual' });
  const order = { kind: 'lead', externalId: 'order-1', occurredAt: new Date().toISOString() };
  await product.api('POST', '/v1/conversions', order);
  await waitForHits(product, HITS, 30);
  const keyIn = (name: string) => readFileSync(join(product.folder, name), 'utf8').trim();
  const { body } = await product.api('GET', '/v1/brand');
  return {
    brandId: String(body.id),
    ownerKey: keyIn('owner.key'),
    operatorKey: keyIn('operator.key'),
    slug,
    hits: HITS,
    orders: [order.externalId],
    campaigns: [],
  };
}

/** What of it the product at this address does not know, or knows beside it. */
export async function whatIsMissing(url: string, known: Acknowledged): Promise<string[]> {
  const ask = async (path: string, key = known.ownerKey) => {
    const answer = await fetch(url + path, { headers: { authorization: `Bearer ${key}` } });
    return (await answer.json()) as Record<string, unknown> & { data?: Record<string, unknown>[] };
  };
  const missing: string[] = [];
  const demand = (holds: boolean, what: string) => {
    if (!holds) missing.push(what);
  };
  demand((await ask('/v1/brand')).id === known.brandId, 'brand or its key');
  const brands = (await ask('/v1/brands', known.operatorKey)).data ?? [];
  demand(brands.length === 1 && brands[0]?.id === known.brandId, 'the one brand, or the operator’s key');
  const { status } = await fetch(`${url}/${known.slug}`, { redirect: 'manual' });
  demand(status === 302, `link (${status})`);
  const { totals } = await ask('/v1/analytics/clicks');
  demand(Number((totals as { hits?: number } | undefined)?.hits ?? 0) >= known.hits, 'clicks');
  const namesOf = async (path: string) => ((await ask(path)).data ?? []).map(({ externalId }) => externalId);
  for (const [kind, wanted] of [
    ['conversions', known.orders],
    ['campaigns', known.campaigns],
  ] as const) {
    const names = await namesOf(`/v1/${kind}?limit=100`);
    for (const name of wanted) demand(names.includes(name), `${kind} ${name}`);
  }
  return missing;
}
