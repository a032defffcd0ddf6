import { appName } from '../../../domain/judge/tables/app-names.ts';
import {
  type Best,
  type BestRow,
  REST_OF_STAGES,
  type ReportSnapshot,
} from '../../../domain/report/snapshot.ts';
import type { Speech } from '../figures.ts';
import {
  cell,
  table,
  textBlock,
  type ViewCell,
  type ViewRow,
  type ViewSection,
  type ViewTable,
} from './view.ts';

const SHOWN_ON_PAGE = 10;

/** Who and what brought the week; each table adds up to the headline. */
export function presentBest({ best, total }: ReportSnapshot, speech: Speech): ViewSection {
  const { say } = speech;
  const tables = best
    ? [
        bestTable('creators', best.creators, speech, SHOWN_ON_PAGE),
        bestTable('posts', best.posts, speech, SHOWN_ON_PAGE),
      ]
    : [];
  const nothing = tables.every(({ rows }) => rows.length <= 1) || total.clicks.value === null;
  return {
    id: 'best',
    title: say.best.title,
    blocks: nothing ? [textBlock(say.best.none)] : tables.flatMap((one) => table(one)),
  };
}

export function bestTable(
  kind: 'creators' | 'posts',
  { rows, others, ...best }: Best,
  speech: Speech,
  most: number,
): ViewTable {
  const { say, format } = speech;
  const figures = (one: Omit<BestRow, 'id' | 'name'>): ViewCell[] => [
    cell(format.count(one.clicks)),
    cell(format.count(one.orders)),
    cell(format.money(one.netRevenueMinor)),
  ];
  const shown = rows
    .slice(0, most)
    .map((row): ViewRow => ({ cells: [nameCell(kind, row, speech), ...figures(row)] }));
  const rest = rows.slice(most);
  const count = rest.length + (others?.count ?? 0);
  const beyond = sumOf([...rest, ...(others ? [others] : [])]);
  const rests = REST_OF_STAGES.flatMap((name) => (best[name] ? [{ name, sums: best[name] }] : []));
  const all = sumOf([...rows, ...(others ? [others] : []), ...rests.map(({ sums }) => sums)]);
  return {
    caption: say.best[kind],
    columns: [
      { label: kind === 'creators' ? say.best.creator : say.best.post, align: 'left' },
      { label: say.stages.clicks, align: 'right' },
      { label: say.stages.orders, align: 'right' },
      { label: say.stages.revenue, align: 'right' },
    ],
    rows: [
      ...shown,
      ...(count > 0
        ? [{ cells: [cell(say.best.others(count, format.count(count))), ...figures(beyond)] }]
        : []),
      ...rests.map(({ name, sums }) => ({ cells: [cell(say.stage[name]), ...figures(sums)] })),
      { cells: [cell(say.stage.total), ...figures(all)], total: true },
    ],
  };
}

function nameCell(kind: 'creators' | 'posts', row: BestRow, { format }: Speech): ViewCell {
  const path = `/app/${kind}/${row.id}`;
  if (kind === 'creators' || !row.publishedOn) return cell(row.name, { path });
  return cell(row.name, { path, detail: `${appName(row.platform ?? '')}, ${format.day(row.publishedOn)}` });
}

function sumOf(rows: readonly Omit<BestRow, 'id' | 'name'>[]): Omit<BestRow, 'id' | 'name'> {
  const sum = { clicks: 0, orders: 0, netRevenueMinor: 0, spendMinor: null };
  for (const { clicks, orders, netRevenueMinor } of rows) {
    sum.clicks += clicks;
    sum.orders += orders;
    sum.netRevenueMinor += netRevenueMinor;
  }
  return { ...sum, orders: Math.round(sum.orders * 1e6) / 1e6 };
}
