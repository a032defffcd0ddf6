/** Where something stands in a list: told from the left, each part ascending; the last one differs for each. */
export type PlaceInOrder = readonly (number | string)[];

/** Negative where `one` comes first. Parts at one position are of one type. */
export function comparePlaces(one: PlaceInOrder, other: PlaceInOrder): number {
  for (const [index, part] of one.entries()) {
    const against = other[index];
    if (against === undefined || part === against) continue;
    return part < against ? -1 : 1;
  }
  return 0;
}

/** A figure as parts of a place: what cannot be told comes last, whichever way it is sorted. */
export const placeByFigure = (figure: number | null, descending: boolean): PlaceInOrder =>
  figure === null ? [1, 0] : [0, descending ? -figure : figure];
