/** `#rrggbb`, as a brand writes its colour. */
export type Colour = string;

/** How strongly two colours stand apart, 1 to 21 (WCAG 2.2, relative luminance and contrast ratio). */
export function contrastRatio(one: Colour, other: Colour): number {
  const [dark = 0, light = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** What small text needs on its ground (WCAG 2.2, 1.4.3). */
export const READABLE = 4.5;
const STEPS = 64;

/**
 * The colour itself where it can be read on every one of the grounds, else the nearest mix with black or white that
 * can: towards whichever the grounds are far from.
 */
export function readableOn(colour: Colour, grounds: readonly Colour[]): Colour {
  const isReadable = (mixed: Colour) => grounds.every((ground) => contrastRatio(mixed, ground) >= READABLE);
  const end = grounds.every((ground) => luminanceOf(ground) > 0.18) ? '#000000' : '#ffffff';
  const mixes = Array.from({ length: STEPS }, (_, step) => mixOf(colour, end, step / STEPS));
  return mixes.find(isReadable) ?? end;
}

/** 0 (black) to 1 (white): https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
export function luminanceOf(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(colour).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** 0 to 255, as a camera's grey picture has it (ITU-R BT.601 luma, of the colour as it is written). */
export function lumaOf(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(colour);
  return 0.299 * red + 0.587 * green + 0.114 * blue;
}

const channelsOf = (colour: Colour): number[] =>
  [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16));

function mixOf(colour: Colour, end: Colour, share: number): Colour {
  const ends = channelsOf(end);
  const mixed = channelsOf(colour).map((channel, i) =>
    Math.round(channel + ((ends[i] ?? 0) - channel) * share),
  );
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}
