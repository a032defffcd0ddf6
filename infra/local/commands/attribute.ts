import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { attributeAll } from '../../../shared/domain/attribution/attribute.ts';
import type { JourneyCredits, KeyCredit } from '../../../shared/domain/attribution/journey.ts';
import { MODELS, type Model } from '../../../shared/domain/vocabulary.ts';
import { BadPathFile, type PathFile, readPathFile } from './path-file.ts';

const HELP = `Usage: npm run attribute -- FILE.csv [options]

Splits the conversions (and value) of a path file among its touches, by every model side by side.

FILE.csv has a header and the columns path ("search > email > post"), conversions, and optionally
value and nulls (journeys that bought nothing). Commas or semicolons. "-" reads standard input.

  --model NAME   all (default) or some of: ${MODELS.join(', ')}; several with commas
  --order N      how many touches back the Markov chain remembers: 1 (default), 2 or 3
  --nulls        let the Markov chain count the column nulls
  --json         full precision, for programs
  --help         this page

Time decay halves every 7 days; a path file has no times, so each step counts as one day.
The models split credit among the touches that were seen; they do not measure what a touch caused.
`;

class BadUsage extends Error {}
type Request = { file: string; models: Model[]; order: 1 | 2 | 3; nulls: boolean; json: boolean };

const main = (args: string[]): number => {
  try {
    const request = readArguments(args);
    process.stdout.write(request === 'help' ? HELP : answer(request));
    return 0;
  } catch (error) {
    if (!(error instanceof BadUsage || error instanceof BadPathFile)) throw error;
    process.stderr.write(`attribute: ${error.message}\n`);
    return 2;
  }
};

const readArguments = (args: string[]): Request | 'help' => {
  const { values, positionals } = parseOptions(args);
  if (values.help) return 'help';
  const [file, ...rest] = positionals;
  if (file === undefined || rest.length > 0) throw new BadUsage('give one path file (--help explains)');
  const order = values.order ?? '1';
  if (order !== '1' && order !== '2' && order !== '3')
    throw new BadUsage(`--order is 1, 2 or 3, not "${order}"`);
  const models = modelsNamed(values.model ?? 'all');
  return {
    file,
    models,
    order: Number(order) as 1 | 2 | 3,
    nulls: values.nulls ?? false,
    json: values.json ?? false,
  };
};

const parseOptions = (args: string[]) => {
  const options = {
    model: { type: 'string' },
    order: { type: 'string' },
    nulls: { type: 'boolean' },
    json: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  } as const;
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new BadUsage(error instanceof Error ? (error.message.split('. ')[0] ?? '') : 'bad options');
  }
};

const modelsNamed = (names: string): Model[] => {
  if (names === 'all') return [...MODELS];
  return names.split(',').map((name) => {
    const model = MODELS.find(
      (known) => known.toLowerCase() === name.trim().toLowerCase().replaceAll(/[-_]/g, ''),
    );
    if (!model) throw new BadUsage(`no model "${name}"; there are: ${MODELS.join(', ')}`);
    return model;
  });
};

const answer = ({ file, models, order, nulls, json }: Request): string => {
  const paths = inFile(file, () => readPathFile(read(file)));
  if (nulls && !paths.hasNulls) throw new BadPathFile(`${file}: --nulls needs a column "nulls"`);
  const columns = attributeAll(paths.journeys, { order, nulls }, models);
  return json ? asJson(columns, paths) : asTables(columns, paths);
};

const inFile = <T>(file: string, read: () => T): T => {
  try {
    return read();
  } catch (error) {
    throw error instanceof BadPathFile ? new BadPathFile(`${file}: ${error.message}`) : error;
  }
};

const read = (file: string): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      readFileSync(file === '-' ? 0 : file),
    );
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    throw new BadPathFile(
      code === 'ERR_ENCODING_INVALID_ENCODED_DATA' ? 'not UTF-8 text' : `cannot be read (${code})`,
    );
  }
};

type Measure = { title: string; of: (credit: KeyCredit) => number; print: (amount: number) => string };

const measuresOf = ({ hasValue, decimals }: PathFile): Measure[] => {
  const conversions: Measure = {
    title: 'conversions',
    of: (credit) => credit.conversions,
    print: (n) => n.toFixed(2),
  };
  const value: Measure = {
    title: 'value',
    of: (credit) => credit.valueMinor,
    print: (minor) => (minor / 10 ** decimals).toFixed(decimals),
  };
  return hasValue ? [conversions, value] : [conversions];
};

const asTables = (columns: readonly JourneyCredits[], paths: PathFile): string =>
  measuresOf(paths)
    .map((measure) => asTable(columns, measure))
    .join('\n');

const asTable = (columns: readonly JourneyCredits[], { title, of, print }: Measure): string => {
  const keys = columns[0]?.credits.map(({ key }) => key) ?? [];
  const rows = [
    [title, ...columns.map(({ model }) => model)],
    ...keys.map((key, i) => [key, ...columns.map(({ credits }) => print(credits[i] ? of(credits[i]) : 0))]),
    ['total', ...columns.map(({ credits }) => print(credits.reduce((sum, credit) => sum + of(credit), 0)))],
  ];
  const widths = (rows[0] ?? []).map((_, column) =>
    rows.reduce((most, row) => Math.max(most, row[column]?.length ?? 0), 0),
  );
  const line = (row: string[]): string =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ');
  return `${rows.map(line).join('\n')}\n`;
};

const asJson = (columns: readonly JourneyCredits[], { hasValue, decimals }: PathFile): string => {
  const tell = ({ key, conversions, valueMinor }: KeyCredit) =>
    hasValue ? { key, conversions, value: valueMinor / 10 ** decimals } : { key, conversions };
  return `${JSON.stringify(Object.fromEntries(columns.map(({ model, credits }) => [model, credits.map(tell)])), null, 2)}\n`;
};

process.exitCode = main(process.argv.slice(2));
