/** Whole lines of what comes in pieces. */
export function linesOf(take: (line: string) => void): (piece: string) => void;
