import { createHash } from 'node:crypto';
import { type Colour, readableOn } from '../../domain/colour.ts';
import { DARK, LIGHT } from './palette.ts';

/** A brand's colour where ours would stand: links, buttons, the bar beside what to do. Readable by day and by night. */
export function accentsOf(colour: Colour | undefined): { light: Colour; dark: Colour } {
  if (colour === undefined) return { light: LIGHT.accent, dark: DARK.accent };
  return {
    light: readableOn(colour, [LIGHT.card, LIGHT.soft, LIGHT.ground]),
    dark: readableOn(colour, [DARK.card, DARK.soft, DARK.ground]),
  };
}

/** A sheet of its own behind the common one; it holds nothing but two computed colours. */
export function accentSheet(colour: Colour): string {
  const { light, dark } = accentsOf(colour);
  const root = (accent: Colour) => `:root{--accent:${accent}}`;
  return `${root(light)}@media (prefers-color-scheme:dark){${root(dark)}}@media print{${root(light)}}`;
}

/** A page's common sheet, and behind it the brand's colour where it has told one. */
export const sheetsWith = (common: string, colour: Colour | undefined): string[] =>
  colour ? [common, accentSheet(colour)] : [common];

/** How a policy names the sheets that a page may have. */
export const sheetNames = (sheets: readonly string[]): string => sheets.map(sheetHash).join(' ');

/** How a policy names a sheet. */
export const sheetHash = (sheet: string): string =>
  `'sha256-${createHash('sha256').update(sheet).digest('base64')}'`;
