import type { LinkDay } from '../../domain/facts.ts';
import { inPortions } from '../table/write-many.ts';

/** Names how columns are written; a day that was written otherwise is refused rather than guessed. */
const FORM = 1;
/** Link-days of one block: a chunk of packed rows is divided between blocks. */
const TOGETHER = 1_000;

type Counted = Partial<Record<string, number>>;
/** Some link-days of one day, field by field; `excluded` only of those that had any, each with its place. */
type DayBlock = {
  columns: number;
  day: string;
  linkIds: string[];
  hits: number[];
  clicks: number[];
  uniques: number[];
  darkClicks: number[];
  excluded: [number, Counted][];
};

/** Days of before they were written in columns stand row by row, until their day is folded again. */
export type KeptDay = DayBlock | LinkDay;

/**
 * Link-days of one day in columns: the names of their fields once instead of in each, so that a fresh process unpacks a
 * quarter of a large brand in half of the time.
 */
export const inColumns = (days: readonly LinkDay[]): DayBlock[] => inPortions(days, TOGETHER).map(blockOf);

function blockOf(days: readonly LinkDay[]): DayBlock {
  return {
    columns: FORM,
    day: days[0]?.day ?? '',
    linkIds: days.map(({ linkId }) => linkId),
    hits: days.map(({ hits }) => hits),
    clicks: days.map(({ clicks }) => clicks),
    uniques: days.map(({ uniques }) => uniques),
    darkClicks: days.map(({ darkClicks }) => darkClicks),
    excluded: days.flatMap(({ excluded }, at): [number, Counted][] =>
      Object.keys(excluded).length > 0 ? [[at, excluded]] : [],
    ),
  };
}

/** What was kept of one day, as it was written. */
export function linkDaysIn(kept: readonly KeptDay[]): LinkDay[] {
  const found: LinkDay[] = [];
  for (const one of kept) {
    if ('linkId' in one) found.push(withinClicks(one));
    else addBlock(found, one);
  }
  return found;
}

/** Days that were written before `summarize` saw to it. */
const withinClicks = (day: LinkDay): LinkDay =>
  day.uniques > day.clicks ? { ...day, uniques: day.clicks } : day;

const NOTHING: Counted = Object.freeze({});

function addBlock(found: LinkDay[], block: DayBlock): void {
  const { columns, day, linkIds, hits, clicks, uniques, darkClicks } = block;
  const lists = [hits, clicks, uniques, darkClicks];
  if (columns !== FORM || lists.some((list) => list.length !== linkIds.length))
    throw new Error(`The link-days of ${day} are kept in a form that this version does not read: ${columns}`);
  const excluded = new Map(block.excluded);
  for (let at = 0; at < linkIds.length; at++)
    found.push({
      day,
      linkId: linkIds[at] as string,
      hits: hits[at] as number,
      clicks: clicks[at] as number,
      uniques: uniques[at] as number,
      darkClicks: darkClicks[at] as number,
      excluded: excluded.get(at) ?? NOTHING,
    });
}
