import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeLinks, type RunningProduct, startProduct } from '../../../bench/product.ts';
import { IPHONE } from '../../../support/builders.ts';

let product: RunningProduct;
let [slug, linkId] = ['', ''];
beforeAll(async () => {
  product = await startProduct();
  [slug = ''] = await makeLinks(product, 1);
  const { body } = await product.api('GET', '/v1/links?limit=1');
  linkId = (body.data as { id: string }[])[0]?.id ?? '';
}, 60_000);
afterAll(async () => {
  await product.kill('SIGTERM');
  product.remove();
});

async function tapped(): Promise<string> {
  const answer = await fetch(`${product.url}/${slug}`, {
    redirect: 'manual',
    headers: { 'user-agent': IPHONE },
  });
  return new URL(answer.headers.get('location') ?? '').pathname;
}

it('who hears that a link was changed finds it changed: the very next tap leads to the new place', async () => {
  for (let change = 0; change < 60; change++) {
    await tapped();
    const destination = `https://shop.example/socks-${change}`;
    expect((await product.api('PATCH', `/v1/links/${linkId}`, { destination })).status).toBe(200);
    expect(await tapped()).toBe(`/socks-${change}`);
  }
});

it.runIf(process.platform === 'linux')(
  'followers go before all that is not their way: V8’s own threads, engine, API and counting stand behind',
  () => {
    const threads = readdirSync(`/proc/${product.process.pid}/task`).map(niceOf);
    const first = Math.min(...threads.map(({ nice }) => nice));
    const steps = (name: string) =>
      threads.filter((thread) => thread.name === name).map(({ nice }) => nice - first);
    const furthest = 19 - first;
    expect(steps('MainThread')).toEqual([0]);
    expect(steps('V8Worker').length).toBeGreaterThan(0);
    expect(new Set(steps('V8Worker'))).toEqual(new Set([Math.min(6, furthest)]));
    expect(steps('WorkerThread').sort()).toEqual([6, 6, 8].map((back) => Math.min(back, furthest)));
  },
);

/** What Linux calls a thread of the product, and its nice value. */
function niceOf(thread: string): { name: string; nice: number } {
  const folder = `/proc/${product.process.pid}/task/${thread}`;
  const fields = readFileSync(`${folder}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return { name: readFileSync(`${folder}/comm`, 'utf8').trim(), nice: Number(fields[NICE_BEHIND_NAME]) };
}
/** The nineteenth field of proc_pid_stat(5), counted from behind the name. */
const NICE_BEHIND_NAME = 16;
