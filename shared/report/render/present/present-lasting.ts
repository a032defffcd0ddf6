import { WEEK_AFTER } from '../../../domain/ppc/residual-curve.ts';
import type { Lasting, LastingOfReport } from '../../../domain/report/snapshot.ts';
import type { Speech } from '../figures.ts';
import { LASTING_OF_REPORT, type LastingWords } from '../words/lasting-words.ts';
import { type Block, cell, lines, type ViewTable } from './view.ts';

export const lastingWords = ({ say }: Speech): LastingWords => LASTING_OF_REPORT[say.language];

/** Both curves in a sentence and a chart; where one is missing, why. */
export function presentLasting(lasting: LastingOfReport, speech: Speech): Block[] {
  const { posts, ads } = lasting;
  const chart: Block[] = posts.left || ads.left ? [{ kind: 'chart', chart: 'lasting' }] : [];
  return [...lines(lastingFindings(lasting, speech)), ...chart];
}

/** What was left a week later, of both where they are of the same days. */
export function lastingFindings({ posts, ads }: LastingOfReport, speech: Speech): string[] {
  const words = lastingWords(speech);
  const [ofPosts, ofAds] = [afterAWeek(posts, speech), afterAWeek(ads, speech)];
  if (ofPosts && ofAds && ofPosts.days === ofAds.days)
    return [words.both(ofPosts.share, ofAds.share, ofPosts.days)];
  const said = (of: string, { why }: Lasting, known: AfterAWeek | undefined) => {
    if (why) return words.noCurve(of, words.why[why]);
    return known ? words.one(of, known.share, known.days) : words.onlyAWeek(of);
  };
  return [said(words.posts, posts, ofPosts), said(words.ads, ads, ofAds)];
}

type AfterAWeek = { share: string; days: string };

/** Undefined where there is no curve, and where it ends with that week: nothing is left then by construction. */
function afterAWeek({ left }: Lasting, { format }: Speech): AfterAWeek | undefined {
  const share = left?.[WEEK_AFTER];
  if (share === undefined || left === null || left.length <= WEEK_AFTER + 1) return undefined;
  return { share: format.percent(share), days: format.count(left.length) };
}

/** The chart's days, for those who read tables. */
export function lastingTable({ posts, ads }: LastingOfReport, speech: Speech): ViewTable {
  const words = lastingWords(speech);
  const { count, percent } = speech.format;
  const share = ({ left }: Lasting, day: number) => {
    const one = left?.[day];
    return cell(one === undefined ? '–' : percent(one));
  };
  const days = Math.max(posts.left?.length ?? 0, ads.left?.length ?? 0);
  return {
    caption: words.title,
    columns: [
      { label: words.daysAfter, align: 'left' },
      { label: words.posts, align: 'right' },
      { label: words.ads, align: 'right' },
    ],
    rows: Array.from({ length: days }, (_, day) => ({
      cells: [cell(count(day)), share(posts, day), share(ads, day)],
    })),
  };
}
