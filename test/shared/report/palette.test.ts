import { describe, expect, it } from 'vitest';
import { contrastRatio, READABLE } from '../../../shared/domain/colour.ts';
import { DARK, LIGHT } from '../../../shared/report/render/palette.ts';

const GROUNDS = ['ground', 'card', 'soft'] as const;

/** A browser's checker calls text inside an SVG "incomplete" and fails nothing: what charts write in is reckoned here. */
describe.each([
  ['light', LIGHT],
  ['dark', DARK],
])('the %s palette', (_name, palette) => {
  it.each(['ink', 'muted', 'accent', 'good', 'bad'] as const)(
    'writes in %s, readable on every ground',
    (colour) => {
      for (const ground of GROUNDS) {
        expect(contrastRatio(palette[colour], palette[ground])).toBeGreaterThanOrEqual(READABLE);
      }
    },
  );

  it('marks at 3 : 1 on every ground (WCAG 2.2, 1.4.11)', () => {
    for (const ground of GROUNDS)
      expect(contrastRatio(palette.mark, palette[ground])).toBeGreaterThanOrEqual(3);
  });
});
