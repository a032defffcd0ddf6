import { costOf } from '../../../infra/aws/prices.ts';
import { ROW_RETENTION_DAYS } from '../../../shared/domain/click/retention.ts';
import type { Measured } from '../../cost/cost.ts';
import { billOf, keepingOf, totalOf } from '../../cost/cost.ts';
import type { ReportsScale } from './measure-reports.ts';
import type { Scale } from './measure-scale.ts';
import {
  count,
  dollars,
  MB_A_CORE,
  MEMORY_MB,
  READ_LANES,
  RECOUNT_LANES,
  REQUEST_MS,
  SEAL_TIMEOUT_S,
  seconds,
  WORKERS,
} from './reckon.ts';
import { brandHour, hoursSection, thinHourSection } from './render-hours.ts';
import { mondaySection } from './render-reports.ts';

/** The load that the page speaks of, all of it thinly spread: the dearest traffic there is. */
const CLICKS_A_DAY = 100_000_000;
const BRANDS = 10_000;
/** The busiest second of a day against its mean. Assumed. */
const PEAK = 3;
const SECONDS_A_DAY = 86_400;

/** docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html */
const PARTITION_WRITES = 1_000;
const PARTITION_READS = 3_000;
/** A new on-demand table: docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html */
const STREAM_SHARDS = 4;
/** infra/aws/vouch-stack.ts, batchesOfAShard. */
const BATCHES_OF_A_SHARD = 4;
const CORE_SHARE = MEMORY_MB / MB_A_CORE;
const INDEX_PARTS = 16;
const PIECE_HITS = 150_000;
const VIRAL_CLICKS = 18_000_000;
/** CPU of a brand's day as Parquet, by hand on 2026-11-28: 600,000 clicks in four pieces, Node's heap held to 900 MB. */
const DAY_FILE = { cpuMsAMillion: 7_800, peakMb: 734 };
/** A row of a quiet minute and its index entry, with DynamoDB's 100 bytes for each item. Measured on the engine's files. */
const QUIET_ROWS_BYTES = 700;

type Ceiling = { what: string; needs: string; has: string; bendsAt: number };

/** docs/scale.md, whole, from measured requests, CPU and units. */
export function renderScale(
  scale: Scale & { measuredOn: string },
  reports: ReportsScale,
  units: Measured,
): string {
  const ceilings = ceilingsOf(scale).sort((a, b) => a.bendsAt - b.bendsAt);
  return `# How far it goes

Written by \`npm run scale\` from what was measured on ${scale.measuredOn} (\`test/bench/scale/measured-scale.json\`,
\`test/cost/measured-units.json\`); a test holds the page to the script. The bundles of recount and seal ran behind a
Runtime API over the embedded engine. Requests, CPU and memory are measured; seconds in AWS are reckoned from them:
${REQUEST_MS} ms a request, and the share of a core that ${MEMORY_MB} MB have (${CORE_SHARE.toFixed(2)}). Marked * is arithmetic from published limits.

${hoursSection(scale)}

${thinHourSection(scale, reports, units)}

## ${count(CLICKS_A_DAY)} clicks a day, ${count(BRANDS)} brands, all of it thin

A mean of ${count(CLICKS_A_DAY / SECONDS_A_DAY)} clicks a second, ${PEAK} times as many in the busiest. What bends first stands first.

| what | this load needs | there is | bends at, million clicks a day |
| --- | --- | --- | ---: |
${ceilings.map(({ what, needs, has, bendsAt }) => `| ${what} | ${needs} | ${has} | ${count(bendsAt / 1_000_000)} |`).join('\n')}

The redirect itself needs ${count(((CLICKS_A_DAY * PEAK) / SECONDS_A_DAY) * 0.01)} of the account's concurrent executions in the busiest second, at 10 ms a click (docs/deploy.md,
Quotas). Recount's shards are those of a new table; more come as it grows. A hot link's minutes are read once for each of
the batches that a shard's clicks lie in; that is why there are four and not ten.

A brand's day leaves as Parquet in parts: ${(DAY_FILE.cpuMsAMillion / 1_000).toFixed(1)} s of CPU a million clicks, ${DAY_FILE.peakMb} MB at most. A run writes one
part, of eight million clicks in ${count((8 * DAY_FILE.cpuMsAMillion) / CORE_SHARE / 1_000)} s of its ${SEAL_TIMEOUT_S}, and the next goes on there: ${count(CLICKS_A_DAY)} clicks of one
brand are ${count(CLICKS_A_DAY / 8_000_000)} runs, one each time the sealer plans. A share of the brands is put together by copying bytes.

${mondaySection(reports)}

## The bill for a month of it

| line | dollars |
| --- | ---: |
${billRows(scale, units).join('\n')}

On busy links the same clicks cost ${dollars(totalOf(billOf(CLICKS_A_DAY * 30, units.dense, 'httpApi')))}; what brands' hours cost by themselves stays.
`;
}

