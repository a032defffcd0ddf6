import { asRepeat, type CountableClick, settleApart, type Tally, tallyOfSettled } from './fold.ts';

/**
 * A click as it counts. `firstOfMinute`: nobody counted this visitor on this link in this minute before; undefined while
 * that is not counted yet.
 */
export type SettledClick = { click: CountableClick; firstOfMinute: boolean | undefined };

/**
 * What folding a raw partition decided about single clicks of it, by the signatures of their ids: with it some of them are
 * shown as they count without reading the others.
 */
export type Settling = {
  dedupeSeconds: number;
  /** Of the newest click that was folded, epoch ms. */
  through: number;
  /** Judged to count, and repeats of a click before. */
  repeats: string[];
  /** They count, and their visitor had counted here before. */
  again: string[];
};

/** So few clicks are read whole as quickly as some of them. */
export const FEW_CLICKS = 10;
/** With more to say than this a partition is read whole: its row must stay a small one. */
const MOST_SAID = 500;

/** A partition's fold, and what it decided about single clicks, where that is worth keeping. */
export type Folding = { tally: Tally; settling?: Settling };

export function foldPartitionOf(clicks: CountableClick[], dedupeSeconds: number): Folding {
  const { settled, repeats, again } = settleApart(clicks, dedupeSeconds);
  const tally = tallyOfSettled(settled);
  if (settled.length <= FEW_CLICKS || repeats.length + again.length > MOST_SAID) return { tally };
  const through = settled.at(-1)?.at ?? 0;
  const namesOf = (some: CountableClick[]) => some.map(({ id }) => signatureIn(id));
  return { tally, settling: { dedupeSeconds, through, repeats: namesOf(repeats), again: namesOf(again) } };
}

/** All clicks of a partition as they count, in the order of their time. */
export function settleWhole(clicks: CountableClick[], dedupeSeconds: number): SettledClick[] {
  const { settled, again } = settleApart(clicks, dedupeSeconds);
  const known = new Set(again);
  return settled.map((click) => ({ click, firstOfMinute: isOfVisitor(click) && !known.has(click) }));
}

/** Some of them, by what their fold decided. */
export function settleBy({ through, repeats, again }: Settling): (click: CountableClick) => SettledClick {
  const [repeated, known] = [new Set(repeats), new Set(again)];
  return (click) => {
    if (!isOfVisitor(click)) return { click, firstOfMinute: false };
    const name = signatureIn(click.id);
    if (repeated.has(name)) return { click: asRepeat(click), firstOfMinute: false };
    return { click, firstOfMinute: click.at > through ? undefined : !known.has(name) };
  };
}

const isOfVisitor = ({ verdict, visitor }: CountableClick): boolean =>
  verdict.kind === 'counted' && visitor !== undefined;

/** An id's last 64 bits are its signature: no two of a partition share them, and nobody can make them meet. */
const signatureIn = (clickId: string): string => clickId.slice(-11);
