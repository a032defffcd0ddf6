import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { LOST_CLICK_MARK } from '../../../functions/redirect/keep-click.ts';
import { sealDue } from '../../../functions/seal/seal.ts';
import { drainClicks } from '../../../shared/data/chores/drain.ts';
import { recountPartition } from '../../../shared/data/counts/recount.ts';
import type { Click } from '../../../shared/domain/click/click.ts';
import { readClickId } from '../../../shared/domain/click/click-id.ts';
import { countingDeps } from '../counting.ts';
import { UsageError } from '../settings.ts';
import { drainDeps, openProduct, type Product, progressLine, readOptions, runCommand } from './command.ts';

const HELP = `npm run replay -- FILE [FILE ...]

Feeds rescued clicks back: log lines that hold a click ({"${LOST_CLICK_MARK}": …}, anywhere in the line), spill and
journal files, and exported hours (one click a line). A click goes to the key that its id names, so replaying what is
already there changes nothing. Lines that hold no click, or one whose id isn't ours, are counted and named.`;

const CHUNK = 500;

await runCommand(async () => {
  const { positionals } = readOptions(HELP, {});
  if (positionals.length === 0) throw new UsageError('name at least one FILE; see --help');
  for (const file of positionals) if (!existsSync(file)) throw new UsageError(`there is no file ${file}`);
  const product = await openProduct();
  for (const file of positionals) console.log(await replay(file, product));
  await product.stop();
});

async function replay(file: string, product: Product): Promise<string> {
  const deps = countingDeps(product.stores);
  const keys = [product.folder.secrets.clickKey] as const;
  const show = progressLine();
  const passed: number[] = [];
  let lines = 0;
  let replayed = 0;
  let chunk: Click[] = [];
  const store = async () => {
    const partitions = await drainClicks(chunk, drainDeps(product));
    for (const partition of partitions.values()) await recountPartition(partition, deps.recount);
    replayed += chunk.length;
    chunk = [];
  };
  for await (const line of createInterface({
    input: createReadStream(file),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    lines++;
    const click = clickIn(line);
    if (click && readClickId(click.id, keys)) chunk.push(click);
    else if (line.trim() !== '') passed.push(lines);
    if (chunk.length >= CHUNK) await store();
    show(`${file}: ${lines} lines, ${replayed} replayed`);
  }
  await store();
  await sealDue(deps);
  const rest =
    passed.length > 0
      ? `, ${passed.length} without a click of ours (line ${passed.slice(0, 10).join(', ')})`
      : '';
  return `${file}: ${lines} lines, ${replayed} clicks replayed${rest}`;
}

/** The click that a line holds: the line itself, or what stands behind the mark. */
function clickIn(line: string): Click | undefined {
  const start = line.indexOf('{');
  if (start < 0) return undefined;
  try {
    const found = JSON.parse(line.slice(start, line.lastIndexOf('}') + 1)) as Record<string, unknown>;
    const click = (found[LOST_CLICK_MARK] ?? found) as Click;
    return typeof click.id === 'string' && typeof click.at === 'number' && click.verdict ? click : undefined;
  } catch {
    return undefined;
  }
}
