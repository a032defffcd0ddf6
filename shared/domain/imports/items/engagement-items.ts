import { BadCell } from '../cells/bad-cell.ts';
import type { RowReader } from '../cells/row-reader.ts';
import { sentence } from '../sentences.ts';
import type { Told } from '../told.ts';
import { type ImportItem, said } from './item.ts';
import { postReference } from './post-items.ts';

const COUNTERS = [
  'likes',
  'comments',
  'shares',
  'saves',
  'views',
  'impressions',
  'reach',
  'followers',
] as const;

/** A post's counters as the export has them; one that isn't there is not known, and no zero. */
export function engagementItem(row: RowReader, line: number, { asOf }: Told): ImportItem {
  const post = row.text('post');
  if (post === undefined) throw new BadCell(sentence('missing', { field: 'post' }));
  const counters = said(Object.fromEntries(COUNTERS.map((field) => [field, row.count(field)])));
  if (Object.keys(counters).length === 0) throw new BadCell(sentence('noCounter', {}));
  return {
    line,
    label: sentence('counters', { post }),
    body: { ...postReference(videoOf(post, row)), takenAt: row.instant('takenAt') ?? asOf, ...counters },
  };
}

/** YouTube's export names a video by its id alone. */
const videoOf = (post: string, row: RowReader): string =>
  row.text('platform') === 'youtube' && /^[\w-]{11}$/.test(post)
    ? `https://www.youtube.com/watch?v=${post}`
    : post;
