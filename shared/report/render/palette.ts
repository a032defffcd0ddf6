/**
 * Colours of mail, page and charts. Text on its ground reaches 4.5:1 in both themes, marks 3:1 (WCAG 2.2), which
 * test/shared/report/palette.test.ts reckons; bars and groups don't, and no colour speaks alone: word and figure stand beside it.
 */
export const LIGHT = {
  ground: '#f3f1ec',
  card: '#ffffff',
  soft: '#f7f5f1',
  ink: '#1d2530',
  muted: '#5a6472',
  line: '#e2ded6',
  accent: '#0f5b57',
  good: '#1c6e43',
  bad: '#a8322b',
  bar: '#8fb8b0',
  mark: '#2f7f78',
};
export const DARK: typeof LIGHT = {
  ground: '#12161b',
  card: '#1a2027',
  soft: '#20272f',
  ink: '#e8ebee',
  muted: '#a3adb8',
  line: '#313a44',
  accent: '#6fc7bd',
  good: '#6cce97',
  bad: '#f0938c',
  bar: '#3c7770',
  mark: '#5fb3a9',
};

/** Colours as the custom properties of a style sheet. */
export const variables = (colors: Readonly<Record<string, string>>): string =>
  Object.entries(colors)
    .map(([name, color]) => `--${name}:${color}`)
    .join(';');

/** Both themes; the reader's system chooses. */
export const THEMES = `:root{color-scheme:light dark;${variables(LIGHT)}}@media (prefers-color-scheme:dark){:root{${variables(DARK)}}}`;

/** Five groups that stay apart for readers with colour blindness, and in print. */
export const GROUP_LIGHT = {
  platform: '#2f7f78',
  otherSocial: '#8cc4bb',
  dark: '#4b3b73',
  search: '#d49a35',
  other: '#a7adb5',
};
export const GROUP_DARK: typeof GROUP_LIGHT = {
  platform: '#3f9f96',
  otherSocial: '#a5dbd2',
  dark: '#9b87d6',
  search: '#e3b04f',
  other: '#707a86',
};
