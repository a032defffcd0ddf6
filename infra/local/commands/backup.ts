import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join, resolve } from 'node:path';
import { COPY_TO } from '../engine/engine.ts';
import { WATERMARK_FILE, watermarkOfTables } from '../installation.ts';
import { UsageError } from '../settings.ts';
import { openProduct, readOptions, runCommand } from './command.ts';

const HELP = `npm run backup -- DIR

Copies everything that this product keeps into DIR, which must not exist yet, while it runs or not. What was acknowledged
before the copy began is in it; npm run restore -- DIR puts it back. DIR holds the keys and what followers and customers
left: keep it as closed as the data folder (0700).`;

await runCommand(async () => {
  const { positionals } = readOptions(HELP, {});
  const [target] = positionals;
  if (!target || positionals.length > 1) throw new UsageError('name one DIR; see --help');
  const to = resolve(target);
  if (existsSync(to)) throw new UsageError(`${to} is there already; name a DIR that isn't`);
  const product = await openProduct();
  const { root } = product.folder;
  if (!product.socketPath)
    throw new UsageError('with VOUCH_ENGINE=endpoint the tables are backed up where they stand');
  if (`${to}/`.startsWith(`${root}/`)) throw new UsageError(`${to} lies in the data folder itself`);
  const half = `${to}.half`;
  mkdirSync(half, { mode: 0o700 });
  const entries = await copyProduct(root, half, product.socketPath);
  renameSync(half, to);
  await product.stop();
  console.log(
    `${to} holds everything of ${root}: ${entries} entries of the tables, and the files beside them`,
  );
});

/**
 * In this order nothing is missed: how far the journal was carried in, and the journal, are copied before the tables.
 * What is carried in meanwhile is carried in again after a restore, to the same keys; what is appended meanwhile is
 * copied a second time, behind the tables.
 */
async function copyProduct(from: string, to: string, socketPath: string): Promise<number> {
  const copy = (name: string) => {
    if (existsSync(join(from, name))) cpSync(join(from, name), join(to, name), { recursive: true });
  };
  for (const name of ['vouch.json', 'secrets.json', 'owner.key', 'operator.key']) copy(name);
  copyWatermark(from, to);
  mkdirSync(join(to, 'journal'));
  copy('journal/drained.json');
  copyJournal(from, to);
  const entries = await askForCopy(socketPath, join(to, 'engine'));
  copyJournal(from, to);
  const rescued = readdirSync(from).filter((name) => name.startsWith('rescued'));
  for (const name of ['exports', 'outbox', ...rescued]) copy(name);
  return entries;
}

function copyWatermark(from: string, to: string): void {
  const path = join(from, WATERMARK_FILE);
  const text = existsSync(path) ? watermarkOfTables(readFileSync(path, 'utf8')) : undefined;
  if (text !== undefined) writeFileSync(join(to, WATERMARK_FILE), text, { mode: 0o600 });
}

/** A file that goes while we look has been carried in: the tables, copied later, have it. */
function copyJournal(from: string, to: string): void {
  for (const name of readdirSync(join(from, 'journal'))) {
    if (name === 'drained.json' || name.endsWith('.new')) continue;
    try {
      cpSync(join(from, 'journal', name), join(to, 'journal', name));
    } catch (reason) {
      if ((reason as NodeJS.ErrnoException).code !== 'ENOENT') throw reason;
    }
  }
}

/** The engine itself copies its tables, all as they are at one moment. */
function askForCopy(socketPath: string, target: string): Promise<number> {
  return new Promise((done, failed) => {
    const asked = request({ socketPath, method: 'POST', headers: { [COPY_TO]: encodeURIComponent(target) } });
    asked.on('response', async (answer) => {
      let text = '';
      for await (const chunk of answer) text += chunk;
      if (answer.statusCode === 200) done((JSON.parse(text) as { count: number }).count);
      else failed(new Error(`the engine could not copy its tables: ${text}`));
    });
    asked.on('error', failed);
    asked.end();
  });
}
