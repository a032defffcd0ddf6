import type { Unconverted } from '../../../domain/facts.ts';
import { formatMinor } from '../../../domain/money/money.ts';
import type {
  Action,
  ChangingFigure,
  Promotion,
  ReportSnapshot,
  SnapshotSummary,
  Subject,
} from '../../../domain/report/snapshot.ts';
import { figureText, intervalText, type Speech } from '../figures.ts';
import { type Block, lines, type Tile, type Tone, textBlock, type ViewSection } from './view.ts';

/** The four figures, each with its change and the word for it. */
export function presentTiles(snapshot: Pick<ReportSnapshot, 'headline' | 'kind'>, speech: Speech): Tile[] {
  const { say, format } = speech;
  const { netRevenueMinor, marginRoi, spendMinor, clicks, orders, roas, breakEvenRoas } = snapshot.headline;
  const first = snapshot.kind === 'first';
  const tile = (
    label: string,
    figure: ChangingFigure,
    write: (value: number) => string,
    detail = '',
  ): Tile => ({
    label,
    ...(figure.value === null
      ? { value: '–', detail: figureText(figure, write, speech) }
      : { value: write(figure.value), detail }),
    ...changeOf(figure, first, speech),
  });
  // What is too little for an ROI is too little for the same figure as a multiple.
  const roasLine =
    marginRoi.value === null || roas.value === null || breakEvenRoas.value === null
      ? ''
      : say
          .breakEven(format.decimal(roas.value), format.decimal(breakEvenRoas.value))
          .replace(WITHIN, '\u00a0');
  // What it cost stands beside what it returned.
  const spent = spendMinor.value === null ? '' : say.spent(format.money(spendMinor.value));
  const interval = intervalText(marginRoi, format.signedPercent, speech);
  const shown = (figure: ChangingFigure, made: Tile): Tile[] => (figure.note === 'withheld' ? [] : [made]);
  return [
    tile(say.tile.netRevenue, netRevenueMinor, format.money, roasLine),
    ...shown(marginRoi, {
      ...tile(say.tile.marginRoi, marginRoi, format.signedPercent),
      ...(marginRoi.value === null
        ? { detail: whyNoRoi(marginRoi, spendMinor.value ? spent : '', speech) }
        : { detail: [spent, interval].filter(Boolean).join(', ') }),
      ...roiChangeOf(marginRoi, speech),
    }),
    tile(say.tile.clicks, clicks, format.count),
    tile(say.tile.orders, orders, format.count),
  ];
}

/** What was spent is asked for too where it is too little to tell what it returned. */
function whyNoRoi(marginRoi: ChangingFigure, spent: string, speech: Speech): string {
  const why = figureText(marginRoi, speech.format.signedPercent, speech);
  return spent ? `${why} (${spent})` : why;
}

/** Spaces but for those behind a semicolon, where a narrow place may end its line. */
const WITHIN = /(?<!;) /g;

/** What is missing in the figures, what the least known of them means, and, once for all, what a change without a word is. */
export function presentTilesNote(
  { headline, kind, provenance }: Pick<SnapshotSummary, 'headline' | 'kind' | 'provenance'>,
  speech: Speech,
  locale: string,
): string {
  const { say } = speech;
  if (kind === 'empty') return '';
  return [
    ...whatWaits(provenance.unconverted, speech, locale),
    ...(kind === 'first' ? [] : whatMayBeChance(headline, say)),
    ...(headline.marginRoi.value === null ? [] : [say.roiMeans]),
  ].join(' ');
}

/** Nobody reads how figures are made before believing them: what waits for a rate is told where they stand. */
function whatWaits(waiting: readonly Unconverted[], { say, format }: Speech, locale: string): string[] {
  if (waiting.length === 0) return [];
  const amounts = waiting.map(({ of, amountMinor, currency }) =>
    say.waiting[of](formatMinor(amountMinor, currency, locale)),
  );
  return [say.waitForRate(format.list(amounts))];
}

function whatMayBeChance(
  { netRevenueMinor, marginRoi, clicks, orders }: ReportSnapshot['headline'],
  say: Speech['say'],
): string[] {
  const told = [netRevenueMinor, marginRoi, clicks, orders].flatMap(({ value, change }) =>
    value !== null && change.ratio ? [change.verdict] : [],
  );
  if (!told.includes('chance')) return [];
  return [told.includes('real') ? say.othersMayBeChance : say.allMayBeChance];
}

