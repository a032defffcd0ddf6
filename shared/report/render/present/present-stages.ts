import type { Figure, ReportSnapshot, StageRow } from '../../../domain/report/snapshot.ts';
import { figureCell, figureText, type Speech } from '../figures.ts';
import {
  type Block,
  cell,
  type Tone,
  table,
  textBlock,
  type ViewCell,
  type ViewRow,
  type ViewSection,
  type ViewTable,
} from './view.ts';

/** Each stage's week, then its posts of this week to date, then the charts. */
export function presentStages(snapshot: ReportSnapshot, speech: Speech): ViewSection {
  const { say } = speech;
  const rows = [...snapshot.stages, snapshot.total];
  const charts: Block[] = [
    { kind: 'chart', chart: 'roi' },
    { kind: 'chart', chart: 'weeks' },
  ];
  const empty = snapshot.kind === 'empty' || snapshot.stages.length === 0;
  return {
    id: 'stages',
    title: empty ? say.stages.before : say.stages.title,
    blocks: empty
      ? [{ kind: 'chart', chart: 'weeks' }]
      : [
          textBlock(say.stages.intro),
          ...table(periodTable(rows, speech)),
          ...(hasCohort(snapshot) ? [...table(cohortTable(rows, speech))] : []),
          ...charts,
        ],
  };
}

/** The week in four columns, for the mail. */
export const weekTable = (snapshot: ReportSnapshot, speech: Speech): ViewTable => {
  const { stages } = speech.say;
  const write = (figure: Figure, how: (value: number) => string) => plain(figure, how, speech);
  return {
    caption: stages.title,
    columns: [
      { label: stages.stage, align: 'left' },
      { label: stages.clicks, align: 'right' },
      { label: stages.orders, align: 'right' },
      { label: stages.revenue, align: 'right' },
      { label: stages.roi, align: 'right' },
    ],
    rows: [...snapshot.stages, snapshot.total].map((row) =>
      rowOf(row, speech, [
        write(row.clicks, speech.format.count),
        write(row.orders, speech.format.count),
        write(row.netRevenueMinor, speech.format.money),
        // Its interval is the page's to tell; why there is none is asked at once.
        row.roi.value === null ? roiCell(row.roi, speech) : { ...roiCell(row.roi, speech), detail: '' },
      ]),
    ),
  };
};

const hasCohort = ({ total }: ReportSnapshot): boolean => (total.cohort.posts.value ?? 0) > 0;

function periodTable(rows: StageRow[], speech: Speech): ViewTable {
  const { stages } = speech.say;
  return {
    caption: stages.title,
    columns: [
      { label: stages.stage, align: 'left' },
      { label: stages.posts, align: 'right', wide: true },
      { label: stages.clicks, align: 'right' },
      { label: stages.orders, align: 'right' },
      { label: stages.revenue, align: 'right' },
      { label: stages.spend, align: 'right', wide: true },
      { label: stages.roi, align: 'right' },
    ],
    rows: rows.map((row) =>
      rowOf(row, speech, [
        plain(row.posts, speech.format.count, speech),
        plain(row.clicks, speech.format.count, speech),
        plain(row.orders, speech.format.count, speech),
        plain(row.netRevenueMinor, speech.format.money, speech),
        plain(row.spendMinor, speech.format.money, speech),
        roiCell(row.roi, speech),
      ]),
    ),
  };
}

function cohortTable(rows: StageRow[], speech: Speech): ViewTable {
  const { stages } = speech.say;
  return {
    caption: stages.cohortTitle,
    columns: [
      { label: stages.stage, align: 'left' },
      { label: stages.posts, align: 'right' },
      { label: stages.orders, align: 'right' },
      { label: stages.revenue, align: 'right' },
      { label: stages.spend, align: 'right', wide: true },
      { label: stages.roi, align: 'right' },
    ],
    rows: rows.map((row) =>
      rowOf(row, speech, [
        plain(row.cohort.posts, speech.format.count, speech),
        plain(row.cohort.orders, speech.format.count, speech),
        plain(row.cohort.netRevenueMinor, speech.format.money, speech),
        plain(row.cohort.spendMinor, speech.format.money, speech),
        roiCell(row.cohort.roi, speech),
      ]),
    ),
  };
}

const rowOf = (row: StageRow, { say }: Speech, cells: ViewCell[]): ViewRow => ({
  cells: [cell(say.stage[row.stage]), ...cells],
  ...(row.stage === 'total' && { total: true }),
});

const plain = (figure: Figure, write: (value: number) => string, speech: Speech): ViewCell =>
  figure.note === 'withheld' ? cell('–') : cell(figureText(figure, write, speech));

/** Coloured only when the whole interval lies on one side of zero. */
function roiCell(figure: Figure, speech: Speech): ViewCell {
  const written = figureCell(figure, speech.format.signedPercent, speech);
  const tone = toneOf(figure);
  return tone === 'flat' ? written : { ...written, tone };
}

export function toneOf({ interval }: Figure): Tone {
  if (!interval) return 'flat';
  if (interval.low > 0) return 'good';
  return interval.high < 0 ? 'bad' : 'flat';
}
