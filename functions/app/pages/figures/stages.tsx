import type { Child } from 'hono/jsx';
import type { RoiLine } from '../../../../shared/domain/schema/answers/roi.ts';
import { STAGES, type Stage } from '../../../../shared/domain/vocabulary.ts';
import { messagesFor } from '../../../../shared/report/render/words/messages.ts';
import { creatorsNamed } from '../../http/names.ts';
import { page, type Visit } from '../../http/visit.ts';
import { Heading } from '../../ui/layout.tsx';
import { daysText, OverviewShown, readOverview } from '../../ui/overview.tsx';
import { Empty, hrefWith, Section } from '../../ui/parts.tsx';
import { questionOf, RangeBar } from '../../ui/range-bar.tsx';
import { restName } from '../../ui/rest-name.tsx';
import { MOST_SHOWN, RoiTable } from '../../ui/roi-table.tsx';

const SHOWN = ['range', 'compare', 'platform', 'tier', 'source', 'format', 'placement', 'tag'] as const;

const list = page({
  path: '/app/stages',
  scope: 'analytics:read',
  async draw(visit) {
    const { api, say, locale } = visit;
    const question = questionOf(visit);
    const { from, to, filter } = question;
    const [overview, roi] = await Promise.all([
      readOverview(visit, question),
      api.get('/v1/roi', { query: { ...filter, from, to, groupBy: 'stage' } }),
    ]);
    const names = messagesFor(locale).stage;
    const title = say('What each stage returned');
    return {
      title,
      body: (
        <>
          <Heading title={title}>{daysText(visit, question)}</Heading>
          <RangeBar visit={visit} show={SHOWN} />
          <OverviewShown visit={visit} overview={overview} />
          <Section id="rows" title={say('Stages')}>
            <RoiTable
              visit={visit}
              caption={daysText(visit, question)}
              of={say('Stage')}
              rows={roi.rows}
              totals={roi.totals}
              name={(row) => nameIn(visit, 'stages', row, row.stage, names[row.stage as Stage])}
            >
              <Empty href="/app/posts/new" action={say('Enter a post')}>
                {say('No post, click, order or spend in these days.')}
              </Empty>
            </RoiTable>
          </Section>
        </>
      ),
    };
  },
});

/** A row's name, leading to what it is about with the same days and filters; or why it is about nothing. */
function nameIn(
  visit: Visit,
  list: 'stages' | 'creators',
  { name }: RoiLine,
  id: string | null | undefined,
  text: string,
): Child {
  if (id) return <a href={hrefWith(visit, {}, `/app/${list}/${id}`)}>{text}</a>;
  return restName(visit, name);
}

const one = page({
  path: '/app/stages/:stage',
  scope: 'analytics:read',
  async draw(visit) {
    const { api, say, locale, params } = visit;
    const stage = STAGES.find((known) => known === params.stage);
    if (!stage) return { title: say('There is no such stage'), status: 404, body: '' };
    const question = questionOf(visit, { stage });
    const { from, to, filter } = question;
    const [overview, roi] = await Promise.all([
      readOverview(visit, question),
      api.get('/v1/roi', { query: { ...filter, from, to, groupBy: 'creator', limit: MOST_SHOWN } }),
    ]);
    const named = await creatorsNamed(visit, roi.rows);
    const handleOf = ({ creatorId = '' }: RoiLine) => named.get(creatorId ?? '')?.handle ?? creatorId ?? '';
    const title = messagesFor(locale).stage[stage];
    return {
      title,
      body: (
        <>
          <Heading title={title}>
            <a href="/app/stages">{say('Stages')}</a> · {daysText(visit, question)}
          </Heading>
          <RangeBar visit={visit} show={SHOWN} />
          <OverviewShown visit={visit} overview={overview} />
          <Section id="rows" title={say('Creators of this stage')}>
            <RoiTable
              visit={visit}
              caption={say('By net revenue; the first 50')}
              of={say('Creator')}
              rows={roi.rows}
              totals={roi.totals}
              name={(row) => nameIn(visit, 'creators', row, row.creatorId, handleOf(row))}
            >
              <Empty>{say('Nobody in these days.')}</Empty>
            </RoiTable>
          </Section>
        </>
      ),
    };
  },
});

export const stagePages = [list, one] as const;
