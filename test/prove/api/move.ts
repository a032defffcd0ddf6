import type { Random } from '../../../shared/domain/statistics/seeded-random.ts';
import type { Caller } from '../../support/api-builders.ts';
import type { Engine } from '../../support/engine.ts';
import type { Write } from './history.ts';

export type Wish = { method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'; path: string; body?: object | undefined };
export type Shown = Record<string, unknown> & { id: string };

/** What a request does to a thing if it is done; where no rule is named the last write stands. */
export type Effect = Pick<Write, 'thing' | 'value'> &
  Partial<Pick<Write, 'rule'>> & {
    /** Only if the thing is made by this (201), not if it was there. */
    ifMade?: true;
    /** Of one item of many, by its name: only if that item was taken. */
    of?: string;
  };

/** One request of one family. */
export type Move = {
  wish: Wish;
  effects: Effect[];
  /** What the answer shows; of things that only the answer names too. */
  shows?: (answer: Shown, status: number) => Effect[];
};

/** What stands before the fight begins. */
export type Place = {
  brandId: string;
  creatorIds: string[];
  postId: string;
  squadId: string;
  reportId: string;
  formToken: string;
};

/** Whose turn it is: a number that no other has, dice, and what earlier answers named, by kind. */
export type Turn = { number: number; random: Random; place: Place; known: Map<string, string[]> };

export type World = { engine: Engine; calm: Caller; place: Place; things: ReadonlySet<string> };

/** A family of routes that writers fight over. */
export type Family = {
  name: string;
  /** How often it is drawn, against the others. */
  weight: number;
  /** A POST that depends on its turn's number and dice alone, so that a key can say it again. */
  create?: (turn: Turn) => Move;
  /** Anything else; undefined when there is nothing yet to change. */
  change?: (turn: Turn) => Move | undefined;
  /** How the things stand in the end. */
  standing: (world: World) => Promise<Iterable<[thing: string, value: string]>>;
  /** What is wrong beyond single things. */
  problems?: (world: World) => Promise<string[]>;
};

export const pick = <T>(from: readonly T[], random: Random): T =>
  from[Math.floor(random() * from.length)] as T;

/** Few, so that writers meet. */
export const NAMES: readonly string[] = ['n0', 'n1', 'n2', 'n3', 'n4', 'n5'];
export const nameOf = ({ random }: Pick<Turn, 'random'>): string => pick(NAMES, random);

export const note = ({ known }: Turn, kind: string, id: string): void => {
  known.set(kind, [...(known.get(kind) ?? []).slice(-8), id]);
};
/** One that an earlier answer named. */
export const knownOf = ({ known, random }: Turn, kind: string): string | undefined => {
  const ids = known.get(kind);
  return ids && pick(ids, random);
};

export const markIn = (text: unknown): string => /mark-\d+/.exec(JSON.stringify(text) ?? '')?.[0] ?? 'none';

/** Everything on all pages. */
export async function everything(calm: Caller, path: string): Promise<Shown[]> {
  const found: Shown[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const more = cursor ? `&cursor=${cursor}` : '';
    const { json } = await calm.get(`${path}${path.includes('?') ? '&' : '?'}limit=100${more}`);
    const page = json as { data: Shown[]; nextCursor: string | null };
    found.push(...page.data);
    cursor = page.nextCursor;
  }
  return found;
}
