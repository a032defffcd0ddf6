import type { Child } from 'hono/jsx';
import { NOT_TIED, WITHOUT_POST } from '../../../shared/domain/orders/place.ts';
import {
  ROI_FIELDS,
  ROI_QUESTIONS,
  type RoiLine,
  type RoiQuestion,
} from '../../../shared/domain/schema/answers/roi.ts';
import { BASES, type Basis, type Stage } from '../../../shared/domain/vocabulary.ts';
import { messagesFor } from '../../../shared/report/render/words/messages.ts';
import { calledBy, creatorsNamed, handleBeside, postName, postsNamed } from '../http/names.ts';
import { daysWithin, isPlace, type Question, rowsAt } from '../http/question.ts';
import type { Visit } from '../http/visit.ts';
import { daysText, readOverview } from './overview.tsx';
import { Empty, hrefWith, NextPage, Section } from './parts.tsx';
import { groupNames } from './range-bar.tsx';
import { restName } from './rest-name.tsx';
import { MOST_SHOWN, RoiTable, type RowsAt, roiSortAsked } from './roi-table.tsx';

export type Grouping = { groupBy: RoiQuestion; basis: Basis };

/** How the address wants the table: by which groups, and whose money. */
export const groupingOf = ({ query }: Visit, usual: RoiQuestion): Grouping => ({
  groupBy: ROI_QUESTIONS.find((name) => name === query.groupBy) ?? usual,
  basis: BASES.find((name) => name === query.basis) ?? 'period',
});

/** The pages that are about one thing; other groups narrow the page itself. */
const PAGE_OF: Partial<Record<RoiQuestion, string>> = {
  stage: '/app/stages/',
  creator: '/app/creators/',
  campaign: '/app/campaigns/',
  squad: '/app/squads/',
  post: '/app/posts/',
};

export async function readReturns(visit: Visit, question: Question, { groupBy, basis }: Grouping) {
  const { from, to, filter } = question;
  const { cursor } = visit.query;
  const sort = roiSortAsked(visit);
  const page = { limit: MOST_SHOWN, ...(cursor ? { cursor } : {}), ...(sort ? { sort } : {}) };
  const roi = await visit.api.get('/v1/roi', { query: { ...filter, from, to, groupBy, basis, ...page } });
  const [creators, posts] = await Promise.all([creatorsNamed(visit, roi.rows), postsNamed(visit, roi.rows)]);
  return { question, roi, creators, posts };
}
/** The same with what a level's page begins with: of money that moved in these days the totals are asked for once. */
export async function readReturnsAndOverview(visit: Visit, question: Question, grouping: Grouping) {
  const asked = readReturns(visit, question, grouping);
  const known = grouping.basis === 'period' ? asked.then(({ roi }) => roi) : undefined;
  const [overview, returns] = await Promise.all([readOverview(visit, question, known), asked]);
  return { overview, returns };
}
type Returns = Awaited<ReturnType<typeof readReturns>>;

/** What each group returned, every figure leading to its rows; where rows overlap the table says so. */
export const ReturnsBy = ({ visit, returns }: { visit: Visit; returns: Returns }) => {
  const { say } = visit;
  const { question, roi } = returns;
  const called = groupNames(visit)[roi.groupBy] ?? roi.groupBy;
  return (
    <Section id="rows" title={say('Returned by {group}', { group: inSentence(visit, called) })}>
      {roi.rowsOverlap && (
        <p class="muted">
          {say('Rows overlap: what bears two tags counts whole in both, and once in the total.')}
        </p>
      )}
      {roi.basis === 'cohort' && (
        <p class="muted">
          {say('Posts published in these days, with all that they brought and cost since.')}
        </p>
      )}
      <RoiTable
        visit={visit}
        caption={daysText(visit, question)}
        of={called}
        sorts
        rows={roi.rows}
        totals={roi.totals}
        name={(row) => nameOf(visit, returns, row)}
        at={(row) => rowsOf(visit, returns, row)}
      >
        <Empty href="/app/posts/new" action={say('Enter a post')}>
          {say('No post, click, order or spend in these days.')}
        </Empty>
      </RoiTable>
      <NextPage visit={visit} cursor={roi.nextCursor} />
    </Section>
  );
};

/** Only German writes its nouns large. */
const inSentence = ({ locale }: Visit, word: string): string =>
  locale.startsWith('de') ? word : word.toLowerCase();

/** A row's name, leading to what it is about with the same days and filters; or why it is about nothing. */
function nameOf(visit: Visit, { question, roi, creators, posts }: Returns, row: RoiLine): Child {
  const value = groupIn(roi.groupBy, row);
  if (!value) return restName(visit, row.name);
  const creator = creators.get(value);
  const text =
    roi.groupBy === 'stage'
      ? messagesFor(visit.locale).stage[value as Stage]
      : ((creator && calledBy(creator)) ??
        postName(visit, posts.get(value)) ??
        visit.choices[ROI_FIELDS[roi.groupBy]]?.named.find(([id]) => id === value)?.[1] ??
        visit.say(value));
  const page = PAGE_OF[roi.groupBy];
  const handle = creator && handleBeside(creator);
  if (page)
    return (
      <>
        <a href={rowsAt(question)(`${page}${value}`)}>{text}</a>
        {handle && <span class="detail">{handle}</span>}
      </>
    );
  const change = narrowing(question, roi.groupBy, row);
  return change ? (
    <a href={hrefWith(visit, { ...change, groupBy: undefined, interval: undefined })}>{text}</a>
  ) : (
    text
  );
}

const groupIn = (groupBy: RoiQuestion, row: RoiLine): string | undefined => {
  const value = row[ROI_FIELDS[groupBy]];
  return typeof value === 'string' ? value : undefined;
};

/** What the address has to say to be about one row; undefined where no filter can. */
function narrowing(
  question: Question,
  groupBy: RoiQuestion,
  row: RoiLine,
): Record<string, string> | undefined {
  const [field, value] = [ROI_FIELDS[groupBy], groupIn(groupBy, row)];
  if (groupBy === 'week' || groupBy === 'month') return daysWithin(question, groupBy, value ?? '');
  if (!isPlace(field) && field !== 'postId') return undefined;
  return value ? { [field]: value } : { without: field, ...restIn(row) };
}

const restIn = ({ name }: RoiLine): { rest?: string } => {
  if (name === NOT_TIED) return { rest: 'notTied' };
  return name === WITHOUT_POST ? { rest: 'withoutPost' } : {};
};

/**
 * Where a row's figures come from. What a period moved lies in its days; what posts of these days brought since is told
 * post by post, and of one post over two years.
 */
export function rowsOf(
  visit: Visit,
  { question, roi }: Pick<Returns, 'question' | 'roi'>,
  row?: RoiLine,
): RowsAt | undefined {
  const change = row ? narrowing(question, roi.groupBy, row) : {};
  if (!change) return undefined;
  const here = rowsAt(question);
  if (roi.basis === 'period') return (path, narrower) => here(path, { ...change, ...narrower });
  const { postId } = change;
  if (postId)
    return (path, narrower) => `${path}?${new URLSearchParams({ interval: 'all', postId, ...narrower })}`;
  return (path) =>
    path === '/app/posts'
      ? here(path, change)
      : hrefWith(visit, { ...change, groupBy: 'post', interval: undefined });
}
