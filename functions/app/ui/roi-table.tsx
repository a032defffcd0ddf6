import type { Child } from 'hono/jsx';
import { isTooLittleSpent } from '../../../shared/domain/roi/roi-row.ts';
import type { RoiLine, RoiSort } from '../../../shared/domain/schema/answers/roi.ts';
import type { Money } from '../../../shared/domain/schema/common.ts';
import { messagesFor } from '../../../shared/report/render/words/messages.ts';
import { formatOf, type Visit } from '../http/visit.ts';
import { sortAsked, Table, type TableCell, type TableColumn, type TileShown, Tiles } from './parts.tsx';

export const moneyText = ({ locale, format, brand }: Visit, money: Money | null | undefined): string => {
  if (!money) return '–';
  return (money.currency === brand.currency ? format : formatOf(locale, money.currency)).money(money.amount);
};

/** Margin ROI with its interval, or why there is none, as reports print it; never 0 for what cannot be told. */
export function roiCell({ format, locale }: Visit, row: RoiLine): { text: string; detail?: string } {
  const { roi, roiInterval, netRevenue, orders } = row;
  const words = messagesFor(locale);
  const isUnsaid =
    roi === null || isTooLittleSpent(row.spend.amount, { netRevenueMinor: netRevenue.amount, orders });
  if (isUnsaid) {
    const why = whyNoRoi(row);
    const reasons: Readonly<Record<string, string>> = words.note;
    return { text: '–', ...(why ? { detail: reasons[why] ?? reasons.unknown ?? why } : {}) };
  }
  const interval =
    roiInterval && words.range(format.signedPercent(roiInterval.low), format.signedPercent(roiInterval.high));
  return { text: format.signedPercent(roi), ...(interval ? { detail: interval } : {}) };
}

const whyNoRoi = ({ roi, notes }: RoiLine): string | undefined =>
  roi === null ? notes.find(({ field }) => field === 'roi')?.code.replaceAll('_', '-') : 'too-little-spend';

/** Rows of such a table on one page; the others are asked for by who wants them. */
export const MOST_SHOWN = 50;

/** What figures of clicks and of orders count. */
export const COUNTED = { verdict: 'counted' };
export const SALES = { kind: 'sale' };

export type RowsAt = (path: string, narrower?: Readonly<Record<string, string>>) => string | undefined;
const nowhere = () => undefined;

type Rows = {
  visit: Visit;
  caption: string;
  of: string;
  rows: readonly RoiLine[];
  totals?: RoiLine;
  name: (row: RoiLine) => Child;
  /** Where the rows are that a row's figures are made of; of the total without one. */
  at?: (row?: RoiLine) => RowsAt | undefined;
  /** Its headings sort it: who reads the rows asks for them by `sort`. */
  sorts?: true;
  /** What stands there when it has no row. */
  children?: Child;
};

const figureColumns = (say: Visit['say']): TableColumn[] => [
  { name: say('Posts'), right: true, wide: true },
  { name: say('Clicks'), right: true, sort: 'clicks' },
  { name: say('Orders'), right: true, wide: true, sort: 'orders' },
  { name: say('Net revenue'), right: true, sort: 'netRevenue' },
  { name: say('Spend'), right: true, wide: true, sort: 'spend' },
  { name: say('Margin ROI'), right: true, sort: 'roi' },
];

/** The order that its headings asked for. */
export const roiSortAsked = (visit: Visit) =>
  sortAsked<RoiSort | `-${RoiSort}` | undefined>(visit, figureColumns(visit.say), undefined);

export const RoiTable = ({ visit, caption, of, rows, totals, name, at, sorts, children }: Rows) => {
  const { say, format } = visit;
  if (rows.length === 0 && children) return <>{children}</>;
  const cells = (row: RoiLine, first: Child, rowsAt: RowsAt = nowhere): TableCell[] => [
    first,
    { text: row.posts === null ? '–' : format.count(row.posts), href: rowsAt('/app/posts') },
    { text: format.count(row.clicks), href: rowsAt('/app/clicks', COUNTED) },
    { text: format.count(row.orders), href: rowsAt('/app/orders', SALES) },
    { text: moneyText(visit, row.netRevenue), href: rowsAt('/app/orders') },
    { text: moneyText(visit, row.spend), href: rowsAt('/app/spend') },
    { ...roiCell(visit, row), href: rowsAt('/app/spend') },
  ];
  return (
    <Table
      caption={caption}
      columns={[{ name: of }, ...figureColumns(say)]}
      order={sorts && { visit }}
      rows={[
        ...rows.map((row) => ({ cells: cells(row, name(row), at?.(row)) })),
        ...(totals ? [{ total: true as const, cells: cells(totals, say('Total'), at?.()) }] : []),
      ]}
    />
  );
};

/** Four figures; each leads to the rows that make it. */
export const RoiTiles = (props: { visit: Visit; row: RoiLine; before?: RoiLine; rowsAt: RowsAt }) => {
  const { visit, row, before, rowsAt } = props;
  const { say, format } = visit;
  const money = (amount: number) => moneyText(visit, { ...row.netRevenue, amount });
  const tile = (label: string, of: (one: RoiLine) => number, write: (value: number) => string) => ({
    label,
    value: write(of(row)),
    ...(before ? besideBefore(visit, of(row), of(before), write) : {}),
  });
  return (
    <Tiles
      tiles={[
        {
          ...tile(say('Clicks'), ({ clicks }) => clicks, format.count),
          href: rowsAt('/app/clicks', COUNTED),
        },
        { ...tile(say('Orders'), ({ orders }) => orders, format.count), href: rowsAt('/app/orders', SALES) },
        { ...tile(say('Net revenue'), (one) => one.netRevenue.amount, money), href: rowsAt('/app/orders') },
        { ...roiTile(visit, row), href: rowsAt('/app/spend') },
      ]}
    />
  );
};

const besideBefore = (
  { say, format }: Visit,
  value: number,
  was: number,
  write: (value: number) => string,
) => ({
  change: was > 0 ? format.signedPercent(value / was - 1) : '',
  detail: say('{value} before', { value: write(was) }),
});

function roiTile(visit: Visit, row: RoiLine): TileShown {
  const { say } = visit;
  const { text, ...detail } = roiCell(visit, row);
  // Where nothing was spent the note beneath says so.
  const change = row.spend.amount === 0 ? '' : say('{spend} spent', { spend: moneyText(visit, row.spend) });
  return { label: say('Margin ROI'), value: text, ...detail, change };
}
