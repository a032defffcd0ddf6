import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WATERMARK_FILE, watermarkOfTables } from './installation.ts';

/**
 * Copies a data folder, in an order in which nothing is missed: how far the journal was carried in, and the journal, are copied before the tables.
 * What is carried in meanwhile is carried in again after a restore, to the same keys; what is appended meanwhile is
 * copied a second time, behind the tables. `copyTables` answers how many entries they have, and so does this.
 */
export async function copyProduct(
  from: string,
  to: string,
  copyTables: (target: string) => Promise<number>,
): Promise<number> {
  const copy = (name: string) => {
    if (existsSync(join(from, name))) cpSync(join(from, name), join(to, name), { recursive: true });
  };
  for (const name of ['vouch.json', 'secrets.json', 'owner.key', 'operator.key']) copy(name);
  copyWatermark(from, to);
  mkdirSync(join(to, 'journal'));
  copy('journal/drained.json');
  copyJournal(from, to);
  const entries = await copyTables(join(to, 'engine'));
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
