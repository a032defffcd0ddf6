import { describe, expect, it } from 'vitest';
import { conventionOf, csvCell, csvLine, FOR_MACHINES, moneyCell } from '../../shared/domain/csv.ts';
import { LANGUAGES } from '../../shared/domain/vocabulary.ts';

const line = ['Mütze; rot', 1.5, { decimal: '1234.56' }, { day: '2026-11-09' }, null, true];

// First of all: what it asks for is made once, with the first text.
describe('beside a number', () => {
  const german = conventionOf('de-DE');

  it('a month of any of our languages beside a number stays text, by its long name and its short one', () => {
    for (const language of LANGUAGES)
      for (const month of ['long', 'short'] as const) {
        const format = new Intl.DateTimeFormat(language, { month, timeZone: 'UTC' });
        for (let at = 0; at < 12; at++) {
          const name = format.format(Date.UTC(2026, at, 15));
          for (const text of [`3. ${name} 2026`, `${name.toUpperCase()}25`])
            expect(csvCell(text, german)).toBe(`"'${text}"`);
        }
      }
    for (const text of ['Sept 3', '3 Mrz - 26', '1-Mrz.']) expect(csvCell(text, german)).toBe(`"'${text}"`);
    for (const text of ['3', '25', '2026']) expect(csvCell(`Ada ${text}`, german)).toBe(`"Ada ${text}"`);
  });
});

describe('a line of a file', () => {
  it.each([
    ['machines', FOR_MACHINES, '"Mütze; rot",1.5,1234.56,2026-11-09,,true\r\n'],
    ['de-DE', conventionOf('de-DE'), '"Mütze; rot";1,5;1234,56;2026-11-09;;true\r\n'],
    ['fr-FR', conventionOf('fr-FR'), '"Mütze; rot";1,5;1234,56;2026-11-09;;true\r\n'],
    ['es-ES', conventionOf('es-ES'), '"Mütze; rot";1,5;1234,56;2026-11-09;;true\r\n'],
    ['es-MX', conventionOf('es-MX'), '"Mütze; rot",1.5,1234.56,2026-11-09,,true\r\n'],
    ['de-CH', conventionOf('de-CH'), '"Mütze; rot";1.5;1234.56;2026-11-09;;true\r\n'],
    ['en-GB', conventionOf('en-GB'), '"Mütze; rot",1.5,1234.56,2026-11-09,,true\r\n'],
    ['en-US', conventionOf('en-US'), '"Mütze; rot",1.5,1234.56,2026-11-09,,true\r\n'],
    ['en', conventionOf('en'), '"Mütze; rot",1.5,1234.56,2026-11-09,,true\r\n'],
  ])('%s', (_, convention, written) => {
    expect(csvLine(line, convention)).toBe(written);
  });
});

describe('opened by hand', () => {
  const german = conventionOf('de-DE');

  it.each(
    [
      ['0012345', '1E5', '820982911946154508', '1.234,56', '12 %', '€12.50', '5 €'],
      ['10/11', '3-4', '09.11.2026', '2026-11-09', '12:30', 'DEC25', 'MAI10', '1 mars', 'Sept 3'],
      ['TRUE', 'wahr', 'Faux'],
      // What LibreOffice changes where its dialog is told to look for special numbers.
      ['.5', ',5', '5-', '1-', '(5)', '(1,234)', '1 1/2', '3PM', '3 pm', '10:30pm', '1 a.m.'],
      ['2026-11-09 12:00', '2026-11-09T12:00:00Z'],
    ].flat(),
  )('%s stays text', (text) => {
    expect(csvCell(text, german)).toBe(`"'${text}"`);
    expect(csvCell(text)).toBe(`"${text}"`);
  });

  it.each([
    'Mara',
    'May',
    'ada.knits',
    'shop-77',
    'R-2026',
    'MARA10X',
    '#1001',
    '2026-W46',
    'true love',
    '1a',
  ])('%s is text by itself', (text) => {
    expect(csvCell(text, german)).toBe(`"${text}"`);
  });
});

it('money is a decimal of its currency, in whole minor units; what isn’t known stays empty, and what isn’t there too', () => {
  const cell = (minor: number | null, currency: string) =>
    csvCell(moneyCell(minor, currency), conventionOf('de-DE'));
  expect(cell(123_456, 'EUR')).toBe('1234,56');
  expect(cell(-50.4, 'EUR')).toBe('-0,50');
  expect(cell(1_234, 'JPY')).toBe('1234');
  expect(cell(null, 'EUR')).toBe('');
  expect(csvCell(undefined)).toBe('');
  expect(csvCell('a "b" c')).toBe('"a ""b"" c"');
});
