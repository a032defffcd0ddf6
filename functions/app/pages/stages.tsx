import { NOT_TIED } from '../../../shared/domain/orders/place.ts';
import { STAGES, type Stage } from '../../../shared/domain/vocabulary.ts';
import { messagesFor } from '../../../shared/report/render/words/messages.ts';
import { creatorsNamed } from '../http/names.ts';
import { page, type Visit } from '../http/visit.ts';
import { Heading } from '../ui/layout.tsx';
import { daysText, OverviewShown, readOverview } from '../ui/overview.tsx';
import { Empty, hrefWith, Section } from '../ui/parts.tsx';
import { questionOf, RangeBar } from '../ui/range-bar.tsx';
import { MOST_SHOWN, RoiTable } from '../ui/roi-table.tsx';

const SHOWN = ['range', 'compare', 'platform', 'tier', 'source', 'format', 'placement'] as const;

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
    const words = messagesFor(locale);
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
              name={({ stage, name }) =>
                stage ? (
                  <a href={hrefWith(visit, {}, `/app/stages/${stage}`)}>{words.stage[stage as Stage]}</a>
                ) : (
                  notTied(visit, name)
                )
              }
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

const notTied = ({ say }: Visit, name: string | null | undefined) =>
  name === NOT_TIED ? <a href="/app/orders">{say('not tied to a post')}</a> : say('none');

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
              name={({ creatorId, name }) =>
                creatorId ? (
                  <a href={hrefWith(visit, {}, `/app/creators/${creatorId}`)}>
                    {named.get(creatorId)?.handle ?? creatorId}
                  </a>
                ) : (
                  notTied(visit, name)
                )
              }
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
