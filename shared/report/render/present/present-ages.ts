import type { AgeGroup, AgesOfReport } from '../../../domain/report/snapshot.ts';
import { figureCell, type Speech } from '../figures.ts';
import { AGES_OF_REPORT, type AgeWords } from '../words/age-words.ts';
import { type Block, cell, table, textBlock, type ViewTable } from './view.ts';

/** What creators of each age returned, or why no age is named. */
export function presentAges({ rows }: AgesOfReport, speech: Speech): Block[] {
  const words = AGES_OF_REPORT[speech.say.language];
  if (rows.length === 0) return [textBlock(words.none)];
  return [...table(ageTable(rows, words, speech)), textBlock(words.rule)];
}

function ageTable(rows: AgesOfReport['rows'], words: AgeWords, speech: Speech): ViewTable {
  const { format, say } = speech;
  const { posts, clicks, orders, revenue, roi } = say.stages;
  return {
    caption: words.caption,
    columns: [
      { label: words.age, align: 'left' },
      { label: posts, align: 'right', wide: true },
      { label: clicks, align: 'right', wide: true },
      { label: orders, align: 'right' },
      { label: revenue, align: 'right' },
      { label: roi, align: 'right' },
    ],
    rows: rows.map((row) => ({
      cells: [
        cell(nameOf(row.of, words, speech)),
        cell(format.count(row.posts)),
        cell(format.count(row.clicks)),
        cell(format.count(row.orders)),
        cell(format.money(row.netRevenueMinor)),
        figureCell(row.roi, format.signedPercent, speech),
      ],
      ...(row.of.kind === 'total' && { total: true }),
    })),
  };
}

function nameOf(of: AgeGroup, words: AgeWords, { say }: Speech): string {
  if (of.kind === 'band') return of.band;
  return of.kind === 'small' || of.kind === 'untold' ? words[of.kind] : say.stage[of.kind];
}
