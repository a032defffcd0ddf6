import { costOf } from '../../../infra/aws/prices.ts';
import { BRAND_SIZES, type ReportsScale, type SizeName } from './measure-reports.ts';
import { count, secondsOf, WORKERS } from './reckon.ts';
import { NO_RUN, type Run } from './run.ts';

/** A Monday on which all are due at the same moment, with one reader each. */
const MONDAY: Record<SizeName, number> = { small: 9_900, middle: 99, large: 1 };
const BRANDS = Object.values(MONDAY).reduce((sum, brands) => sum + brands, 0);
/** infra/aws/vouch-stack.ts: memory and timeouts of reports and deliver. */
const REPORTS = { memoryMb: 1_769, timeoutS: 600 };
const DELIVER = { memoryMb: 1_024, timeoutS: 60 };
/** functions/reports/sweep-reports.ts, LANES. Within one report a request is taken to wait for the one before. */
const SWEEP_LANES = 16;
const ONE_LANE = 1;
/** docs.aws.amazon.com/ses/latest/dg/manage-sending-quotas.html: what an account out of the sandbox mostly begins with. */
const MAILS_A_SECOND = 14;
/** A call of SES in its region. Assumed. */
const SES_MS = 100;
/** functions/reports/handler.ts: a report later than this is an alarm. */
const OVERDUE_MINUTES = 30;
/** aws.amazon.com/ses/pricing: a thousand mails, without attachments' bytes. */
const SES_DOLLARS_A_THOUSAND = 0.1;

const sizes = Object.keys(MONDAY) as SizeName[];
const reportSeconds = (run: Run = NO_RUN): number => secondsOf(run, { ...REPORTS, lanes: ONE_LANE });
const mailSeconds = (run: Run = NO_RUN): number =>
  secondsOf(run, { ...DELIVER, lanes: ONE_LANE }) + SES_MS / 1_000;
const sumOver = (of: (name: SizeName) => number): number =>
  sizes.reduce((sum, name) => sum + MONDAY[name] * of(name), 0);

/** The reports' part of docs/scale.md: what each takes, how long the wave of a Monday is, what bends first. */
export function mondaySection(scale: ReportsScale): string {
  const sweep = sweepOf(scale);
  const ceilings = ceilingsOf(scale).sort((a, b) => a.bendsAt - b.bendsAt);
  return `## A Monday of ${count(BRANDS)} brands

The bundles of reports and deliver over ${count(scale.due)} brands that were all due: ${sizes.map((name) => `${scale.made[name]} ${name}`).join(', ')}
(eight weeks each: ${sizes.map((name) => sizeOf(name)).join(';\n')}); the others have nothing yet.
Each was named once, reported once and mailed once, and the sweep after it named none.

| run | requests | CPU s | reckoned s | may take s | peak MB |
| --- | ---: | ---: | ---: | ---: | ---: |
${sizes.map((name) => row(`reports: a ${name} brand`, scale.report[name], reportSeconds(scale.report[name]), REPORTS)).join('\n')}
${sizes.map((name) => row(`deliver: its mail, ${name}`, scale.mail[name], mailSeconds(scale.mail[name]), DELIVER)).join('\n')}
${row(`reports: a sweep, reckoned for ${count(BRANDS)} brands`, sweep, sweepSeconds(sweep), REPORTS)}

All due at the same moment, ${sizes.map((name) => `${count(MONDAY[name])} ${name}`).join(', ')}, one reader each; what bends first stands first:

| what | this Monday needs | there is | bends at, brands |
| --- | ---: | ---: | ---: |
${ceilings.map(({ what, needs, has, bendsAt }) => `| ${what} | ${needs} | ${has} | ${count(bendsAt)} |`).join('\n')}

A report does not read clicks but counted days, so a large brand costs CPU, hardly requests. The queue has reports and mails at
work at once: the last mail is out about as long after the first as the slower of the two takes. Above SES's rate a
mail is refused, asked again in the same run after a second or two, and after ten such refusals left to the next sweep: ask
for a higher rate before ${count(OVERDUE_MINUTES * 60 * MAILS_A_SECOND)} readers share a moment, or let brands choose other hours. Such a Monday costs some
${billOf(scale)} dollars, mails included, if each request reads one unit.`;
}

const sizeOf = (name: SizeName): string => {
  const { creators, posts, clicks, orders } = BRAND_SIZES[name];
  return `${count(clicks)} clicks, ${count(posts)} posts, ${count(creators)} creators, ${count(orders)} orders`;
};

const row = (
  what: string,
  run: Run = NO_RUN,
  took: number,
  may: { timeoutS: number; memoryMb: number },
): string =>
  `| ${what} | ${count(run.requests)} | ${(run.cpuMs / 1_000).toFixed(2)} | ${took.toFixed(1)} | ${may.timeoutS} | ${count(run.peakMb)} of ${count(may.memoryMb)} |`;

/** Every brand is asked by itself: of ten times as many ten times as much. */
function sweepOf({ sweep, due }: ReportsScale): Run {
  const times = BRANDS / due;
  return { ...sweep, requests: sweep.requests * times, cpuMs: sweep.cpuMs * times };
}
const sweepSeconds = (sweep: Run): number => secondsOf(sweep, { ...REPORTS, lanes: SWEEP_LANES });

function ceilingsOf(scale: ReportsScale) {
  const minutes = (all: number, at: number) => all / at / 60;
  const reports = minutes(
    sumOver((name) => reportSeconds(scale.report[name])),
    WORKERS,
  );
  const mails = minutes(
    sumOver((name) => mailSeconds(scale.mail[name])),
    WORKERS,
  );
  const ses = minutes(BRANDS, MAILS_A_SECOND);
  const sweep = sweepSeconds(sweepOf(scale));
  const within = (what: string, took: number) => ({
    what,
    needs: `${took.toFixed(1)} min`,
    has: `${OVERDUE_MINUTES} min`,
    bendsAt: (BRANDS * OVERDUE_MINUTES) / took,
  });
  return [
    within(`SES: ${MAILS_A_SECOND} mails a second *`, ses),
    within(`reports: ${WORKERS} at once`, reports),
    within(`deliver: ${WORKERS} at once`, mails),
    {
      what: 'the sweep that names them',
      needs: `${sweep.toFixed(0)} s`,
      has: `${REPORTS.timeoutS} s`,
      bendsAt: (BRANDS * REPORTS.timeoutS) / sweep,
    },
  ];
}

const billOf = (scale: ReportsScale): string =>
  sumOver((name) => weeklyReport(scale, name).dollars).toFixed(2);

/** What a brand's Monday takes, of this size, with one reader: the requests, the seconds of both functions, and the dollars. */
export function weeklyReport(scale: ReportsScale, name: SizeName) {
  const [report = NO_RUN, mail = NO_RUN] = [scale.report[name], scale.mail[name]];
  const requests = report.requests + mail.requests;
  const [reporting, mailing] = [reportSeconds(report), mailSeconds(mail)];
  const dollars =
    costOf('lambdaGbSecond', (reporting * REPORTS.memoryMb + mailing * DELIVER.memoryMb) / 1_024) +
    costOf('lambdaRequest', 2) +
    costOf('readUnit', requests) +
    costOf('queueRequest', 6) +
    SES_DOLLARS_A_THOUSAND / 1_000;
  return { requests, seconds: reporting + mailing, dollars };
}
