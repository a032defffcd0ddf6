import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readMeasured } from '../../cost/cost.ts';
import { compareLayouts } from './by-the-hour.ts';
import { measureReports, type ReportsScale } from './measure-reports.ts';
import { measureRecount, measureScale, type Scale } from './measure-scale.ts';
import { renderScale } from './render-scale.ts';

const HELP = `npm run scale -- [--measure] [--measure-recount] [--measure-reports] [--by-the-hour] [--brands 2000] [--link-minutes 66000] [--per-partition 18750] [--pieces 120]

Writes docs/scale.md from what was measured (test/bench/scale/measured-*.json, test/cost/measured-units.json).
  --measure  measures again first: the thin hour of two thousand brands and a viral one through the bundles of recount and seal,
             over the embedded engine. Some twenty minutes of CPU.
  --measure-recount  measures only recount's two batches again, of as many brands (ten minutes at most, with --link-minutes 20000); what
             else was measured stays as it was, and so does CPU where it was less.
  --measure-reports  measures a Monday again: the bundles of reports and deliver over a thousand brands, of which some
             have a programme of their own. Some five minutes.
  --by-the-hour  prints what a click takes where a link's raw clicks lie by the minute and by the hour, and writes nothing.
`;

const MEASURED = new URL('./measured-scale.json', import.meta.url);
const MEASURED_REPORTS = new URL('./measured-reports.json', import.meta.url);
const PAGE = new URL('../../../docs/scale.md', import.meta.url);

export const readScale = (): Scale & { measuredOn: string } => JSON.parse(readFileSync(MEASURED, 'utf8'));
export const readReports = (): ReportsScale => JSON.parse(readFileSync(MEASURED_REPORTS, 'utf8'));
export const scalePage = (): string => renderScale(readScale(), readReports(), readMeasured());

const MONDAY = { due: 1_000, made: { small: 12, middle: 3, large: 1 } };

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      measure: { type: 'boolean', default: false },
      'measure-recount': { type: 'boolean', default: false },
      'measure-reports': { type: 'boolean', default: false },
      'by-the-hour': { type: 'boolean', default: false },
      brands: { type: 'string', default: '2000' },
      'link-minutes': { type: 'string', default: '66000' },
      'per-partition': { type: 'string', default: '18750' },
      pieces: { type: 'string', default: '120' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(HELP);
  if (values['by-the-hour']) {
    console.log(await compareLayouts(undefined, (line) => console.error(line)));
    process.exit(0);
  }
  const wish = {
    brands: Number(values.brands),
    linkMinutes: Number(values['link-minutes']),
    perPartition: Number(values['per-partition']),
    pieces: Number(values.pieces),
  };
  const measuredOn = new Date().toISOString().slice(0, 10);
  if (values.measure) keep(MEASURED, { measuredOn, ...(await measureScale(wish)) });
  if (values['measure-recount']) keep(MEASURED, { ...(await measureRecount(wish, readScale())), measuredOn });
  if (values['measure-reports']) keep(MEASURED_REPORTS, await measureReports(MONDAY));
  writeFileSync(PAGE, scalePage());
  console.log('docs/scale.md is written');
  process.exit(0);
}

/** What did not add up is told, and nothing kept. */
function keep(place: URL, found: (Scale | ReportsScale) & { measuredOn?: string }): void {
  for (const problem of found.problems) console.error(problem);
  if (found.problems.length > 0) process.exit(1);
  writeFileSync(place, `${JSON.stringify(found, null, 2)}\n`);
}

if (import.meta.filename === process.argv[1]) await main();