/** A percentage of a percentage says little: the week before is named instead. */
function roiChangeOf({ change, value }: ChangingFigure, { say, format }: Speech) {
  if (value === null || change.previous === null) return {};
  return { change: say.lastWeekWas(format.signedPercent(change.previous)) };
}

function changeOf({ change, value }: ChangingFigure, first: boolean, { say, format }: Speech) {
  const none = { change: '', word: '', tone: 'flat' as Tone };
  if (value === null) return none;
  if (first) return { ...none, change: say.firstWeek };
  if (change.verdict === 'new') return { ...none, change: say.nothingBefore };
  if (change.ratio === null) return none;
  if (change.ratio === 0) return { ...none, change: say.sameAsLastWeek };
  const direction: Tone = change.ratio > 0 ? 'good' : 'bad';
  return {
    change: say.onLastWeek(format.signedPercent(change.ratio)),
    word: say.verdict[change.verdict],
    tone: change.verdict === 'real' ? direction : ('flat' as Tone),
  };
}

/** The one sentence on what to do. */
export function presentAction({ action, promotion }: ReportSnapshot, { say, format }: Speech): string {
  switch (action.kind) {
    case 'promote':
      return promoteText(action, promotion, { say, format });
    case 'check-violation':
      return say.action.violation(action.name);
    case 'review-volunteers':
      return say.action.volunteers(action.waiting, format.count(action.waiting));
    case 'fix-messages': {
      const [asked, delivered] = [format.percent(action.asked), format.percent(action.delivered)];
      return say.action.messages(action.campaign, action.message, asked, delivered);
    }
    case 'stage-loses':
      return say.action.stageLoses(say.stage[action.stage], format.signedPercent(action.roi));
    case 'test-more':
      return say.action.testMore(
        format.list(action.names),
        action.names.length,
        action.clicksMissing,
        format.count(action.clicksMissing),
      );
    case 'set-margin':
      return say.action.setMargin;
    case 'first-posts':
      return say.action.firstPosts;
    case 'record-spend':
      return say.action.recordSpend;
    case 'keep-going':
      return say.action.keepGoing;
  }
}

/** From here on the evidence is called strong. */
const STRONG = 0.9;

/** As sure as the least sure of those named; with no choice between creators there is no chance to tell. */
function promoteText(
  { names, to }: Extract<Action, { kind: 'promote' }>,
  promotion: Promotion | undefined,
  { say, format }: Speech,
): string {
  const called: [string, string] = [format.list(names), say.stage[to]];
  const chances = (promotion?.candidates ?? [])
    .filter(({ name, verdict }) => verdict === 'moveUp' && names.includes(name))
    .flatMap(({ probabilityInTop }) => probabilityInTop ?? []);
  if (chances.length === 0) return say.action.promoteEarns(...called);
  const least = Math.min(...chances);
  return least >= STRONG
    ? say.action.promoteSure(...called)
    : say.action.promoteLikely(...called, format.percent(least));
}

/** At most five changes that passed their test. */
export function presentMoved(snapshot: ReportSnapshot, speech: Speech): ViewSection {
  const { say, format } = speech;
  const quiet = snapshot.kind === 'first' ? say.moved.first : say.moved.none;
  const shown = snapshot.moved.slice(0, 5);
  const told = shown.map(({ subject, metric, was, is, change }) => {
    const [name, what] = [subjectName(subject, speech), say.moved.metric[metric]];
    return change.ratio === null
      ? say.moved.lineNew(name, what, format.count(is))
      : say.moved.line(name, what, format.count(was), format.count(is), format.signedPercent(change.ratio));
  });
  const dark = shown.some(({ subject }) => subject.kind === 'channel' && subject.channel === 'dark');
  const blocks: Block[] =
    told.length > 0 ? [...lines(told), ...(dark ? [textBlock(say.dark.meaning)] : [])] : [textBlock(quiet)];
  return { id: 'moved', title: say.moved.title, blocks };
}

function subjectName(subject: Subject, { say }: Speech): string {
  switch (subject.kind) {
    case 'brand':
      return say.moved.brand;
    case 'stage':
      return say.stage[subject.stage];
    case 'creator':
      return subject.name;
    case 'channel':
      return say.group[subject.channel];
  }
}
