import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type EngineAddress, openStores } from '../../infra/local/clients.ts';
import { progressLine, readOptions, runCommand } from '../../infra/local/commands/command.ts';
import { UsageError } from '../../infra/local/settings.ts';
import { hourOf } from '../../shared/data/table/keys.ts';
import { type FollowerLoad, followAll } from '../bench/follower-load.ts';
import { makeLinks, type RunningProduct, startProduct, waitForHits } from '../bench/product.ts';

const HELP = `npm run soak -- [--clicks 1000000] [--kills 2] [--links 500]

Sends that many followers through a running product on an empty folder: half of them to one viral link, the rest to a
long tail; kills it with kill -9 on the way, starts it again, waits until everything is counted, then checks that
every acknowledged click lies in the table exactly once and that totals by link, stage and day are equal. Loopback
only. Exit code 1 when anything is lost, doubled or unequal.`;

const AGENTS = [
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.7390.124 Mobile Safari/537.36 [WA4A/2.25.32.75;]',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/149.0.0.0 Safari/537.36',
];
const CONNECTIONS = 32;

await runCommand(async () => {
  const { values } = readOptions(HELP, {
    clicks: { type: 'string' },
    kills: { type: 'string' },
    links: { type: 'string' },
  });
  const [clicks, kills, links] = [
    Number(values.clicks ?? 1_000_000),
    Number(values.kills ?? 2),
    Number(values.links ?? 500),
  ];
  if (!(clicks > 0 && kills >= 0 && links > 1))
    throw new UsageError('--clicks, --kills and --links are numbers');
  const started = Date.now();
  let product = await startProduct();
  const slugs = await makeLinks(product, links);
  const load: FollowerLoad = { acknowledged: [], broken: 0 };
  let sent = 0;
  for (let part = 0; part <= kills; part++) {
    const last = part === kills;
    sent = await sendPart(product, slugs, sent, part, { clicks, kills }, load);
    if (!last) product = await startProduct(product.folder);
  }
  const seconds = (Date.now() - started) / 1_000;
  console.log(
    `${sent} sent in ${seconds.toFixed(0)} s, ${load.acknowledged.length} acknowledged, ${load.broken} broken off by ${kills} × kill -9`,
  );
  const counted = await waitForHits(product, load.acknowledged.length, 3_000);
  console.log(`all counted ${counted.seconds.toFixed(0)} s after the last click`);
  const failures = await check(product, load);
  await product.kill('SIGTERM');
  if (failures.length > 0) throw new Error(failures.join('; '));
  product.remove();
  console.log('0 lost, 0 double, totals equal by link, stage and day');
});

/** One stretch between two kills; the kill comes while requests are under way. */
async function sendPart(
  product: RunningProduct,
  slugs: string[],
  from: number,
  part: number,
  { clicks, kills }: { clicks: number; kills: number },
  load: FollowerLoad,
): Promise<number> {
  const share = Math.ceil(clicks / (kills + 1));
  const show = progressLine();
  const before = load.acknowledged.length;
  let killing = false;
  return followAll(
    {
      port: Number(new URL(product.url).port),
      connections: CONNECTIONS,
      requests: part === kills ? clicks - from : share * 2,
      slugOf: (n) => slugs[n % 2 === 0 ? 0 : (n >> 1) % slugs.length] ?? '',
      agentOf: (n) => AGENTS[n % AGENTS.length] ?? '',
      onAnswer: (count) => {
        show(`${count} acknowledged`);
        if (part === kills || killing || count - before < share) return;
        killing = true;
        product.process.kill('SIGKILL');
      },
    },
    load,
    from,
  );
}

async function check(product: RunningProduct, load: FollowerLoad): Promise<string[]> {
  const stored = await storedIds(product);
  const lost = load.acknowledged.filter((id) => !stored.has(id)).length;
  const double = load.acknowledged.length - new Set(load.acknowledged).size;
  const totals = await Promise.all(['link', 'stage', 'day'].map((group) => hitsBy(product, group)));
  const failures: string[] = [];
  if (lost > 0) failures.push(`${lost} acknowledged clicks are not in the table`);
  if (double > 0) failures.push(`${double} click ids were given twice`);
  for (const [index, hits] of totals.entries()) {
    if (hits !== stored.size)
      failures.push(`grouping ${index} shows ${hits} hits, the table holds ${stored.size}`);
  }
  console.log(`${stored.size} in the table, ${lost} lost; by link, stage, day: ${totals.join(', ')}`);
  return failures;
}

async function hitsBy(product: RunningProduct, group: string): Promise<number> {
  const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
  const path = `/v1/analytics/clicks?groupBy=${group}&from=${day(-1)}&to=${day(1)}`;
  const { body } = await product.api('GET', path);
  return (body.rows as { hits: number }[]).reduce((sum, { hits }) => sum + hits, 0);
}

/** Every click id in the raw partitions of the last hours; a key holds one item, so a set is the table. */
async function storedIds(product: RunningProduct): Promise<Set<string>> {
  const running = JSON.parse(readFileSync(join(product.folder, 'running.json'), 'utf8')) as {
    engine: EngineAddress;
  };
  const { clicks } = openStores(running.engine);
  const ids = new Set<string>();
  for (let back = 3; back >= 0; back--) {
    for (const { partition } of await clicks.listPartitionsOfHour(hourOf(Date.now() - back * 3_600_000))) {
      for (const { id } of await clicks.listCountable(partition)) ids.add(id);
    }
  }
  return ids;
}
