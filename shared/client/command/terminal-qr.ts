import { create } from 'qrcode';

const QUIET = 4;
const HALVES = [' ', '▄', '▀', '█'] as const;

/**
 * A QR code for a terminal, dark on light whatever its colours are: two modules a character, with the four modules of
 * quiet zone that readers ask for.
 */
export function terminalQr(text: string): string {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const isDark = (row: number, column: number): boolean =>
    row >= 0 && column >= 0 && row < modules.size && column < modules.size && modules.get(row, column) === 1;
  const places = Array.from({ length: modules.size + 2 * QUIET }, (_none, index) => index - QUIET);
  const lines = places
    .filter((_place, index) => index % 2 === 0)
    .map((row) =>
      places
        .map((column) => HALVES[(isDark(row, column) ? 2 : 0) + (isDark(row + 1, column) ? 1 : 0)])
        .join(''),
    );
  return lines.map((line) => `\u001b[30;107m${line}\u001b[0m`).join('\n');
}
