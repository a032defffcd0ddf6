import { clickFilterFields } from '../../../../shared/domain/schema/filters.ts';
import { askedOf } from '../../http/asked.ts';
import { postsNamed } from '../../http/names.ts';
import { placesBut, questionOf } from '../../http/question.ts';
import { page, type Visit } from '../../http/visit.ts';
import { HitTable } from '../../ui/hit-table.tsx';
import { Heading } from '../../ui/layout.tsx';
import { daysText } from '../../ui/overview.tsx';
import { Empty, hrefWith, NextPage, Section, Views } from '../../ui/parts.tsx';
import { RangeBar } from '../../ui/range-bar.tsx';
import { clickPage } from './click.tsx';
import { livePages } from './live.tsx';

const list = page({
  path: '/app/clicks',
  scope: 'analytics:read',
  filters: ['range', ...placesBut(), 'channel', 'app', 'country', 'device'],
  async draw(visit) {
    const { say, format } = visit;
    const { question, totals, found, named } = await readHits(visit);
    const title = say('Clicks, one by one');
    return {
      title,
      body: (
        <>
          <Heading title={title}>
            {daysText(visit, question)} ·{' '}
            {say('Hits: {hits}, counted: {clicks}, not counted: {excluded}', {
              hits: format.count(totals.hits),
              clicks: format.count(totals.clicks),
              excluded: format.count(totals.hits - totals.clicks),
            })}
          </Heading>
          <RangeBar visit={visit} />
          <p class="views">
            <Views
              views={[
                [say('all'), undefined],
                [say('counted'), 'counted'],
                [say('not counted'), 'excluded'],
              ].map(([name = '', verdict]) => [
                name,
                hrefWith(visit, { verdict }),
                visit.query.verdict === verdict,
              ])}
            />
          </p>
          <Hits {...{ visit, totals, found, named }} />
        </>
      ),
    };
  },
});

async function readHits(visit: Visit) {
  const { api, query } = visit;
  const question = questionOf(visit);
  const { from, to } = question;
  const { verdict, cursor } = query;
  const filter = askedOf(visit, clickFilterFields);
  const { totals } = await api.get('/v1/analytics/clicks', { query: { ...filter, from, to } });
  const asked = { ...filter, verdict, cursor, from, to };
  const found = await searched(visit, asked, totals.hits > 0 ? MOST_PIECES : 1);
  return { question, totals, found, named: await postsNamed(visit, found.data) };
}
type HitsRead = Awaited<ReturnType<typeof readHits>>;

const Hits = ({ visit, totals, found, named }: { visit: Visit } & Omit<HitsRead, 'question'>) => {
  const { say, brand } = visit;
  // Days without a single hit hold none further back either.
  const canGoOn = found.nextCursor !== null && totals.hits > 0;
  return (
    <Section id="list" title={say('The newest first')}>
      {found.data.length > 0 ? (
        <HitTable visit={visit} hits={found.data} named={named} caption={brand.timeZone} />
      ) : canGoOn ? (
        <Empty>{say('Quiet hours; go on searching.')}</Empty>
      ) : (
        <Empty href="/app/posts" action={say('To your links')}>
          {say('No hits in this range. Single ones are kept for 35 days.')}
        </Empty>
      )}
      <NextPage visit={visit} cursor={canGoOn ? found.nextCursor : null} />
    </Section>
  );
};

const A_PAGE = 50;
/** Quiet hours are searched in pieces of two days: until one holds something, then on for a full page and a week. */
const MOST_PIECES = 24;
const MOST_BEHIND = 4;
async function searched({ api }: Visit, query: Record<string, string | undefined>, mostPieces: number) {
  const found = await api.get('/v1/clicks', { query: { ...query, limit: A_PAGE } });
  let left = mostPieces - 1;
  for (; found.nextCursor && found.data.length < A_PAGE && left > 0; left--) {
    if (found.data.length > 0) left = Math.min(left, MOST_BEHIND);
    const limit = A_PAGE - found.data.length;
    const more = await api.get('/v1/clicks', { query: { ...query, limit, cursor: found.nextCursor } });
    found.data.push(...more.data);
    found.nextCursor = more.nextCursor;
  }
  return found;
}

export const clickPages = [list, clickPage, ...livePages] as const;
