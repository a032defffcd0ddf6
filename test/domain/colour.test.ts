import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contrastRatio, lumaOf, READABLE, readableOn } from '../../shared/domain/colour.ts';

describe('contrast', () => {
  it.each([
    ['#000000', '#ffffff', 21],
    ['#ffffff', '#ffffff', 1],
    // Known pairs: the lightest grey that passes on white, and the one just beyond.
    ['#767676', '#ffffff', 4.54],
    ['#777777', '#ffffff', 4.48],
    ['#ff0000', '#ffffff', 4.0],
    // Near black light is even, without the power.
    ['#0a0a0a', '#000000', 1.06],
    ['#0b0b0b', '#000000', 1.07],
  ])('of %s and %s is %d', (one, other, ratio) => {
    expect(contrastRatio(one, other)).toBeCloseTo(ratio, 2);
    expect(contrastRatio(other, one)).toBeCloseTo(ratio, 2);
  });
});

const PAPER = ['#ffffff', '#f7f5f1', '#f3f1ec'];
const NIGHT = ['#1a2027', '#20272f', '#12161b'];

describe('a colour on its grounds', () => {
  it('stays as it is where it can be read', () => {
    expect(readableOn('#0f5b57', PAPER)).toBe('#0f5b57');
    expect(readableOn('#6fc7bd', NIGHT)).toBe('#6fc7bd');
  });

  it('any colour can be read, by day and by night, and only moves as far as it must', () => {
    const anyColour = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`);
    fc.assert(
      fc.property(anyColour, (colour) => {
        for (const grounds of [PAPER, NIGHT]) {
          const seen = readableOn(colour, grounds);
          for (const ground of grounds) expect(contrastRatio(seen, ground)).toBeGreaterThanOrEqual(READABLE);
          if (grounds.every((ground) => contrastRatio(colour, ground) >= READABLE)) expect(seen).toBe(colour);
        }
      }),
    );
  });

  it('a dark one lightens at night, no further than it must', () => {
    const lightened = readableOn('#0f5b57', NIGHT);
    const [least = 0] = NIGHT.map((ground) => contrastRatio(lightened, ground)).sort((a, b) => a - b);
    expect(least).toBeGreaterThanOrEqual(READABLE);
    expect(least).toBeLessThan(4.7);
  });

  it('bright yellow darkens on paper and stays yellow at night', () => {
    expect(readableOn('#ffdd00', NIGHT)).toBe('#ffdd00');
    expect(contrastRatio(readableOn('#ffdd00', PAPER), '#ffffff')).toBeLessThan(5.6);
  });
});

it.each([
  ['#000000', 0],
  ['#ffffff', 255],
  ['#ff0000', 76.245],
  ['#00ff00', 149.685],
  ['#0000ff', 29.07],
])('a camera’s grey picture has %s as %d', (colour, luma) => expect(lumaOf(colour)).toBeCloseTo(luma, 9));
