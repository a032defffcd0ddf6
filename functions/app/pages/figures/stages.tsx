import { STAGES } from '../../../../shared/domain/vocabulary.ts';
import { messagesFor } from '../../../../shared/report/render/words/messages.ts';
import { placesBut, questionOf, rowsAt } from '../../http/question.ts';
import { page } from '../../http/visit.ts';
import { Heading } from '../../ui/layout.tsx';
import { daysText, OverviewShown } from '../../ui/overview.tsx';
import { RangeBar } from '../../ui/range-bar.tsx';
import { groupingOf, ReturnsBy, readReturnsAndOverview } from '../../ui/returns-by.tsx';

const list = page({
  path: '/app/stages',
  scope: 'analytics:read',
  filters: ['range', 'groupBy', 'basis', 'compare', ...placesBut()],
  async draw(visit) {
    const { say } = visit;
    const question = questionOf(visit);
    const { overview, returns } = await readReturnsAndOverview(visit, question, groupingOf(visit, 'stage'));
    const title = say('What each stage returned');
    return {
      title,
      body: (
        <>
          <Heading title={title}>{daysText(visit, question)}</Heading>
          <RangeBar visit={visit} />
          <OverviewShown visit={visit} overview={overview} />
          <ReturnsBy visit={visit} returns={returns} />
        </>
      ),
    };
  },
});

const one = page({
  path: '/app/stages/:stage',
  scope: 'analytics:read',
  filters: ['range', 'groupBy', 'basis', 'compare', ...placesBut('stage')],
  async draw(visit) {
    const { say, locale, params } = visit;
    const stage = STAGES.find((known) => known === params.stage);
    if (!stage) return { title: say('There is no such stage'), status: 404, body: '' };
    const question = questionOf(visit, { stage });
    const { overview, returns } = await readReturnsAndOverview(visit, question, groupingOf(visit, 'creator'));
    const title = messagesFor(locale).stage[stage];
    return {
      title,
      body: (
        <>
          <Heading title={title}>
            <a href={rowsAt({ ...question, filter: {} })('/app/stages')}>{say('Stages')}</a> ·{' '}
            {daysText(visit, question)}
          </Heading>
          <RangeBar visit={visit} />
          <OverviewShown visit={visit} overview={overview} />
          <ReturnsBy visit={visit} returns={returns} />
        </>
      ),
    };
  },
});

export const stagePages = [list, one] as const;
