import type { Sources } from '../../../../shared/domain/schema/answers/sources.ts';
import { isBeyondChance } from '../../../../shared/domain/statistics/beyond-chance.ts';
import { placesBut, type Question, questionOf, rowsAt } from '../../http/question.ts';
import { page, type Visit } from '../../http/visit.ts';
import { Heading } from '../../ui/layout.tsx';
import { daysText } from '../../ui/overview.tsx';
import { Empty, Section, Table } from '../../ui/parts.tsx';
import { RangeBar } from '../../ui/range-bar.tsx';
import { moneyText, roiCell } from '../../ui/roi-table.tsx';

/** Found, or came by themselves: what creators return, fit and break by how they came to the brand. */
export const sourcesPage = page({
  path: '/app/sources',
  scope: 'analytics:read',
  filters: ['range', ...placesBut()],
  async draw(visit) {
    const { api, say } = visit;
    const question = questionOf(visit);
    const { from, to, filter } = question;
    const sources = await api.get('/v1/sources', { query: { ...filter, from, to } });
    const title = say('Found, or came by themselves');
    const known = sources.rows.filter(({ creators }) => creators > 0);
    return {
      title,
      body: (
        <>
          <Heading title={title}>{daysText(visit, question)}</Heading>
          <RangeBar visit={visit} />
          {known.length === 0 ? (
            <section>
              <Empty href="/app/calls" action={say('Open calls')}>
                {say('No creator yet. Say whom you look for, or let them volunteer.')}
              </Empty>
            </section>
          ) : (
            <>
              <Returned visit={visit} rows={known} question={question} />
              <Kept visit={visit} rows={known} question={question} />
              <Difference visit={visit} difference={sources.difference} />
            </>
          )}
        </>
      ),
    };
  },
});

type Row = Sources['rows'][number];
type OfRows = { visit: Visit; rows: readonly Row[] };

const Returned = ({ visit, rows, question }: OfRows & { question: Question }) => {
  const { say, format } = visit;
  const at = rowsAt(question);
  return (
    <Section id="returned" title={say('What they returned')}>
      <Table
        caption={daysText(visit, question)}
        columns={[
          { name: say('Came as') },
          { name: say('Creators'), right: true },
          { name: say('Spend'), right: true, wide: true },
          { name: say('Net revenue'), right: true },
          { name: say('A new customer cost'), right: true, wide: true },
          { name: say('Margin ROI'), right: true },
        ]}
        rows={rows.map(({ source, creators, roi }) => ({
          cells: [
            <a href={at('/app/stages', { source })}>{say(source)}</a>,
            { text: format.count(creators), href: withFilter(question, '/app/creators', source) },
            { text: moneyText(visit, roi?.spend), href: at('/app/spend', { source }) },
            { text: moneyText(visit, roi?.netRevenue), href: at('/app/orders', { source }) },
            { text: moneyText(visit, roi?.cac), href: at('/app/spend', { source }) },
            roi
              ? { ...roiCell(visit, roi), href: at('/app/spend', { source }) }
              : { text: '–', detail: say('nothing in these days') },
          ],
        }))}
      />
    </Section>
  );
};

/** Of all time, not of the days above: a creator moves up once, and a rule is checked when its post is looked at. */
const Kept = ({ visit, rows, question }: OfRows & { question: Question }) => {
  const { say } = visit;
  return (
    <Section id="kept" title={say('Who fits, and who keeps to the rules')}>
      <Table
        caption={say('Of those who posted; of the rules that were checked')}
        columns={[
          { name: say('Came as') },
          { name: say('Came as far as a campaign'), right: true },
          { name: say('Rules broken'), right: true },
        ]}
        rows={rows.map(({ source, fit, broken }) => ({
          cells: [
            say(source),
            { ...shareCell(visit, fit), href: withFilter(question, '/app/creators', source) },
            { ...shareCell(visit, broken), href: withFilter(question, '/app/posts', source) },
          ],
        }))}
      />
    </Section>
  );
};

const withFilter = ({ filter }: Question, path: string, source: string): string =>
  `${path}?${new URLSearchParams({ ...filter, source })}`;

function shareCell({ say, format }: Visit, { successes, trials, share, interval }: Row['fit']) {
  if (share === null) return { text: '–', detail: say('nothing to tell it from') };
  const range =
    interval &&
    say('between {low} and {high}', {
      low: format.percent(interval.low),
      high: format.percent(interval.high),
    });
  const of = say('{n} of {all}', { n: format.count(successes), all: format.count(trials) });
  return { text: format.percent(share), detail: range ? `${of}, ${range}` : of };
}

const Difference = ({ visit, difference }: { visit: Visit; difference: Sources['difference'] }) => {
  const { say, format } = visit;
  const { fit, broken, returned } = difference;
  return (
    <Section id="difference" title={say('Volunteers against all others')}>
      <ul>
        <li>
          {returned
            ? say(
                'Returned after spend: of a volunteer and another, the volunteer returned more in {share}:',
                {
                  share: format.percent(returned.share),
                },
              )
            : say('Returned after spend: one side has not posted yet.')}{' '}
          {returned && chanceOf(visit, returned.p)}
        </li>
        <li>
          {say('As far as a campaign:')} {chanceOf(visit, fit)}
        </li>
        <li>
          {say('Rules broken:')} {chanceOf(visit, broken)}
        </li>
      </ul>
      <p class="muted">
        {say('Chance: how often a difference as large would come up if how they came made none.')}
      </p>
    </Section>
  );
};

/** A difference is called one from 1 in 20 on, and never without its figure. */
function chanceOf({ say, format }: Visit, p: number | null): string {
  if (p === null) return say('cannot be told, one side is empty.');
  const chance = { chance: p < 0.01 ? `< ${format.percent(0.01)}` : format.percent(p) };
  return isBeyondChance(p)
    ? say('a difference, hardly by chance ({chance}).', chance)
    : say('could be chance ({chance}).', chance);
}
