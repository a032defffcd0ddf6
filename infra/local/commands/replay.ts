import { createReadStream, existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { sealDue } from '../../../functions/seal/seal.ts';
import { drainClicks } from '../../../shared/data/chores/drain.ts';
import { recountPartition } from '../../../shared/data/counts/recount.ts';
import type { Click } from '../../../shared/domain/click/click.ts';
import type { ClickKeys } from '../../../shared/domain/click/click-id.ts';
import { LOST_CLICK_MARK, rescuedClick } from '../../../shared/domain/click/rescued-click.ts';
import { countingDeps, now } from '../counting.ts';
import { asideName, listRescued, RESCUE_FILE } from '../folder/rescue.ts';
import { UsageError } from '../settings.ts';
import { drainDeps, openProduct, type Product, progressLine, readOptions, runCommand } from './command.ts';

const HELP = `npm run replay -- [FILE ...]

Feeds rescued clicks back: log lines that hold a click ({"${LOST_CLICK_MARK}": …}, anywhere in the line), spill and
journal files, and exported hours (one click a line). A click goes to the key that its id names, so replaying what is
already there changes nothing. Without a FILE: what this machine rescued into its own data folder
(rescued.ndjson), which is removed once every line is back. Lines that hold no click, or one whose id isn't ours, are counted and named.`;

const CHUNK = 500;

await runCommand(async () => {
  const { positionals } = readOptions(HELP, {});
  for (const file of positionals) if (!existsSync(file)) throw new UsageError(`there is no file ${file}`);
  const product = await openProduct();
  for (const file of positionals) console.log((await replay(file, product)).told);
  if (positionals.length === 0) await replayRescued(product);
  await product.stop();
});

/** A running product goes on writing to a file of its own. What holds a line that is no click stays. */
async function replayRescued(product: Product): Promise<void> {
  const { root } = product.folder;
  const own = join(root, RESCUE_FILE);
  if (existsSync(own)) renameSync(own, join(root, asideName(now())));
  const { files } = listRescued(product.folder);
  if (files.length === 0) console.log('nothing was rescued here');
  for (const file of files) {
    const { told, passed } = await replay(file, product);
    console.log(told);
    if (passed === 0) rmSync(file);
  }
}

async function replay(file: string, product: Product): Promise<{ told: string; passed: number }> {
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
    const click = clickIn(line, keys);
    if (click) chunk.push(click);
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
  return { told: `${file}: ${lines} lines, ${replayed} clicks replayed${rest}`, passed: passed.length };
}

/** The click that a line holds, whatever stands before its document. */
function clickIn(line: string, keys: ClickKeys): Click | undefined {
  const start = line.indexOf('{');
  if (start < 0) return undefined;
  try {
    return rescuedClick(JSON.parse(line.slice(start, line.lastIndexOf('}') + 1)), keys);
  } catch {
    return undefined;
  }
}
