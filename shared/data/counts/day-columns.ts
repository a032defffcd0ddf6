import type { ClickedLink, LinkDay } from '../../domain/facts.ts';
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

/** How many link-days it holds. */
export const linkDaysOf = (kept: KeptDay): number => ('linkId' in kept ? 1 : kept.linkIds.length);

/** What was kept of one day, as it was written. */
export function linkDaysIn(kept: readonly KeptDay[]): LinkDay[] {
  const found: LinkDay[] = [];
  for (const one of kept) {
    if ('linkId' in one) found.push(withinClicks(one));
    else addBlock(found, one);
  }
  return found;
}

/**
 * What each link was clicked on all of these days, as rows of the day `on`: out of the columns, so that a quarter of a large
 * brand makes an object for each of its links and not for each of their days.
 */
export function summedByLink(days: Iterable<readonly KeptDay[]>, on: string): ClickedLink[] {
  const sums: Sums = { day: on, byLink: new Map() };
  for (const kept of days)
    for (const one of kept) {
      if ('linkId' in one) addTo(sums, one.linkId, one.clicks, withinClicks(one).uniques);
      else sumBlock(sums, one);
    }
  return [...sums.byLink.values()];
}

type Sums = { day: string; byLink: Map<string, ClickedLink> };

function addTo({ day, byLink }: Sums, linkId: string, clicks: number, uniques: number): void {
  const known = byLink.get(linkId);
  if (known) {
    known.clicks += clicks;
    known.uniques += uniques;
  } else byLink.set(linkId, { day, linkId, clicks, uniques });
}

/** Days that were written before `summarize` saw to it. */
const withinClicks = (day: LinkDay): LinkDay =>
  day.uniques > day.clicks ? { ...day, uniques: day.clicks } : day;

const NOTHING: Counted = Object.freeze({});

function refuseOthers({ columns, day, linkIds, hits, clicks, uniques, darkClicks }: DayBlock): void {
  const lists = [hits, clicks, uniques, darkClicks];
  if (columns !== FORM || lists.some((list) => list.length !== linkIds.length))
    throw new Error(`The link-days of ${day} are kept in a form that this version does not read: ${columns}`);
}

function sumBlock(sums: Sums, block: DayBlock): void {
  refuseOthers(block);
  const { linkIds, clicks, uniques } = block;
  for (let at = 0; at < linkIds.length; at++)
    addTo(sums, linkIds[at] as string, clicks[at] as number, uniques[at] as number);
}

function addBlock(found: LinkDay[], block: DayBlock): void {
  refuseOthers(block);
  const { day, linkIds, hits, clicks, uniques, darkClicks } = block;
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
