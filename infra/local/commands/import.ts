import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { createRepeatMemory, markRepeat } from '../../../functions/redirect/repeat-memory.ts';
import { type SealDeps, sealDue } from '../../../functions/seal/seal.ts';
import { drainClicks } from '../../../shared/data/chores/drain.ts';
import { recountPartition } from '../../../shared/data/counts/recount.ts';
import { createRouteLookup } from '../../../shared/data/links/route-lookup.ts';
import { hourOf, type RawPartition, startOfMinute } from '../../../shared/data/table/keys.ts';
import type { Click } from '../../../shared/domain/click/click.ts';
import { makeClick } from '../../../shared/domain/click/make-click.ts';
import type { LinkRoute } from '../../../shared/domain/link/link-route.ts';
import { countingDeps } from '../counting.ts';
import { UsageError } from '../settings.ts';
import {
  drainDeps,
  openProduct,
  type Product,
  progressLine,
  readOptions,
  runCommand,
  saltsOf,
} from './command.ts';
import { LOG_FORMATS, type LoggedRequest, readCombined, readNdjson } from './log-line.ts';
import { createTimeOrder } from './time-order.ts';

const HELP = `npm run import -- FILE --format combined|ndjson --link SLUG

Replays a web server's log as clicks on the link SLUG: the same judgement as for live clicks, with the log's own
times. It may be stopped and started again, or run twice: a line is one click, whose id is made from the line.

  --format combined   Apache's and nginx's combined format
  --format ndjson     one JSON object a line: {"at": "2026-11-22T10:00:00Z", "address", "method", "query",
                      "userAgent", "referer", "headers", "country"}; only "at" is needed
  --link SLUG         the link that the requests are counted for

Lines that can't be read are named by number and passed; lines up to ten minutes out of order are put into the order of
time. Address lines are hashed with a salt that is deleted.`;

const CHUNK = 1_000;
/** A line may stand so much later in the log than a line of a later request. */
const SLACK_MS = 10 * 60_000;
const MOST_NAMED_LINES = 20;

type Summary = {
  lines: number;
  unreadable: number[];
  clicks: number;
  excluded: Map<string, number>;
  channels: Map<string, number>;
};

await runCommand(async () => {
  const { values, positionals } = readOptions(HELP, { format: { type: 'string' }, link: { type: 'string' } });
  const [file, ...more] = positionals;
  const { format, link } = values;
  if (!file || more.length > 0) throw new UsageError('name one FILE; see --help');
  if (!existsSync(file)) throw new UsageError(`there is no file ${file}`);
  if (!LOG_FORMATS.some((known) => known === format))
    throw new UsageError('--format must be combined or ndjson');
  if (typeof link !== 'string')
    throw new UsageError('--link SLUG says which link the clicks are counted for');
  const product = await openProduct();
  const route = await createRouteLookup(product.stores.wire, product.stores.tables)(link);
  if (!route) throw new UsageError(`there is no link ${link}; make one with POST /v1/links`);
  const read = format === 'combined' ? readCombined : readNdjson;
  console.log(tell(await importFile(file, read, route, product), file));
  await product.stop();
});

async function importFile(
  file: string,
  read: (line: string) => LoggedRequest | undefined,
  route: LinkRoute,
  product: Product,
): Promise<Summary> {
  const summary: Summary = { lines: 0, unreadable: [], clicks: 0, excluded: new Map(), channels: new Map() };
  const clickOf = clickMaker(route, product);
  const order = createTimeOrder<Click>(SLACK_MS);
  // In the order of time, as the fold does: what counts is a visitor's first tap, not the log's first line.
  const repeats = createRepeatMemory();
  const show = progressLine();
  const touched = new Map<string, RawPartition>();
  const deps = countingDeps(product.stores);
  let number = 0;
  let chunk: Click[] = [];
  const store = async () => {
    for (const [pk, partition] of await drainClicks(chunk, drainDeps(product))) touched.set(pk, partition);
    chunk = [];
  };
  const take = async (inOrder: Click[]) => {
    for (const one of inOrder) {
      const click = markRepeat(one, repeats, route.dedupeSeconds);
      note(summary, click);
      chunk.push(click);
      if (chunk.length >= CHUNK) await store();
    }
  };
  for await (const line of createInterface({
    input: createReadStream(file),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    number++;
    if (line.trim() === '') continue;
    summary.lines++;
    const logged = read(line);
    if (!logged) {
      summary.unreadable.push(number);
      continue;
    }
    await take(order.add(await clickOf(line, logged)));
    show(`read ${summary.lines} lines, ${summary.clicks} clicks`);
  }
  await take(order.rest());
  await store();
  show('counting');
  await recountOpenHours(touched.values(), deps);
  await sealDue(deps);
  return summary;
}

/** Sealed hours were announced and are counted by sealing; the others are counted here. */
async function recountOpenHours(partitions: Iterable<RawPartition>, deps: SealDeps): Promise<void> {
  const through = (await deps.counts.findSealedThrough()) ?? '';
  for (const partition of partitions) {
    if (hourOf(startOfMinute(partition.minute)) > through) await recountPartition(partition, deps.recount);
  }
}

/** A line becomes a click whose id follows from link, line and how often the same line came before. */
function clickMaker(route: LinkRoute, product: Product) {
  const salts = saltsOf(product);
  const seen = new Map<string, number>();
  const keys = [product.folder.secrets.clickKey] as const;
  return (line: string, { method, headers, query, ...logged }: LoggedRequest): Promise<Click> =>
    makeClick(
      { hit: { method, headers, query }, route, ...logged, nonce: lineDigest(line, seen) },
      { findSalt: salts.find, chooseShard: () => 0, keys },
    );
}

/** Equal lines are different clicks: the first, the second, … of their kind. */
function lineDigest(line: string, seen: Map<string, number>): Buffer {
  const name = createHash('sha256').update(line).digest('base64');
  const times = seen.get(name) ?? 0;
  seen.set(name, times + 1);
  return createHash('sha256').update(`${times}|${name}`).digest();
}

function note(summary: Summary, { verdict }: Click): void {
  if (verdict.kind === 'counted') {
    summary.clicks++;
    summary.channels.set(verdict.channel, (summary.channels.get(verdict.channel) ?? 0) + 1);
  } else {
    summary.excluded.set(verdict.reason, (summary.excluded.get(verdict.reason) ?? 0) + 1);
  }
}

function tell(summary: Summary, file: string): string {
  const { lines, unreadable, clicks, excluded, channels } = summary;
  const table = (counts: Map<string, number>) =>
    [...counts]
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .map(([name, count]) => `    ${name.padEnd(16)} ${String(count).padStart(8)}`);
  const named = unreadable.slice(0, MOST_NAMED_LINES).join(', ');
  const rest =
    unreadable.length > MOST_NAMED_LINES ? ` and ${unreadable.length - MOST_NAMED_LINES} more` : '';
  return [
    `Imported ${file}`,
    `  lines    ${lines}`,
    `  hits     ${lines - unreadable.length}`,
    `  clicks   ${clicks}`,
    '  excluded by reason',
    ...table(excluded),
    '  clicks by channel',
    ...table(channels),
    unreadable.length > 0 ? `  could not be read: line ${named}${rest}` : '  every line could be read',
  ].join('\n');
}
