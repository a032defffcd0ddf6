import { formatMinor } from '../../../domain/money/money.ts';
import type { Cause, Difference, Health, ReportSnapshot } from '../../../domain/report/snapshot.ts';
import { figureText, type Speech, weekTitle } from '../figures.ts';
import { type Block, cell, lines, table, textBlock, type ViewSection, type ViewTable } from './view.ts';

/** Broken rules, people waiting, machines that stopped, and how alive each stage is. */
export function presentSafety({ health }: ReportSnapshot, speech: Speech): ViewSection {
  const blocks = [...lines(safetyLines(health, speech)), ...table(stagesTable(health, speech))];
  return { id: 'safety', title: speech.say.safety.title, blocks };
}

function safetyLines(health: Health, { say, format }: Speech): string[] {
  const days = (count: number) => say.earning.days(count, format.count(count));
  const waiting = say.safety.volunteers(health.volunteersWaiting, format.count(health.volunteersWaiting));
  const oldest =
    health.oldestVolunteerDays === undefined
      ? ''
      : `, ${say.safety.oldest(days(health.oldestVolunteerDays))}`;
  return [
    ...(health.violations.length === 0 ? [say.safety.clean] : []),
    ...health.violations.map(({ name }) => say.safety.violation(name)),
    health.volunteersWaiting === 0 ? say.safety.noVolunteers : `${waiting}${oldest}.`,
    ...(health.volunteersAccepted
      ? [say.safety.accepted(health.volunteersAccepted, format.count(health.volunteersAccepted))]
      : []),
    ...(health.rightsEnding ?? []).map(({ name, until, ended }) =>
      (ended ? say.safety.rightsEnded : say.safety.rightsEnding)(name, format.day(until)),
    ),
    ...health.webhooksDisabled.map(({ host, since }) =>
      say.safety.webhook(host, format.day(since.slice(0, 10))),
    ),
    ...(health.suppressedRecipients > 0
      ? [say.safety.suppressed(format.count(health.suppressedRecipients))]
      : []),
  ];
}

function stagesTable({ stages }: Health, speech: Speech): ViewTable {
  const { say, format } = speech;
  return {
    caption: say.safety.title,
    columns: [
      { label: say.stages.stage, align: 'left' },
      { label: say.safety.members, align: 'right' },
      { label: say.safety.active, align: 'right' },
      { label: say.safety.perMember, align: 'right', wide: true },
      { label: say.safety.compliance, align: 'right' },
    ],
    rows: stages.map(({ stage, members, activeShare, postsPerMember, briefCompliance }) => ({
      cells: [
        cell(say.stage[stage]),
        cell(format.count(members)),
        cell(figureText(activeShare, format.percent, speech)),
        cell(figureText(postsPerMember, format.decimal, speech)),
        cell(briefCompliance ? figureText(briefCompliance, format.percent, speech) : '–'),
      ],
    })),
  };
}

/** What this report's own revision changed, then what happened to weeks already reported. */
export function presentEarlier(snapshot: ReportSnapshot, speech: Speech): ViewSection {
  const { say, format } = speech;
  const tell = (differences: Difference[], causes: Cause[]): Block[] =>
    lines([...causes.map((cause) => causeText(cause, speech)), ...differenceLines(differences, speech)]);
  const own: Block[] =
    snapshot.revision.number > 1
      ? [textBlock(say.earlier.thisReport), ...tell(snapshot.revision.differences, snapshot.revision.causes)]
      : [];
  const earlier = snapshot.earlierWeeks.flatMap(({ week, revision, differences, causes }) => [
    textBlock(say.earlier.week(weekTitle(week, speech), format.count(revision))),
    ...tell(differences, causes),
  ]);
  const blocks = [...own, ...earlier];
  return {
    id: 'earlier',
    title: say.earlier.title,
    blocks: blocks.length > 0 ? blocks : [textBlock(say.earlier.none)],
  };
}

/** One line for all that changed of a stage, or of everything. */
function differenceLines(differences: Difference[], speech: Speech): string[] {
  const { earlier, stage } = speech.say;
  const subjects = [...new Set(differences.map(({ path }) => path.about))];
  return subjects.map((about) => {
    const own = differences.filter(({ path }) => path.about === about);
    const name = about === 'brand' || about === 'dark' ? earlier[about] : stage[about];
    return earlier.difference(name, own.map((one) => changeText(one, speech)).join('; '));
  });
}

function changeText({ path, was, is }: Difference, { say, format }: Speech): string {
  const write = (value: number | null): string => {
    if (value === null) return say.note.unknown;
    if (path.figure.endsWith('Minor')) return format.money(value);
    return path.figure === 'marginRoi' ? format.signedPercent(value) : format.count(value);
  };
  return `${say.earlier.figure[path.figure]} ${write(was)} → ${write(is)}`;
}

const LATE = {
  refund: 'refund',
  'late-order': 'lateOrder',
  amendment: 'amendment',
  reversal: 'reversal',
  void: 'voided',
  restored: 'restored',
} as const;

function causeText(cause: Cause, { say, format }: Speech): string {
  switch (cause.kind) {
    case 'refund':
    case 'late-order':
    case 'amendment':
    case 'reversal':
    case 'void':
    case 'restored':
      return say.earlier[LATE[cause.kind]](
        cause.order ?? cause.conversionId,
        format.day(cause.day),
        format.signedMoney(cause.netMinor),
      );
    case 'rejudged-clicks':
      return say.earlier.rejudged(cause.from, cause.to);
    case 'late-clicks':
      return say.earlier.lateClicks(format.count(cause.count));
    case 'spend-changed':
      return say.earlier.spendChanged;
  }
}

/** Everything a doubter needs to make the numbers again. */
export function presentHow(
  snapshot: ReportSnapshot,
  address: string,
  locale: string,
  speech: Speech,
): ViewSection {
  const { say, format } = speech;
  const { provenance: from, period, brand } = snapshot;
  const excluded = Object.values(from.excluded).reduce((sum, count) => sum + count, 0);
  const items = [
    say.how.period(format.days(period.firstDay, period.lastDay), format.count(period.hours), brand.timeZone),
    say.how.asOf(format.moment(from.asOf, brand.timeZone)),
    ...(from.hits > 0 ? [say.how.clicks(format.count(from.hits), format.count(excluded))] : []),
    say.how.orders(say.how.model[from.model], format.count(from.windowDays)),
    say.how.revenue,
    ...(snapshot.headline.marginRoi.note === 'withheld' ? [] : moneyNotes(snapshot, speech)),
    say.how.test,
    say.how.notIncremental,
    ...from.unconverted.map(({ of, amountMinor, currency, count }) =>
      say.how.unconverted(of, formatMinor(amountMinor, currency, locale), format.count(count)),
    ),
    say.how.version(from.metricVersion, from.rulesVersions.join(', ') || '–'),
    say.how.snapshot(address.slice(0, 16)),
  ];
  return { id: 'how', title: say.how.title, blocks: lines(items) };
}

function moneyNotes({ provenance: from }: ReportSnapshot, { say, format }: Speech): string[] {
  const { level, draws } = from.roiInterval;
  return [
    from.grossMargin === null ? say.how.roiNoMargin : say.how.roi(format.percent(from.grossMargin)),
    say.how.interval(format.percent(level), format.count(draws)),
    say.how.spend,
  ];
}
