import type { RoiLine } from '../../../shared/domain/schema/answers/roi.ts';
import type { Question } from './question.ts';
import type { Visit } from './visit.ts';

/** What ROI cannot be asked for: then a list says nothing of the whole. */
const BEYOND = ['q', 'linkId', 'by', 'couponCode', 'kind'];

/** What a list’s rows come to in ROI, so that a figure is found again where its rows are; undefined where it can’t be told. */
export async function wholeOfList(
  { api, may, query }: Visit,
  { from, to, filter }: Question,
  but: readonly string[] = [],
): Promise<RoiLine | undefined> {
  if (!may('analytics:read') || BEYOND.some((name) => query[name] && !but.includes(name))) return undefined;
  const ofPost = query.postId ? { postId: query.postId } : {};
  return (await api.get('/v1/roi', { query: { ...filter, ...ofPost, from, to, limit: 1 } })).totals;
}