function ceilingsOf(scale: Scale): Ceiling[] {
  const mean = CLICKS_A_DAY / SECONDS_A_DAY;
  const peak = mean * PEAK;
  const hour = seconds(brandHour(scale, CLICKS_A_DAY / 24 / BRANDS), READ_LANES);
  const sealMinutes = (BRANDS * hour) / WORKERS / 60;
  const batch = seconds(scale.recount, RECOUNT_LANES);
  const recountRate = (scale.recount.partitions / batch) * STREAM_SHARDS * BATCHES_OF_A_SHARD;
  const piece = seconds(scale.piece, READ_LANES);
  const viralMinutes = (Math.ceil(VIRAL_CLICKS / PIECE_HITS / WORKERS) * piece) / 60;
  const plan = (seconds(scale.plan, READ_LANES) * BRANDS) / scale.plan.handedOver;
  const at = (share: number) => CLICKS_A_DAY / share;
  return [
    {
      what: `recount: ${STREAM_SHARDS} shards of the stream, ${BATCHES_OF_A_SHARD} batches at a time each`,
      needs: `${count(peak)} link-minutes/s`,
      has: `${count(recountRate)}/s (a batch of ${count(scale.recount.partitions)} in ${batch.toFixed(0)} s)`,
      bendsAt: at(peak / recountRate),
    },
    {
      what: `seal: every brand's hour within the next one, ${WORKERS} at once`,
      needs: `${sealMinutes.toFixed(1)} min (${hour.toFixed(2)} s a brand)`,
      has: '60 min',
      bendsAt: at(sealMinutes / 60),
    },
    {
      what: `seal: the run that plans: ${count(BRANDS)} brands' hours handed over, and the chores, taken to grow with the brands`,
      needs: `${count(plan)} s`,
      has: `${SEAL_TIMEOUT_S} s`,
      bendsAt: at(plan / SEAL_TIMEOUT_S),
    },
    {
      what: 'seal: one brand with all the clicks of the viral hour',
      needs: `${viralMinutes.toFixed(1)} min, in pieces`,
      has: '60 min',
      bendsAt: (VIRAL_CLICKS * 24 * 60) / viralMinutes,
    },
    {
      what: 'hour index: writes of new link-minutes *',
      needs: `${count(peak)}/s`,
      has: `${count(INDEX_PARTS * PARTITION_WRITES)}/s in ${INDEX_PARTS} parts; ${count(4 * PARTITION_WRITES)}/s of one brand`,
      bendsAt: at(peak / (INDEX_PARTS * PARTITION_WRITES)),
    },
    {
      what: 'how far sealers have begun: one item that recount asks once a hundred partitions *',
      needs: `${count(peak / 100)}/s`,
      has: `${count(PARTITION_READS)}/s`,
      bendsAt: at(peak / 100 / PARTITION_READS),
    },
    {
      what: 'marks: one partition, some four writes for each brand and hour *',
      needs: `${count((BRANDS * 4) / 3_600)}/s`,
      has: `${count(PARTITION_WRITES)}/s`,
      bendsAt: at((BRANDS * 4) / 3_600 / PARTITION_WRITES),
    },
  ];
}

function billRows(scale: Scale, units: Measured): string[] {
  const clicks = CLICKS_A_DAY * 30;
  const brandHours = BRANDS * 24 * 30;
  const base = brandHour(scale, 0);
  const rest = [
    { what: `${count(brandHours)} brands' hours: messages`, dollars: costOf('queueRequest', brandHours * 3) },
    { what: "brands' hours: calls", dollars: costOf('lambdaRequest', brandHours) },
    {
      what: "brands' hours: time",
      dollars: costOf(
        'lambdaGbSecond',
        brandHours * seconds(brandHour(scale, clicks / brandHours), READ_LANES),
      ),
    },
    {
      what: "brands' hours: requests that are there without a click",
      dollars: costOf('readUnit', brandHours * base.requests),
    },
    { what: 'Keeping raw clicks 35 days', dollars: totalOf(keepingOf(clicks)) },
    {
      what: `Keeping minutes and their index ${ROW_RETENTION_DAYS} days`,
      dollars: keptInTable(clicks * (ROW_RETENTION_DAYS / 30) * QUIET_ROWS_BYTES),
    },
    {
      what: 'Packed minutes of one month; each month adds as much again',
      dollars: keptInTable(clicks * scale.packedBytes),
    },
  ];
  const lines = [...billOf(clicks, units.sparse, 'httpApi'), ...rest];
  const total = lines.reduce((sum, line) => sum + line.dollars, 0);
  return [
    ...lines.map((line) => `| ${line.what} | ${dollars(line.dollars)} |`),
    `| **together** | **${dollars(total)}** |`,
  ];
}

/** A month of it, restorable to any second. */
const keptInTable = (bytes: number): number =>
  costOf('tableGbMonth', bytes / 1e9) + costOf('pointInTimeGbMonth', bytes / 1e9);
