import { SMALL_BANDS } from '../../../../shared/domain/roi/fold-ages.ts';
import type { RoiLine } from '../../../../shared/domain/schema/answers/roi.ts';
import { placesBut, questionOf, rowsAt } from '../../http/question.ts';
import { page, type Visit } from '../../http/visit.ts';
import { Heading } from '../../ui/layout.tsx';
import { daysText } from '../../ui/overview.tsx';
import { Empty, Section } from '../../ui/parts.tsx';
import { RangeBar } from '../../ui/range-bar.tsx';
import { RoiTable } from '../../ui/roi-table.tsx';

export const agesPage = page({
  path: '/app/ages',
  scope: 'analytics:read',
  filters: ['range', ...placesBut()],
  async draw(visit) {
    const { api, say } = visit;
    const question = questionOf(visit);
    const { from, to, filter } = question;
    const roi = await api.get('/v1/roi', { query: { ...filter, from, to, groupBy: 'ageBand' } });
    const title = say('By age');
    return {
      title,
      body: (
        <>
          <Heading title={title}>
            <a href="/app/creators">{say('Creators')}</a> · {daysText(visit, question)}
          </Heading>
          <RangeBar visit={visit} />
          <Section id="ages" title={say('What creators of each age returned')}>
            <RoiTable
              visit={visit}
              caption={daysText(visit, question)}
              of={say('Age')}
              rows={inOrderOfAge(roi.rows)}
              totals={roi.totals}
              at={(row) => (row ? undefined : rowsAt(question))}
              name={(row) => ageOf(visit, row)}
            >
              <Empty href="/app/posts/new" action={say('Enter a post')}>
                {say('No post, click, order or spend in these days.')}
              </Empty>
            </RoiTable>
            <p class="muted">
              {say(
                'Ages are those of the creators. A band of fewer than five is shown together with others, so that no row tells of one person.',
              )}
            </p>
          </Section>
        </>
      ),
    };
  },
});

const ageOf = ({ say }: Visit, { ageBand, name }: RoiLine): string => {
  if (ageBand) return ageBand;
  if (name === SMALL_BANDS) return say('small bands together');
  return name === undefined ? say('age not told') : say(name);
};

/** Young to old; what has no band comes last. */
const inOrderOfAge = (rows: readonly RoiLine[]): RoiLine[] =>
  [...rows].sort((one, other) => ((one.ageBand ?? '~') < (other.ageBand ?? '~') ? -1 : 1));
