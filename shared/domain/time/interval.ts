import { addDays } from './week.ts';

/** Stretches of days that end today, by name; a page's address stays true tomorrow. */
export const INTERVALS = ['today', '7d', '28d', '30d', '90d', 'mtd', 'qtd', 'ytd', '12mo', 'all'] as const;
export type IntervalName = (typeof INTERVALS)[number];

/** First and last day, both included. `all` begins `mostDays` before its end: longer questions are asked in parts. */
export function daysOfInterval(
  name: IntervalName,
  today: string,
  mostDays: number,
): { from: string; to: string } {
  const [year = '', month = ''] = today.split('-');
  const quarter = String(Math.floor((Number(month) - 1) / 3) * 3 + 1).padStart(2, '0');
  const from: Record<IntervalName, string> = {
    today,
    '7d': addDays(today, -6),
    '28d': addDays(today, -27),
    '30d': addDays(today, -29),
    '90d': addDays(today, -89),
    mtd: `${year}-${month}-01`,
    qtd: `${year}-${quarter}-01`,
    ytd: `${year}-01-01`,
    '12mo': addDays(today, -364),
    all: addDays(today, 1 - mostDays),
  };
  return { from: from[name], to: today };
}
