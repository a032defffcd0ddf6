/** The protocol that a connection to the embedded engine changes to: a call each line, and an answer each. */
export const LINES = 'vouch-lines';

/** What is said until `soon` comes round goes in one write. */
export function inOneWrite(socket, soon) {
  const texts = [];
  const write = () => void (socket.writable && socket.write(texts.splice(0).join('')));
  return (text) => {
    if (texts.push(text) === 1) soon(write);
  };
}

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
