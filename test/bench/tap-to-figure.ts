import { cpuUsedMs } from '../support/cpu-used.ts';
import { type FollowerLoad, followAll } from './follower-load.ts';
import { median } from './load.ts';
import type { OlderBuild } from './older-build.ts';
import { makeLinks, type RunningProduct, shownHits, startProduct } from './product.ts';

const AGENT =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 350.0.0.0.0 (iPhone15,2; iOS 18_1; en_GB)';
const THIN_LINKS = 2_500;
const HOT_CLICKS = 20_000;
/** Rarely asked: the answer must not be what is measured. */
const LOOK_MS = 500;
const LONGEST_MS = 300_000;
const MOST_TAKEN = 0.98;

type Way = { name: string; links: number; clicks: number };
const WAYS: readonly Way[] = [
  { name: `thin, ${THIN_LINKS} links with a click each`, links: THIN_LINKS, clicks: THIN_LINKS },
  { name: `hot, ${HOT_CLICKS} clicks on one link`, links: 1, clicks: HOT_CLICKS },
];
type Spent = { cpuMs: number; shownAfterMs: number };

/**
 * From the tap to the shown figure: CPU of the whole process for a click, from the first tap to the moment at which the API
 * shows all of them, and how long after the last answer that was; this build and an older one in turns.
 */
export async function* tapToFigureLines(rounds: number, older?: OlderBuild): AsyncGenerator<string> {
  for (const way of WAYS) {
    const sides = [await aSide('now', way), ...(older ? [await aSide('before', way, older.folder)] : [])];
    for (let round = 0; round < rounds; round++)
      for (const side of sides) side.spent.push(await tapAll(side, way));
    for (const { name, spent, product } of sides) {
      const cpu = spent.map(({ cpuMs }) => cpuMs / way.clicks);
      const shown = spent.map(({ shownAfterMs }) => shownAfterMs / 1_000);
      yield `${way.name}, ${name}: ${median(cpu).toFixed(3)} ms CPU a click (${Math.min(...cpu).toFixed(3)}–${Math.max(...cpu).toFixed(3)}), shown ${median(shown).toFixed(1)} s after the last (${Math.min(...shown).toFixed(1)}–${Math.max(...shown).toFixed(1)})`;
      await product.kill('SIGTERM');
      product.remove();
    }
  }
}

type Side = { name: string; product: RunningProduct; slugs: string[]; taps: number; spent: Spent[] };

async function aSide(name: string, { links }: Way, checkout?: string): Promise<Side> {
  const product = await startProduct(undefined, {}, checkout);
  return { name, product, slugs: await makeLinks(product, links), taps: 0, spent: [] };
}

async function tapAll(side: Side, { clicks }: Way): Promise<Spent> {
  const { product, slugs } = side;
  const before = { cpuMs: cpuUsedMs(product.process.pid), hits: await shownHits(product) };
  const taken: FollowerLoad = { acknowledged: [], broken: 0 };
  const port = Number(new URL(product.url).port);
  const slugOf = (n: number) => slugs[n % slugs.length] ?? '';
  const plan = { port, connections: 8, requests: clicks, slugOf, agentOf: () => AGENT };
  side.taps = await followAll(plan, taken, side.taps);
  const last = performance.now();
  // A busy machine's first look-up may outlast its deadline: she is told to try again, and nothing was taken.
  const taps = taken.acknowledged.length;
  if (taps < MOST_TAKEN * clicks) throw new Error(`${side.name}: ${taps} of ${clicks} were taken`);
  for (let shown = before.hits; shown < before.hits + taps; shown = await shownHits(product)) {
    if (performance.now() - last > LONGEST_MS)
      throw new Error(`${side.name}: ${shown - before.hits} of ${taps} were shown`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  return { cpuMs: cpuUsedMs(product.process.pid) - before.cpuMs, shownAfterMs: performance.now() - last };
}
