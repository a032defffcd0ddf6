import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { costOf, PRICES } from '../../infra/aws/prices.ts';
import { measurePages, type PageUse, USUAL } from './measure-pages.ts';
import { DENSE, measureUnits, SPARSE, type Traffic } from './measure-units.ts';

const MEASURED = new URL('./measured-units.json', import.meta.url);
const HELP = `npm run cost -- [--clicks 1000000] [--sparse] [--cloudfront] [--measure]
npm run cost -- --pages [--measure]

The bill for that many clicks in a month, from request units that were measured by running the product's own code
against the embedded engine, and list prices in us-east-1 (infra/aws/prices.ts).
  --sparse      a few clicks on each of many links, the dearest traffic there is; else one busy link
  --cloudfront  the redirect behind CloudFront instead of the HTTP API
  --pages       what a person's pages cost, each
  --measure     measures again first (about two minutes) and keeps the result in measured-units.json
`;

export type Measured = { measuredOn: string; how: string; dense: Traffic; sparse: Traffic; pages: PageUse[] };
export type Line = { what: string; amount: number; unit: string; dollars: number };

/** Billed milliseconds on AWS: not measurable here. A warm PutItem takes 4–6 ms in the region, our own code below 1. */
const REDIRECT = { billedMs: 10, gb: 0.5 };
/** Recount reads and folds a batch. Measured here at 20–60 µs a click; taken at four times that for a slower core. */
const RECOUNT = { billedMsPerClick: 0.2, gb: 1 };
/**
 * The API's function has 1,024 of the 1,769 MB at which Lambda gives a whole core. A page asks in waves that wait for
 * one another: no page of ours in more than eight, each answered by DynamoDB within 5 ms.
 */
const PAGE = { gb: 1, cores: 1_024 / 1_769, wavesMs: 8 * 5 };
const CLICK_GB = 0.9 / 1_000_000;
const KEPT_DAYS = 35;

/** What the clicks themselves cost, line by line. */
export function billOf(clicks: number, traffic: Traffic, front: 'httpApi' | 'cloudFront'): Line[] {
  const sum = (kind: 'write' | 'read') =>
    (traffic.redirect[kind] + traffic.recount[kind] + traffic.seal[kind]) * clicks;
  const gbSeconds =
    (clicks * REDIRECT.billedMs * REDIRECT.gb + clicks * RECOUNT.billedMsPerClick * RECOUNT.gb) / 1_000;
  return [
    ...(front === 'httpApi'
      ? [line('HTTP API', 'httpApiRequest', clicks)]
      : [
          line('CloudFront', 'cloudFrontRequest', clicks),
          line('CloudFront Function', 'cloudFrontFunction', clicks),
        ]),
    line('Lambda: calls', 'lambdaRequest', clicks * (1 + traffic.batchesPerClick)),
    line('Lambda: time', 'lambdaGbSecond', gbSeconds),
    line('DynamoDB: the click itself', 'writeUnit', traffic.redirect.write * clicks),
    line('DynamoDB: counts', 'writeUnit', sum('write') - traffic.redirect.write * clicks),
    line('DynamoDB: reads', 'readUnit', sum('read')),
  ];
}

/** What drawing a page once costs: its own calls and reads, and the time that the function is billed for. */
export function pageBillOf({ read, write, cpuMs }: PageUse): Line[] {
  const billedMs = cpuMs / PAGE.cores + PAGE.wavesMs;
  return [
    line('HTTP API', 'httpApiRequest', 1),
    line('Lambda: calls', 'lambdaRequest', 1),
    line('Lambda: time', 'lambdaGbSecond', (billedMs / 1_000) * PAGE.gb),
    line('DynamoDB: reads', 'readUnit', read),
    line('DynamoDB: writes', 'writeUnit', write),
  ];
}

