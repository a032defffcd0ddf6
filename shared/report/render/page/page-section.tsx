import { CHANNEL_GROUPS, type ReportSnapshot } from '../../../domain/report/snapshot.ts';
import { drawChart } from '../charts/draw.ts';
import type { Speech } from '../figures.ts';
import { lastingTable, lastingWords } from '../present/present-lasting.ts';
import { liftTable } from '../present/present-lift.ts';
import {
  type Block,
  type ChartId,
  cell,
  type ViewCell,
  type ViewColumn,
  type ViewRow,
  type ViewSection,
  type ViewTable,
} from '../present/view.ts';
import { shownAtOnce } from './shown-at-once.ts';

type Props = { snapshot: ReportSnapshot; speech: Speech };

export const PageSection = ({ section, ...props }: Props & { section: ViewSection }) => {
  const { shown, folded } = shownAtOnce(section);
  const drawn = (blocks: readonly Block[]) =>
    blocks.map((block) => <PageBlock block={block} heading={section.title} {...props} />);
  return (
    <section aria-labelledby={section.id}>
      <h2 id={section.id}>{section.title}</h2>
      {drawn(shown)}
      {folded.length > 0 && (
        <details class="fold">
          <summary>{summaryOf(section, folded, props.speech)}</summary>
          {drawn(folded)}
        </details>
      )}
    </section>
  );
};

/** Names what is folded, as far as it has names. */
function summaryOf({ title }: ViewSection, folded: readonly Block[], { say }: Speech): string {
  const charts: Partial<Record<ChartId, string>> = say.charts;
  const names = folded.flatMap((block) => {
    if (block.kind === 'chart') return charts[block.chart] ?? [];
    return block.kind === 'table' && block.table.caption !== title ? block.table.caption : [];
  });
  return say.readOn(names.join(' · '));
}

function PageBlock({ block, heading, ...props }: Props & { block: Block; heading: string }) {
  switch (block.kind) {
    case 'text':
      return <p>{block.text}</p>;
    case 'lines':
      return (
        <ul>
          {block.items.map((item) => (
            <li>{item}</li>
          ))}
        </ul>
      );
    case 'table':
      return <PageTable table={block.table} quiet={block.table.caption === heading} />;
    case 'chart':
      return <PageChart chart={block.chart} {...props} />;
  }
}

/** One drawing for wide screens, one for phones; the style sheet shows one, so a screen reader meets one. */
function PageChart({ chart, snapshot, speech }: Props & { chart: ChartId }) {
  const wide = drawChart(chart, snapshot, speech, { width: 720, id: `${chart}-wide` });
  const narrow = drawChart(chart, snapshot, speech, { width: 340, id: `${chart}-narrow` });
  if (wide === undefined || narrow === undefined) return null;
  const asTable = chartTable(chart, snapshot, speech);
  return (
    <figure>
      <figcaption class="muted">{CAPTIONS[chart](speech)}</figcaption>
      <div class="wide">{wide}</div>
      <div class="narrow">{narrow}</div>
      {asTable && (
        <details>
          <summary>{speech.say.charts.asTable}</summary>
          <PageTable table={asTable} quiet />
        </details>
      )}
    </figure>
  );
}

const CAPTIONS: Record<ChartId, (speech: Speech) => string> = {
  weeks: ({ say }) => say.charts.weeks,
  roi: ({ say }) => say.charts.roi,
  posteriors: ({ say }) => `${say.charts.posteriors}. ${say.charts.posteriorsText}`,
  decay: ({ say }) => say.charts.decay,
  lift: ({ say }) => say.lift.caption,
  lasting: (speech) => lastingWords(speech).caption,
};

/** The numbers of a chart that stand nowhere else. */
function chartTable(chart: ChartId, snapshot: ReportSnapshot, speech: Speech): ViewTable | undefined {
  if (chart === 'weeks') return weeksTable(snapshot, speech);
  const { lift, programme } = snapshot;
  if (chart === 'lift') return lift && liftTable(lift, speech);
  return chart === 'lasting' ? programme?.lasting && lastingTable(programme.lasting, speech) : undefined;
}

const weeksTable = ({ weeks }: ReportSnapshot, { say, format }: Speech): ViewTable => ({
  caption: say.charts.weeks,
  columns: [
    { label: say.charts.week, align: 'left' },
    ...CHANNEL_GROUPS.map((group): ViewColumn => ({ label: say.group[group], align: 'right' })),
    // Their sum, which stands over each bar: a phone has no room for a seventh column.
    { label: say.stages.clicks, align: 'right', wide: true },
  ],
  rows: weeks.map(({ week, clicks, byGroup }) => ({
    cells: [
      cell(week),
      ...CHANNEL_GROUPS.map((group) => cell(format.count(byGroup[group]))),
      cell(format.count(clicks)),
    ],
  })),
});

/** A wide table scrolls inside its own frame, by keyboard too; the page itself never scrolls sideways. */
const PageTable = ({ table, quiet }: { table: ViewTable; quiet: boolean }) => (
  // A scrolling region must be reachable by keyboard (WCAG 2.1.1).
  // biome-ignore lint/a11y/useSemanticElements: the element for this role, fieldset, is one of forms.
  <div class="scroll" tabindex={0} role="group" aria-label={table.caption}>
    <table>
      <caption>{quiet ? <span class="hidden">{table.caption}</span> : table.caption}</caption>
      <thead>
        <tr>
          {table.columns.map((column) => (
            <th scope="col" class={classOf(column)}>
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row) => (
          <PageRow row={row} columns={table.columns} />
        ))}
      </tbody>
    </table>
  </div>
);

const PageRow = ({ row, columns }: { row: ViewRow; columns: ViewColumn[] }) => (
  <tr class={row.total ? 'total' : undefined}>
    {row.cells.map((held, index) =>
      index === 0 ? (
        <th scope="row">
          <PageCell cell={held} />
        </th>
      ) : (
        <td class={classOf(columns[index])}>
          <PageCell cell={held} />
        </td>
      ),
    )}
  </tr>
);

const PageCell = ({ cell: held }: { cell: ViewCell }) => (
  <>
    {held.tone ? <span class={held.tone}>{held.text}</span> : held.text}
    {held.detail && <span class="detail">{held.detail}</span>}
    {held.bar !== undefined && (
      <svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        <rect class="track" width="100" height="6" rx="1" />
        <rect class="share" width={Math.round(Math.min(1, held.bar) * 100)} height="6" rx="1" />
      </svg>
    )}
  </>
);

const classOf = (column: ViewColumn | undefined): string | undefined =>
  [column?.align === 'right' && 'right', column?.wide && 'optional'].filter(Boolean).join(' ') || undefined;
