import { costOf } from '../../../infra/aws/prices.ts';
import type { Measured } from '../../cost/cost.ts';
import type { ReportsScale } from './measure-reports.ts';
import type { Scale } from './measure-scale.ts';
import {
  count,
  MEMORY_MB,
  READ_LANES,
  RECOUNT_LANES,
  RECOUNT_TIMEOUT_S,
  SEAL_TIMEOUT_S,
  seconds,
  WORKERS,
} from './reckon.ts';
import { weeklyReport } from './render-reports.ts';
import type { Run } from './run.ts';

/** The part of docs/scale.md that says what was measured of recount and seal. */
export function hoursSection(scale: Scale): string {
  const { cut, piece, lastPiece = piece, thinHour, linkMinutes, brands } = scale;
  const all =
    brands * seconds(thinHour, READ_LANES) +
    seconds(cut, READ_LANES) +
    (cut.pieces - 1) * seconds(piece, READ_LANES) +
    seconds(lastPiece, READ_LANES);
  return `## Two hours in one, measured

| run | requests | CPU s | reckoned s | may take s | peak MB of ${MEMORY_MB} |
| --- | ---: | ---: | ---: | ---: | ---: |
${measuredRows(scale).join('\n')}
${leastOf(scale)}
The thin hour: ${count(linkMinutes)} clicks of ${count(brands)} brands, each alone in its link's minute. The viral hour, which is the same one:
${count(scale.perPartition * 960)} clicks of one link in 960 raw partitions, whose counts were written as recount leaves them and whose raw clicks
were answered page by page, not stored; it was cut into ${count(cut.pieces)} pieces. ${leftOut(scale)}${wholeOrNot(scale)}
All of it is ${count(all / 60)} minutes of one sealer's work, ${(all / 60 / WORKERS).toFixed(1)} of the ${WORKERS} that are at work at once.`;
}

/** A machine that others share takes more CPU for the same work, never less. */
const leastOf = ({ recount: { cpuRunsMs = [] } }: Scale): string =>
  cpuRunsMs.length < 2
    ? ''
    : `
CPU of recount's batches is the least of ${cpuRunsMs.length} runs (${cpuRunsMs.map((ms) => (ms / 1_000).toFixed(1)).join(', ')} s of quiet links): other work on the machine adds to it.
Requests are the last run's.
`;

/** A measurement from before says nothing of it: there recount had missed none. */
const leftOut = ({ missed = 0 }: Scale): string =>
  missed === 0
    ? ''
    : `${count(missed)} clicks of both hours had been
left out of the counts, so that only who counts again finds them. `;
const driftOf = ({ missed = 0 }: Scale): string =>
  missed === 0 ? 'with no drift' : 'with just these as drift';

const wholeOrNot = (scale: Scale): string =>
  scale.lastPiece
    ? `Every one of them was counted. Every brand's hour held all of
its clicks afterwards, ${driftOf(scale)}, and no mark stood. The viral hour's raw clicks left as ${((scale.exportedBytes ?? 0) / 1e9).toFixed(1)} GB.`
    : `Of these ${count(scale.pieces)} were counted; every other brand's hour
held all of its clicks afterwards, ${driftOf(scale)}.`;

function measuredRows(scale: Scale): string[] {
  const { recount, busyRecount, plan, thinHour, cut, piece, lastPiece, linkMinutes, brands } = scale;
  const row = (what: string, run: Run, lanes: number, most: number) =>
    `| ${what} | ${count(run.requests)} | ${(run.cpuMs / 1_000).toFixed(2)} | ${seconds(run, lanes).toFixed(1)} | ${most} | ${count(run.peakMb)} |`;
  const recounting = (what: string, run: Run, lanes: number) =>
    row(`recount: ${what}`, run, lanes, RECOUNT_TIMEOUT_S);
  const sealing = (what: string, run: Run) => row(`seal: ${what}`, run, READ_LANES, SEAL_TIMEOUT_S);
  return [
    recounting(`a full batch of ${count(recount.partitions)} quiet links`, recount, RECOUNT_LANES),
    ...(busyRecount
      ? [
          recounting(
            `a full batch of a viral link's last minute (its ${count(scale.perPartition * 16)} clicks are read)`,
            busyRecount,
            1,
          ),
        ]
      : []),
    sealing(`planning ${count(plan.handedOver)} brands' hours, handing over, and the chores`, plan),
    sealing(`one brand's thin hour (${count(linkMinutes / brands)} link-minutes, mean)`, thinHour),
    sealing('cutting the viral hour', cut),
    sealing(`a piece of it (${count(piece.clicks)} clicks, mean)`, piece),
    ...(lastPiece ? [sealing('the last piece, and folding the hour of all of them', lastPiece)] : []),
  ];
}

/** Requests and CPU of one brand's hour, from the measured one: what each link-minute adds, and what is there without any. */
export function brandHour(scale: Scale, linkMinutes: number) {
  const measured = scale.linkMinutes / scale.brands;
  const base = scale.thinHour.requests - measured;
  const cpuPerRequest = scale.thinHour.cpuMs / scale.thinHour.requests;
  const requests = base + linkMinutes;
  return { requests, cpuMs: requests * cpuPerRequest };
}

const LINKS = 10_000;
const HOURS_A_WEEK = 168;
const HOURS_A_MONTH = 720;

/** What the smallest busy hour takes and costs: ten thousand links with a click each, of brands as large as the measured ones. */
export function thinHourSection(scale: Scale, reports: ReportsScale, { sparse }: Measured): string {
  const brands = Math.round((LINKS * scale.brands) / scale.linkMinutes);
  const { recount, thinHour } = scale;
  const recounting = seconds(recount, RECOUNT_LANES) * (LINKS / recount.partitions);
  const sealing = brands * seconds(thinHour, READ_LANES);
  const weekly = weeklyReport(reports, 'small');
  const units = ({ write, read }: { write: number; read: number }) =>
    costOf('writeUnit', write) + costOf('readUnit', read);
  const row = (what: string, requests: number, took: number, atOnce: number, cost: number) =>
    `| ${what} | ${count(requests)} | ${took.toFixed(1)} | ${(took / atOnce).toFixed(1)} | ${(cost * 100).toFixed(2)} | ${(cost * HOURS_A_MONTH).toFixed(2)} |`;
  const recountCost =
    units({ write: sparse.recount.write * LINKS, read: sparse.recount.read * LINKS }) +
    costOf('lambdaRequest', sparse.batchesPerClick * LINKS) +
    costOf('lambdaGbSecond', recounting);
  const sealCost =
    units({ write: sparse.seal.write * LINKS, read: brands * thinHour.requests }) +
    costOf('lambdaRequest', brands) +
    costOf('queueRequest', brands * 3) +
    costOf('lambdaGbSecond', sealing);
  const reportCost = (brands * weekly.dollars) / HOURS_A_WEEK;
  return `## ${count(LINKS)} links in an hour, a click each

${count(brands)} brands of the measured size. Reports are a week's, spread over its hours; their seconds are those of the Monday on which all are made.

| work | requests | reckoned s | s, as many at once as may be | cents an hour | dollars a month of such hours |
| --- | ---: | ---: | ---: | ---: | ---: |
${row('recount, as the clicks come', (recount.requests / recount.partitions) * LINKS, recounting, 1, recountCost)}
${row('seal, five minutes after the hour', brands * thinHour.requests, sealing, WORKERS, sealCost)}
${row('reports and mails, once a week', brands * weekly.requests, brands * weekly.seconds, WORKERS, reportCost)}`;
}
