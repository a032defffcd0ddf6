import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DrainDeps, drainClicks } from '../../../shared/data/chores/drain.ts';
import { clickWrite, partitionOfClick } from '../../../shared/data/clicks/click-writer.ts';
import type { RawPartition } from '../../../shared/data/table/keys.ts';
import type { Click } from '../../../shared/domain/click/click.ts';
import { openJournalReader } from './journal-reader.ts';

/** Lines that are no clicks of ours, kept for whoever looks: nothing is thrown away, and nothing behind them waits. */
const SET_ASIDE = 'set-aside.txt';

/** `clicks`: lines read, `stored`: what of them is in the table now. */
export type Carried = Stored & { clicks: number };
/** `partitions`: to be counted now, by key; those of the others lie in hours that are marked for sealing. */
type Stored = { stored: Click[]; partitions: Map<string, RawPartition> };

/**
 * Carries the journal into the engine, chunk by chunk: `undefined` when nothing waits. Rejects when the engine
 * refuses; the chunk is then carried again. What could never be stored is set aside and told.
 */
export function createJournalCarrier(folder: string, drain: DrainDeps, tell: (trouble: string) => void) {
  const reader = openJournalReader(folder);

  function setAside(lines: string[]): void {
    if (lines.length === 0) return;
    const file = join(folder, SET_ASIDE);
    appendFileSync(file, lines.map((line) => `${line}\n`).join(''), { mode: 0o600 });
    tell(`damaged journal lines, not counted: ${lines.length}; they are kept in ${file}`);
  }

  /** Looks for documents that can't be stored only after something failed: nearly always there are none. */
  async function drainStorable(documents: unknown[]): Promise<Stored> {
    try {
      const stored = documents as Click[];
      return { stored, partitions: await drainClicks(stored, drain) };
    } catch (reason) {
      const stored = documents.filter((document) => isStorable(document, drain)) as Click[];
      if (stored.length === documents.length) throw reason;
      const partitions = await drainClicks(stored, drain);
      setAside(
        documents.filter((document) => !stored.includes(document as Click)).map((it) => JSON.stringify(it)),
      );
      return { stored, partitions };
    }
  }

  return async function carryNext(): Promise<Carried | undefined> {
    const chunk = reader.next();
    if (!chunk) return undefined;
    const nothing: Stored = { stored: [], partitions: new Map() };
    const carried = chunk.documents.length > 0 ? await drainStorable(chunk.documents) : nothing;
    setAside(chunk.unreadable);
    chunk.commit();
    return { ...carried, clicks: chunk.documents.length };
  };
}

function isStorable(document: unknown, { clickKeys, names }: DrainDeps): boolean {
  try {
    const click = document as Click;
    clickWrite(click, partitionOfClick(click, clickKeys), names);
    return true;
  } catch {
    return false;
  }
}
