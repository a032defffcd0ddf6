import { describe, expect, it } from 'vitest';
import { questionText } from '../../../shared/client/command/import/import-words.ts';
import { decodeFile } from '../../../shared/domain/imports/file/decode-file.ts';
import { readJsonTable } from '../../../shared/domain/imports/file/read-json.ts';
import { readTable } from '../../../shared/domain/imports/file/read-table.ts';
import { knowsHeading } from '../../../shared/domain/imports/map-columns.ts';
import { readImport } from '../../../shared/domain/imports/read-import.ts';
import { inEnglish } from '../../../shared/domain/imports/sentences.ts';
import type { Told } from '../../../shared/domain/imports/told.ts';

const TOLD: Told = {
  kind: 'spend',
  map: {},
  set: { handle: '@ada', kind: 'fee' },
  zone: 'Europe/Berlin',
  currency: 'EUR',
  asOf: '2026-11-27T00:00:00.000Z',
};

/** What a file says, shortly: `day amount note` of each cost, and the lines that are refused or passed over. */
function readSpend(file: string | Uint8Array, told: Partial<Told> = {}) {
  const decoded = typeof file === 'string' ? { text: file } : decodeFile(file);
  if ('problem' in decoded) return { problem: decoded.problem };
  const given = { ...TOLD, ...told };
  const table = readJsonTable(decoded.text) ?? readTable(decoded.text, knowsHeading(given.kind, given.map));
  const { items, refused, skipped, questions, ignored } = readImport(table, given);
  return {
    costs: items.map(({ body }) => {
      const { value, currency } = body.amount as { value: string; currency: string };
      return [
        body.incurredOn,
        value,
        ...(currency === 'EUR' ? [] : [currency]),
        ...(body.note ? [body.note] : []),
      ].join(' ');
    }),
    refused: refused.map(({ line }) => line),
    skipped: skipped.map(({ line }) => line),
    questions: questions.map(questionText),
    ignored,
  };
}