/** What keeping them costs in a month: raw clicks for 35 days, restorable to any second. */
export function keepingOf(clicks: number): Line[] {
  const gb = clicks * CLICK_GB * (KEPT_DAYS / 30);
  return [
    line('Table storage', 'tableGbMonth', gb),
    line('Point-in-time recovery', 'pointInTimeGbMonth', gb),
  ];
}

const line = (what: string, name: keyof typeof PRICES, amount: number): Line => ({
  what,
  amount,
  unit: PRICES[name].unit,
  dollars: costOf(name, amount),
});

export const totalOf = (lines: readonly Pick<Line, 'dollars'>[]): number =>
  lines.reduce((total, { dollars }) => total + dollars, 0);
export const readMeasured = (): Measured => JSON.parse(readFileSync(MEASURED, 'utf8')) as Measured;

async function measurePagesAgain(): Promise<void> {
  const pages = await measurePages(USUAL);
  writeFileSync(MEASURED, `${JSON.stringify({ ...readMeasured(), pages }, null, 2)}\n`);
}

async function measureAgain(): Promise<void> {
  const measured: Measured = {
    ...readMeasured(),
    measuredOn: new Date().toISOString().slice(0, 10),
    how: 'npm run cost -- --measure: redirect, recount and seal over simulated minutes on the embedded engine, ReturnConsumedCapacity summed',
    dense: await measureUnits(DENSE),
    sparse: await measureUnits(SPARSE),
  };
  writeFileSync(MEASURED, `${JSON.stringify(measured, null, 2)}\n`);
}

/** Each page and what it takes, the dearest first; dollars for a million drawings of it. */
function printPages({ pages }: Measured): void {
  const dear = pages
    .map((page) => ({ ...page, dollars: totalOf(pageBillOf(page)) }))
    .sort((one, other) => other.dollars - one.dollars);
  console.log(`\n${'page'.padEnd(40)}requests  read units  CPU ms  $ per million`);
  for (const { path, requests, read, cpuMs, dollars } of dear)
    console.log(
      `${path.padEnd(40)}${String(requests).padStart(8)}${read.toFixed(1).padStart(12)}${cpuMs.toFixed(1).padStart(8)}${(dollars * 1_000_000).toFixed(2).padStart(15)}`,
    );
}

function print(title: string, lines: Line[]): void {
  console.log(`\n${title}`);
  for (const { what, amount, unit, dollars } of lines) {
    const counted = amount.toLocaleString('en', { maximumFractionDigits: amount < 100 ? 2 : 0 });
    console.log(
      `  ${what.padEnd(28)}${counted.padStart(14)} ${unit.padEnd(22)}${dollars.toFixed(3).padStart(10)} $`,
    );
  }
  console.log(`  ${''.padEnd(28)}${''.padStart(37)}${totalOf(lines).toFixed(2).padStart(10)} $`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      clicks: { type: 'string', default: '1000000' },
      sparse: { type: 'boolean', default: false },
      cloudfront: { type: 'boolean', default: false },
      pages: { type: 'boolean', default: false },
      measure: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const clicks = Number(values.clicks);
  if (values.help || !Number.isSafeInteger(clicks) || clicks < 1) {
    console.log(HELP);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  if (values.pages) {
    if (values.measure) await measurePagesAgain();
    printPages(readMeasured());
    return;
  }
  if (values.measure) await measureAgain();
  const measured = readMeasured();
  const bill = billOf(
    clicks,
    values.sparse ? measured.sparse : measured.dense,
    values.cloudfront ? 'cloudFront' : 'httpApi',
  );
  print(`${clicks.toLocaleString('en')} clicks, ${values.sparse ? 'thinly spread' : 'on busy links'}`, bill);
  print(`Keeping them (${KEPT_DAYS} days)`, keepingOf(clicks));
  console.log(
    `\n  Per million clicks ${((totalOf(bill) / clicks) * 1_000_000).toFixed(2)} $. Units measured on ${measured.measuredOn}.`,
  );
}

if (import.meta.filename === process.argv[1]) await main();
