import { billOf, totalOf } from '../cost/cost.ts';
import { DENSE, measureUnits, SPARSE, type Traffic } from '../cost/measure-units.ts';

const MILLION = 1_000_000;

/** Each shape differs from the one before by the thing whose cost is asked: links, then history. */
const SHAPES = [
  ['one hot link', DENSE],
  ['ten thousand links', { ...DENSE, links: 10_000, clicks: 10_000 }],
  ['600 quiet links', SPARSE],
  ['a hot link, first day', { ...DENSE, clicks: 1_000 }],
  ['the same, a month later', { ...DENSE, clicks: 1_000, history: 30 }],
] as const;

/**
 * DynamoDB units per click as the engine tells them (ReturnConsumedCapacity), and the bill for a million such clicks
 * behind the HTTP API: for one hot link, ten thousand links, and on top of a month of history.
 */
export async function* growthLines(): AsyncGenerator<string> {
  yield `${'units per click'.padEnd(26)} writes    reads   of them recount    seal   $ per million`;
  for (const [name, shape] of SHAPES) yield row(name, await measureUnits(shape));
}

function row(name: string, traffic: Traffic): string {
  const { redirect, recount, seal } = traffic;
  const sum = (kind: 'write' | 'read') => redirect[kind] + recount[kind] + seal[kind];
  const cells = [
    name.padEnd(26),
    sum('write').toFixed(3).padStart(6),
    sum('read').toFixed(3).padStart(8),
    recount.read.toFixed(3).padStart(17),
    seal.read.toFixed(3).padStart(7),
    totalOf(billOf(MILLION, traffic, 'httpApi'))
      .toFixed(2)
      .padStart(15),
  ];
  return cells.join(' ');
}
