/** Whole lines of what comes in pieces. */
export function wholeLines(take: (line: string) => void): (piece: string) => void;
