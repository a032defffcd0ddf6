import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { BadPathFile, readPathFile } from '../../../../infra/local/commands/path-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'vouch-attribute-'));
afterAll(() => rmSync(folder, { recursive: true }));

const run = (args: string[], csv?: string) => {
  const file = join(folder, 'paths.csv');
  if (csv !== undefined) writeFileSync(file, csv);
  const command = ['infra/local/run.mjs', 'commands/attribute', ...args];
  return spawnSync(process.execPath, csv === undefined ? command : [...command, file], { encoding: 'utf8' });
};

const CLASSIC = 'path,conversions,value,nulls\nC1 > C2 > C3,1,10.01,0\nC1,0,,1\nC2 > C3,0,0,1\n';

describe('npm run attribute', () => {
  it('prints one aligned column per model, each with the same total, for conversions and for value', () => {
    const { stdout, stderr, status } = run(['--nulls'], CLASSIC);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toBe(`\
conversions  lastTouch  firstTouch  linear  timeDecay  positionBased  markov  shapley
C1                0.00        1.00    0.33       0.30           0.40    0.20     0.33
C2                0.00        0.00    0.33       0.33           0.20    0.40     0.33
C3                1.00        0.00    0.33       0.37           0.40    0.40     0.33
total             1.00        1.00    1.00       1.00           1.00    1.00     1.00

value  lastTouch  firstTouch  linear  timeDecay  positionBased  markov  shapley
C1          0.00       10.01    3.34       3.01           4.01    2.00     3.34
C2          0.00        0.00    3.34       3.33           2.00    4.01     3.34
C3         10.01        0.00    3.33       3.67           4.00    4.00     3.33
total      10.01       10.01   10.01      10.01          10.01   10.01    10.01
`);
  });

  it('gives programs full precision, and only the models they name', () => {
    const { stdout } = run(['--json', '--nulls', '--model', 'markov,last_touch'], CLASSIC);
    const { markov, lastTouch, ...others } = JSON.parse(stdout);
    expect(others).toEqual({});
    expect(lastTouch.at(-1)).toEqual({ key: 'C3', conversions: 1, value: 10.01 });
    expect(markov.map((row: { conversions: number }) => row.conversions)).toEqual([
      expect.closeTo(0.2, 12),
      expect.closeTo(0.4, 12),
      expect.closeTo(0.4, 12),
    ]);
  });

  it('lets the chain remember further back', () => {
    const csv = 'path,conversions,nulls\na > b,10,0\nc > b,0,10\n';
    const creditOfC = (order: string): number =>
      JSON.parse(run(['--json', '--nulls', '--model', 'markov', '--order', order], csv).stdout).markov[2]
        .conversions;
    expect(creditOfC('1')).toBeGreaterThan(1);
    expect(creditOfC('2')).toBeCloseTo(0, 12);
  });

  it('explains itself', () => {
    const { stdout, status } = run(['--help']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Usage: npm run attribute/);
  });

  it.each([
    [['--order', '4'], '--order is 1, 2 or 3, not "4"'],
    [['--model', 'guess'], 'no model "guess"'],
    [['--frobnicate'], "Unknown option '--frobnicate'"],
    [['second.csv'], 'give one path file'],
  ])('says what is wrong with %s in one line and exits 2', (args, message) => {
    const { stdout, stderr, status } = run(args, CLASSIC);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it.each([
    ['path,conversions\na > b,many\n', 'line 2: conversions "many" is not a number'],
    ['path,conversions\na,1\n', '--nulls needs a column "nulls"'],
  ])('names the file and the line of what it cannot read', (csv, message) => {
    const { stderr, status } = run(['--nulls'], csv);
    expect(status).toBe(2);
    expect(stderr).toContain(`paths.csv: ${message}`);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it('says so when there is no such file', () => {
    const { stderr, status } = run(['nowhere.csv']);
    expect([status, stderr]).toEqual([2, 'attribute: nowhere.csv: cannot be read (ENOENT)\n']);
  });
});

describe('a path file', () => {
  const path = (...keys: string[]) => keys.map((key) => ({ key }));

  it('may have a byte order mark, any case of header, quotes, blank lines and Windows line ends', () => {
    const { journeys } = readPathFile('\uFEFFPath,CONVERSIONS\r\n\r\n"search, paid > ""post""",2\r\n');
    expect(journeys).toEqual([
      { touches: path('search, paid', '"post"'), conversions: 2, nulls: 0, valueMinor: 0 },
    ]);
  });

  it('may come from a spreadsheet that writes semicolons and decimal commas', () => {
    const { journeys, decimals } = readPathFile('path;conversions;value\na > b;1;12,5\nc;1;-0,25\n');
    expect(decimals).toBe(2);
    expect(journeys.map(({ valueMinor }) => valueMinor)).toEqual([1250, -25]);
  });

  it('may write large numbers as R does', () => {
    const { journeys } = readPathFile('path,conversions,value\na,1e+05,1.5e3\n');
    expect(journeys[0]).toMatchObject({ conversions: 100_000, valueMinor: 1500 });
  });

  it.each([
    ['', 'line 1: no column "path" (found: nothing)'],
    ['journey,conversions\na,1\n', 'line 1: no column "path" (found: journey, conversions)'],
    ['path\na\n', 'line 1: no column "conversions"'],
    ['path,conversions,path\na,1,b\n', 'line 1: column "path" appears twice'],
    ['path,conversions\n', 'line 2: no paths below the header'],
    ['path,conversions\na,0\n', 'no row has a conversion'],
    ['path,conversions\na,1\na > > b,1\n', 'line 3: path "a > > b" has an empty touch'],
    ['path,conversions\n,1\n', 'line 2: path "" has an empty touch'],
    ['path,conversions\na,1\n\n\nb,-1\n', 'line 5: conversions is negative'],
    ['path,conversions\na,\n', 'line 2: conversions "" is not a number'],
    ['path,conversions\na,0x10\n', 'line 2: conversions "0x10" is not a number'],
    ['path,conversions\na,1,2\n', 'line 2: 3 fields where the header has 2'],
    ['path,conversions,value\na,0,5\n', 'line 2: value without a conversion'],
    [
      'path,conversions,value\na,1,123456789012.123456\n',
      'line 2: value "123456789012.123456" has too many digits',
    ],
    ['path,conversions\n"a,1\n', 'line'],
  ])('%j is refused: %s', (text, message) => {
    expect(() => readPathFile(text)).toThrow(BadPathFile);
    expect(() => readPathFile(text)).toThrow(message);
  });
});
