import { CHANNEL_GROUPS, groupOf } from '../../../shared/domain/report/snapshot.ts';
import type { Channel } from '../../../shared/domain/vocabulary.ts';
import { messagesFor } from '../../../shared/report/render/words/messages.ts';
import type { Visit } from '../http/visit.ts';
import { Table } from './parts.tsx';
import { COUNTED, type RowsAt } from './roi-table.tsx';

/** Counted by `channel,placement`: dark social is told by both. */
export type WayRow = { channel?: string | null; placement?: string | null; clicks: number };

/** The rows of all pages: placements are named as each brand likes, and may be many. */
export async function readWays(
  { api }: Visit,
  asked: { from: string; to: string } & Readonly<Record<string, string>>,
): Promise<WayRow[]> {
  const rows: WayRow[] = [];
  const query = { ...asked, groupBy: 'channel,placement' };
  for await (const row of api.each('/v1/analytics/clicks', { query })) rows.push(row);
  return rows;
}

/** How clicks came, in the report's five groups; they add up to all clicks. */
export const Ways = ({ visit, rows, rowsAt }: { visit: Visit; rows: readonly WayRow[]; rowsAt: RowsAt }) => {
  const { say, format, locale } = visit;
  const words = messagesFor(locale);
  const total = rows.reduce((sum, { clicks }) => sum + clicks, 0);
  return (
    <Table
      caption={say('Clicks by the way they came')}
      columns={[
        { name: say('Way') },
        { name: say('Clicks'), right: true },
        { name: say('Share'), right: true },
      ]}
      rows={CHANNEL_GROUPS.map((group) => {
        const clicks = rows.reduce((sum, row) => (isOf(row, group) ? sum + row.clicks : sum), 0);
        const href = rowsAt('/app/clicks', { ...COUNTED, way: group });
        return {
          cells: [
            group === 'dark' ? (
              <a href={rowsAt('/app/dark-social')}>{words.group[group]}</a>
            ) : (
              words.group[group]
            ),
            { text: format.count(clicks), href },
            { text: total > 0 ? format.percent(clicks / total) : '–', href },
          ],
        };
      })}
    />
  );
};

const isOf = ({ channel, placement }: WayRow, group: (typeof CHANNEL_GROUPS)[number]): boolean =>
  !!channel && groupOf(channel as Channel, placement ?? undefined) === group;