const ENCODINGS = {
  'UTF-8': (text: string) => Buffer.from(text),
  'UTF-8 with a mark': (text: string) => Buffer.from(`\ufeff${text}`),
  'UTF-16LE with a mark': (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'UTF-16LE without one': (text: string) => Buffer.from(text, 'utf16le'),
  'UTF-16BE with a mark': (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  'UTF-16BE without one': (text: string) => Buffer.from(text, 'utf16le').swap16(),
  'windows-1252': (text: string) =>
    Buffer.from(text.replace(/€/g, '\u0080').replace(/’/g, '\u0092'), 'latin1'),
};
const SEPARATORS = { commas: ',', semicolons: ';', tabs: '\t', bars: '|' };
const ENDS = { 'CR LF': '\r\n', LF: '\n', CR: '\r' };

/** Seven encodings by four separators by three ends of lines: 84 files that say the same. */
describe.each(Object.entries(ENCODINGS))('%s', (_encoding, encode) => {
  describe.each(Object.entries(SEPARATORS))('with %s', (_name, sign) => {
    it.each(Object.entries(ENDS))('and lines that end with %s', (_end, end) => {
      const rows = [
        ['Tag', 'Betrag', 'Notiz'],
        ['2026-10-01', '"1.234,50 €"', 'Größe M'],
        ['2026-10-02', '"99,00 €"', `"Ada’s ""Socken""${sign} rot"`],
      ];
      const text = rows.map((row) => row.join(sign)).join(end) + end;
      expect(readSpend(encode(text))).toMatchObject({
        costs: ['2026-10-01 1234.50 Größe M', `2026-10-02 99.00 Ada’s "Socken"${sign} rot`],
        refused: [],
        questions: [],
      });
    });
  });
});

const TWO = ['2026-10-01 10.50', '2026-10-02 20.00'];
const ODD: [
  string,
  string,
  { told?: Partial<Told>; costs?: string[]; refused?: number[]; skipped?: number[]; asks?: RegExp },
][] = [
  ['Excel’s line sep=', 'sep=;\r\nday;amount\r\n2026-10-01;10,50\r\n2026-10-02;20,00\r\n', { costs: TWO }],
  ['sep= in quotes', '"sep=|"\nday|amount\n2026-10-01|10.50\n2026-10-02|20.00\n', { costs: TWO }],
  ['no line end at the end', 'day,amount\n2026-10-01,10.50\n2026-10-02,20.00', { costs: TWO }],
  [
    'a file whose lines end in two ways',
    'day,amount\r\n2026-10-01,10.50\n2026-10-02,20.00\r\n',
    { costs: TWO },
  ],
  ['empty lines', 'day,amount\n\n2026-10-01,10.50\n\n\n2026-10-02,20.00\n\n', { costs: TWO }],
  ['lines of separators', 'day,amount\n,\n2026-10-01,10.50\n2026-10-02,20.00\n,\n', { costs: TWO }],
  ['blanks round cells', ' day , amount \n 2026-10-01 , 10.50 \n2026-10-02 ,"20.00" \n', { costs: TWO }],
  [
    'cells that nobody filled at the end',
    'day,amount\n2026-10-01,10.50,,,\n2026-10-02,20.00,\n',
    { costs: TWO },
  ],
  [
    'short lines, as Excel leaves them',
    'day,amount,note\n2026-10-01,10.50\n2026-10-02,20.00\n',
    { costs: TWO },
  ],
  [
    'a line with a cell too many',
    'day,amount\n2026-10-01,1,050\n2026-10-02,20.00\n',
    { costs: ['2026-10-02 20.00'], refused: [2] },
  ],
  [
    'a quote that nobody closes',
    'day,amount,note\n2026-10-01,10.50,"open\n2026-10-02,20.00,\n',
    { costs: ['2026-10-02 20.00'], refused: [2] },
  ],
  [
    'an inch',
    'day,amount,note\n2026-10-01,10.50,5" tape\n2026-10-02,20.00,\n',
    { costs: ['2026-10-01 10.50 5" tape', '2026-10-02 20.00'] },
  ],
  [
    'a cell of two lines',
    'day,amount,note\n2026-10-01,10.50,"one\ntwo"\n2026-10-02,20.00,\n',
    { costs: ['2026-10-01 10.50 one two', '2026-10-02 20.00'] },
  ],
  [
    'a title and a period above',
    'Campaign report\n"September 1, 2026 - September 3, 2026"\nDay,Campaign,Currency code,Cost\n2026-10-01,A,EUR,10.50\n2026-10-02,A,EUR,20.00\n',
    { costs: TWO },
  ],
  [
    'comments above',
    '# Account: 1\n# Start date: 20261001\n\nDate,Cost\n20261001,10.50\n20261002,20.00\n',
    { costs: TWO },
  ],
  [
    'a sum below',
    'day,amount\n2026-10-01,10.50\n2026-10-02,20.00\nTotal,30.50\n',
    { costs: TWO, skipped: [4] },
  ],
  [
    'a sum in German',
    'Tag;Kosten\n2026-10-01;10,50\n2026-10-02;20,00\nGesamt: Konto;30,50\n',
    { costs: TWO, skipped: [4] },
  ],
  [
    'a sum above, without a name',
    'day,amount\n,30.50\n2026-10-01,10.50\n2026-10-02,20.00\n',
    { costs: TWO, skipped: [2] },
  ],
  [
    'a grand total in a cell of its own',
    'Date,Cost\n,30.50,Grand total\n20261001,10.50\n20261002,20.00\n',
    { costs: TWO, refused: [2] },
  ],
  [
    'the same heading twice',
    'day,amount,amount\n2026-10-01,1,2\n',
    { asks: /"amount" stands over 2 columns/ },
  ],
  [
    'the same heading twice, and told which',
    'day,amount,amount\n2026-10-01,1,10.50\n2026-10-02,1,20.00\n',
    { told: { map: { '3': 'amount' } }, costs: TWO },
  ],
  [
    'a heading of another name',
    'when,how much\n2026-10-01,10.50\n2026-10-02,20.00\n',
    { told: { map: { when: 'incurredOn', 'how much': 'amount' } }, costs: TWO },
  ],
  [
    'a column that is told not to be read',
    'day,amount,note\n2026-10-01,10.50,x\n2026-10-02,20.00,y\n',
    { told: { map: { note: '-' } }, costs: TWO },
  ],
  [
    'a wish for a column that isn’t there',
    'day,amount\n2026-10-01,1\n',
    { told: { map: { when: 'note' } }, asks: /no such column/ },
  ],
  [
    'a wish for a field that isn’t there',
    'day,amount\n2026-10-01,1\n',
    { told: { map: { day: 'weekday' } }, asks: /spend have incurredOn/ },
  ],
  [
    'headings in capitals with signs',
    'DAY;AMOUNT (USD)\n2026-10-01;10,50\n2026-10-02;20,00\n',
    { costs: ['2026-10-01 10.50 USD', '2026-10-02 20.00 USD'] },
  ],
  [
    'French headings that were scrambled',
    'Jour,Montant dÃ©pensÃ© (EUR)\n2026-10-01,10.50\n2026-10-02,20.00\n',
    { costs: TWO },
  ],
  ['Spanish headings', 'Día;Importe gastado (EUR)\n2026-10-01;10,50\n2026-10-02;20,00\n', { costs: TWO }],
  [
    'a heading called __proto__',
    '__proto__,day,amount,constructor\nx,2026-10-01,10.50,y\nx,2026-10-02,20.00,y\n',
    { costs: TWO },
  ],
  ['empty headings', 'day,amount,,\n2026-10-01,10.50,a,b\n2026-10-02,20.00,,\n', { costs: TWO }],
  [
    'apostrophes against formulas',
    "day,amount,note\n2026-10-01,10.50,'=1+1\n2026-10-02,20.00,'01067\n",
    { costs: ['2026-10-01 10.50 =1+1', '2026-10-02 20.00 01067'] },
  ],
  [
    'a decimal comma in a file of commas',
    'day,amount\n2026-10-01,"10,50"\n2026-10-02,"20,00"\n',
    { costs: TWO },
  ],
  [
    'thousands with points',
    'day;amount\n2026-10-01;1.234,50\n2026-10-02;12.345\n',
    { costs: ['2026-10-01 1234.50', '2026-10-02 12345'] },
  ],
  ['only what could be thousands', 'day;amount\n2026-10-01;1.234\n', { asks: /1\.234 a thousand/ }],
  [
    'only what could be thousands, and told',
    'day;amount\n2026-10-01;1.234\n',
    { told: { decimal: ',' }, costs: ['2026-10-01 1234'] },
  ],
  [
    'dinars have three decimals',
    'day;amount;currency\n2026-10-01;1.255;KWD\n',
    { costs: ['2026-10-01 1.255 KWD'] },
  ],
  ['yen have none', 'day;amount;currency\n2026-10-01;1.255;JPY\n', { costs: ['2026-10-01 1255 JPY'] }],
  ['two decimal signs', 'day;amount\n2026-10-01;1,5\n2026-10-02;2.5\n', { asks: /some cells have "\."/ }],
  [
    'days that are decided further down',
    'date,amount\n03/10/2026,10.50\n13/10/2026,20.00\n',
    { costs: ['2026-10-03 10.50', '2026-10-13 20.00'] },
  ],
  [
    'months first, decided further down',
    'date,amount\n10/03/2026,10.50\n10/13/2026,20.00\n',
    { costs: ['2026-10-03 10.50', '2026-10-13 20.00'] },
  ],
  [
    'days that nothing decides',
    'date,amount\n10/03/2026,10.50\n',
    { asks: /10\/03\/2026 is 2026-03-10 or 2026-10-03. Say --dates "date=dmy" or --dates "date=mdy"/ },
  ],
  [
    'days that nothing decides, and told',
    'date,amount\n10/03/2026,10.50\n',
    { told: { dates: 'dmy' }, costs: ['2026-03-10 10.50'] },
  ],
  ['German days', 'Datum;Betrag\n1.10.2026;10,50\n02.10.26;20,00\n', { costs: TWO }],
  ['days by name', 'date,amount\n"Oct 1, 2026",10.50\n"October 2, 2026",20.00\n', { costs: TWO }],
  [
    'days without a year',
    'date,amount\nOctober 1,10.50\nDecember 2,20.00\n',
    { costs: ['2026-10-01 10.50', '2025-12-02 20.00'] },
  ],
  ['days as a spreadsheet counts them', 'date,amount\n46296,10.50\n46297,20.00\n', { costs: TWO }],
  [
    'a day that isn’t',
    'date,amount\n31/02/2026,10.50\n13/10/2026,20.00\n',
    { costs: ['2026-10-13 20.00'], refused: [2] },
  ],
  [
    'weeks are no days',
    'Reporting starts,Reporting ends,Amount spent (EUR)\n2026-10-01,2026-10-07,10.50\n2026-10-08,2026-10-08,20.00\n',
    { costs: ['2026-10-08 20.00'], refused: [2] },
  ],
  [
    'equal lines',
    'day,amount\n2026-10-01,10.50\n2026-10-01,10.50\n',
    { costs: ['2026-10-01 10.50', '2026-10-01 10.50'] },
  ],
  [
    'what is not known',
    'day,amount\n2026-10-01,--\n2026-10-02,20.00\n',
    { costs: ['2026-10-02 20.00'], refused: [2] },
  ],
  [
    'objects, one a line',
    '{"day":"2026-10-01","amount":"10.50"}\n{"day":"2026-10-02","amount":"20.00"}\n',
    { costs: TWO },
  ],
  [
    'a list in an object',
    '{"ok":true,"rows":[{"day":"2026-10-01","amount":"10.50"},{"day":"2026-10-02","amount":"20.00"}]}',
    { costs: TWO },
  ],
  ['one column', 'day\n2026-10-01\n', { refused: [2], costs: [] }],
  ['nothing', '', { costs: [] }],
  ['a heading alone', 'day,amount\n', { costs: [] }],
];

describe('a file with', () => {
  it.each(ODD)('%s', (_title, text, { told = {}, costs, refused = [], skipped = [], asks }) => {
    const read = readSpend(Buffer.from(text), told);
    if (asks) expect(read.questions?.join(' ')).toMatch(asks);
    else expect(read).toMatchObject({ costs, refused, skipped, questions: [] });
  });

  it.each([
    ['a workbook, whatever its name', [0x50, 0x4b, 3, 4, 0x14], /workbook/],
    ['an old workbook', [0xd0, 0xcf, 0x11, 0xe0], /old Excel/],
    ['Parquet', [0x50, 0x41, 0x52, 0x31], /Parquet/],
  ])('%s is told', (_title, bytes, problem) => {
    expect(readSpend(Uint8Array.from(bytes)).problem).toMatch(problem);
  });

  it.each([
    [';', 'is a text with ";" in it not in quotes?'],
    ['\t', 'is a text with a tab in it not in quotes?'],
  ])('a line of too many cells between %j names that sign in words', (sign, says) => {
    const lines = ['Date;Amount;Note', '2026-11-01;5.00;socks; warm'];
    const { rows, broken } = readTable(lines.join('\n').replaceAll(';', sign), knowsHeading('spend', {}));
    expect(rows).toEqual([]);
    expect(broken.map(({ line, problem }) => [line, inEnglish(problem)])).toEqual([
      [2, `has 4 cells where the heading has 3: ${says}`],
    ]);
  });
});

describe('an encoding that is told', () => {
  const heads = 'day,amount,note\n2026-10-01,10.50,';
  it.each([
    ['macintosh', [0x5a, 0x9f, 0x72, 0x69, 0x63, 0x68, 0xdb], 'Zürich€'],
    ['MacRoman', [0x5a, 0x9f, 0x72, 0x69, 0x63, 0x68, 0xdb], 'Zürich€'],
    ['windows-1250', [0xa3, 0xf3, 0x64, 0x9f], 'Łódź'],
    ['cp1251', [0xcc, 0xee, 0xf1, 0xea, 0xe2, 0xe0], 'Москва'],
    ['shift_jis', [0x93, 0x8c, 0x8b, 0x9e], '東京'],
    ['windows-1252', [0x80, 0x31, 0x92], '€1’'],
    ['utf-8', [...Buffer.from('Łódź')], 'Łódź'],
  ])('%s', (encoding, bytes, note) => {
    const file = Buffer.concat([Buffer.from(heads), Buffer.from(bytes), Buffer.from('\n')]);
    expect(decodeFile(file, encoding)).toMatchObject({ text: `${heads}${note}\n`, isSure: true });
  });

  it('that nobody knows tells those that there are', () => {
    expect(decodeFile(Buffer.from(heads), 'ebcdic')).toEqual({
      problem: expect.stringMatching(
        /^ebcdic is no encoding .* there are utf-8, .*windows-1250, .*macintosh/,
      ),
    });
  });

  it('that its bytes deny is refused', () => {
    expect(decodeFile(Buffer.from([0x41, 0xff, 0x0a]), 'utf-8')).toEqual({
      problem: 'this is no utf-8: some of its bytes are no letter there',
    });
    expect(decodeFile(Buffer.from([0x41, 0xff, 0x0a]))).toMatchObject({
      encoding: 'windows-1252',
      isSure: false,
    });
  });
});
