import { createHash } from 'node:crypto';
import { appendFileSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { roomOf } from './score.ts';

/** A mutant as Stryker hands it to a checker; lines from 0. */
export type Mutant = {
  id: string;
  fileName: string;
  mutatorName: string;
  replacement: string;
  location: { start: Place; end: Place };
};
type Place = { line: number; column: number };

/** Mutants in an order by chance: of each room its share of `size` by its number of mutants (one at least). */
export function draw(mutants: Mutant[], size: number, seed: string): Mutant[] {
  const lots = mutants
    .map((mutant) => ({ mutant, room: roomOf(mutant.fileName), lot: lotOf(mutant, seed) }))
    .sort((one, other) => (one.lot < other.lot ? -1 : 1));
  const shares = new Map<string, number>();
  for (const { room } of lots) shares.set(room, (shares.get(room) ?? 0) + size / mutants.length);
  const left = new Map([...shares].map(([room, share]) => [room, Math.max(1, Math.round(share))]));
  return lots.flatMap(({ mutant, room }) => {
    const places = left.get(room) ?? 0;
    left.set(room, places - 1);
    return places > 0 ? [mutant] : [];
  });
}

/** Where Stryker has to look for it: `file:line:column-line:column`, lines from 1. */
export const rangeOf = ({ fileName, location: { start, end } }: Mutant): string =>
  `${fileName}:${start.line + 1}:${start.column}-${end.line + 1}:${end.column}`;

/** What a mutant is, wherever the copy lies that it was made in. */
export const nameOf = ({ fileName, mutatorName, replacement, location }: Mutant): string =>
  JSON.stringify([
    fileName.slice(fileName.lastIndexOf('shared/domain/')),
    mutatorName,
    replacement,
    location,
  ]);

/** Hangs on what the mutant is and on the seed alone: the same draw on every machine. */
const lotOf = (mutant: Mutant, seed: string): string =>
  createHash('sha256')
    .update(seed + nameOf(mutant))
    .digest('hex');

/**
 * Stryker asks a checker before it runs a mutant. A range that was drawn holds others that were not (a block, its
 * statements): this one says so of them. Those drawn come in an order that is by chance too, so that a run which is
 * stopped early has tried a smaller sample.
 */
class OnlyDrawn {
  private drawn: string[] = [];

  async init(): Promise<void> {
    this.drawn = JSON.parse(readFileSync(process.env['VOUCH_MUTANTS_DRAWN'] ?? '', 'utf8')) as string[];
  }

  async group(mutants: Mutant[]): Promise<string[][]> {
    const ids = new Map(mutants.map((mutant) => [nameOf(mutant), mutant.id]));
    const first = this.drawn.flatMap((name) => ids.get(name) ?? []);
    const rest = mutants.map(({ id }) => id).filter((id) => !first.includes(id));
    return [...first.map((id) => [id]), rest];
  }

  async check(mutants: Mutant[]): Promise<Record<string, { status: string; reason?: string }>> {
    const said = (mutant: Mutant) =>
      this.drawn.includes(nameOf(mutant))
        ? { status: 'passed' }
        : { status: 'compileError', reason: 'not drawn' };
    return Object.fromEntries(mutants.map((mutant) => [mutant.id, said(mutant)]));
  }
}

/** A line for each mutant as soon as it was tried, so that a run which is stopped has said something. */
class Lines {
  onMutantTested({
    fileName,
    location,
    mutatorName,
    replacement,
    status,
  }: Mutant & { status: string }): void {
    const line = { file: relative('.', fileName), location, mutatorName, replacement, status };
    appendFileSync(process.env['VOUCH_MUTANTS_TRIED'] ?? '', `${JSON.stringify(line)}\n`);
  }
}

export const strykerPlugins = [
  { kind: 'Checker', name: 'only-drawn', injectableClass: OnlyDrawn },
  { kind: 'Reporter', name: 'lines', injectableClass: Lines },
];
