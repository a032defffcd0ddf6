import { readFileSync } from 'node:fs';
import type { Random } from '../../../shared/domain/statistics/seeded-random.ts';

const FILE = new URL('../../../test/fixtures/demo/hits.jsonl', import.meta.url);

/** A real client's headers, and what judgement should say of them: `<channel or excluded reason>/<app>`. */
export type HeaderSet = { set: string; expect: string; weight: number; headers: Record<string, string> };
export type HeaderSets = { pick: (set: string, random: Random) => HeaderSet };

export const readHeaderSets = (): HeaderSet[] =>
  readFileSync(FILE, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as HeaderSet);

/** Real clients by the way they take, drawn by weight. */
export function openHeaderSets(rows: readonly HeaderSet[]): HeaderSets {
  const bySet = new Map<string, HeaderSet[]>();
  for (const row of rows) bySet.set(row.set, [...(bySet.get(row.set) ?? []), row]);
  return {
    pick(set, random) {
      const choice = weighted(
        (bySet.get(set) ?? []).map((row) => [row, row.weight] as const),
        random,
      );
      if (!choice) throw new Error(`no header set named ${set} in the demo's fixtures`);
      return choice;
    },
  };
}

/** One of the choices, each as likely as its weight says; undefined when there are none. */
export function weighted<T>(choices: readonly (readonly [T, number])[], random: Random): T | undefined {
  let left = random() * choices.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [choice, weight] of choices) {
    left -= weight;
    if (left < 0) return choice;
  }
  return choices.at(-1)?.[0];
}
