/** Whole lines of what comes in pieces. */
export function wholeLines(take) {
  let open = [];
  return (piece) => {
    let from = 0;
    for (let end = piece.indexOf('\n'); end !== -1; end = piece.indexOf('\n', from)) {
      const line = open.join('') + piece.slice(from, end);
      open = [];
      from = end + 1;
      take(line);
    }
    if (from < piece.length) open.push(piece.slice(from));
  };
}
