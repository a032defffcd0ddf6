/** A token and the row of the table that it stands for; `rank` is the row's place, the lowest wins. */
export type Token<Row> = {
  text: string;
  row: Row;
  rank: number;
  accepts?: (text: string, at: number) => boolean;
};

/** Three characters, packed into an index of 4,096 places. */
const PLACES = 4096;
const SHORTEST = 3;

/**
 * Finds the first row of a table any of whose tokens occurs in a text, in one pass over the text: at each character it
 * looks up the next three and compares only tokens that begin so. Linear by construction: a hundred tokens cost hardly
 * more than one. Tokens are at least three characters long.
 */
export function tokenFinder<Row>(tokens: readonly Token<Row>[]): (text: string) => Token<Row> | undefined {
  const places: (Token<Row>[] | undefined)[] = new Array(PLACES).fill(undefined);
  for (const token of tokens) {
    if (token.text.length < SHORTEST) throw new Error(`token too short: ${token.text}`);
    const place = placeOf(token.text.charCodeAt(0), token.text.charCodeAt(1), token.text.charCodeAt(2));
    const same = places[place];
    if (same) same.push(token);
    else places[place] = [token];
  }
  return (text) => {
    let found: Token<Row> | undefined;
    let first = text.charCodeAt(0);
    let second = text.charCodeAt(1);
    for (let at = 0; at + 2 < text.length; at += 1) {
      const third = text.charCodeAt(at + 2);
      const candidates = places[placeOf(first, second, third)];
      if (candidates) found = better(candidates, text, at, found);
      first = second;
      second = third;
    }
    return found;
  };
}

function placeOf(first: number, second: number, third: number): number {
  return ((first * 31 + second) * 31 + third) & (PLACES - 1);
}

function better<Row>(
  candidates: readonly Token<Row>[],
  text: string,
  at: number,
  best: Token<Row> | undefined,
): Token<Row> | undefined {
  let found = best;
  for (const token of candidates) {
    if (found && found.rank <= token.rank) continue;
    if (text.startsWith(token.text, at) && (token.accepts?.(text, at) ?? true)) found = token;
  }
  return found;
}
