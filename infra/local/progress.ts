/** How far something is: a share of the whole (0 to 1), and what it is at. */
export type Progress = { share: number; at: string };

type Terminal = { isTTY?: boolean; write: (text: string) => unknown };

/** Where nobody watches, a line now and then is enough. */
const LINE_EVERY = 0.25;
const LOOK_EVERY_MS = 200;
/** Before that much is done nobody can tell how long the rest takes. */
const TELLING = 0.05;

/** On a terminal one line that changes, elsewhere (a log, a pipe) a line at each quarter. */
export function createProgress(terminal: Terminal, steadily: () => number) {
  const { isTTY } = terminal;
  const began = steadily();
  let toldAt = Number.NEGATIVE_INFINITY;
  let toldShare = 0;
  return {
    tell({ share, at }: Progress): void {
      const now = steadily();
      const due = isTTY ? now - toldAt >= LOOK_EVERY_MS : share - toldShare >= LINE_EVERY;
      if (!due) return;
      toldAt = now;
      toldShare = share;
      const text = lineOf(share, at, now - began);
      terminal.write(isTTY ? `\r\x1b[2K${text}` : `${text}\n`);
    },
    end(): void {
      if (isTTY) terminal.write('\r\x1b[2K');
    },
  };
}

function lineOf(share: number, at: string, took: number): string {
  const percent = `${Math.floor(share * 100)}`.padStart(3);
  if (share < TELLING) return `  ${percent} %  ${at}`;
  const left = Math.ceil(((took / share) * (1 - share)) / 1_000);
  return `  ${percent} %  about ${left} s left  ${at}`;
}
