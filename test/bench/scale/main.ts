import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readMeasured } from '../../cost/cost.ts';
import { measureScale, type Scale } from './measure-scale.ts';
import { renderScale } from './render-scale.ts';

const HELP = `npm run scale -- [--measure] [--brands 2000] [--link-minutes 66000] [--per-partition 18750] [--pieces 3]

Writes docs/scale.md from what was measured (test/bench/scale/measured-scale.json, test/cost/measured-units.json).
  --measure  measures again first: a thin hour and a viral hour through the bundles of recount and seal, over the
             embedded engine. Some fifteen minutes on two cores.
`;

const MEASURED = new URL('./measured-scale.json', import.meta.url);
const PAGE = new URL('../../../docs/scale.md', import.meta.url);

export const readScale = (): Scale & { measuredOn: string } => JSON.parse(readFileSync(MEASURED, 'utf8'));
export const scalePage = (): string => renderScale(readScale(), readMeasured());

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      measure: { type: 'boolean', default: false },
      brands: { type: 'string', default: '2000' },
      'link-minutes': { type: 'string', default: '66000' },
      'per-partition': { type: 'string', default: '18750' },
      pieces: { type: 'string', default: '3' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(HELP);
  if (values.measure) {
    const scale = await measureScale({
      brands: Number(values.brands),
      linkMinutes: Number(values['link-minutes']),
      perPartition: Number(values['per-partition']),
      pieces: Number(values.pieces),
    });
    for (const problem of scale.problems) console.error(problem);
    if (scale.problems.length > 0) process.exit(1);
    const measuredOn = new Date().toISOString().slice(0, 10);
    writeFileSync(MEASURED, `${JSON.stringify({ measuredOn, ...scale }, null, 2)}\n`);
  }
  writeFileSync(PAGE, scalePage());
  console.log('docs/scale.md is written');
  process.exit(0);
}

if (import.meta.filename === process.argv[1]) await main();
