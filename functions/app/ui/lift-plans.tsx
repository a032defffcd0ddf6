import type { LiftPlan } from '../../../shared/domain/schema/lift/plans.ts';
import { dayOf } from '../../../shared/domain/time/week.ts';
import { countField, given, linesOf } from '../http/fields.ts';
import type { FormValues } from '../http/form.ts';
import type { Visit } from '../http/visit.ts';
import { Field, FoldedForm, formOf } from './forms.tsx';
import { doneAt, Empty, ListSection, shortDay } from './parts.tsx';

type Plans = { data: LiftPlan[]; nextCursor: string | null };

/** Whose turn it is was drawn: what would show, what it did once it is over, and the form for the next one. */
export const LiftPlansShown = ({ visit, plans }: { visit: Visit; plans: Plans }) => {
  const { say, may } = visit;
  return (
    <>
      <ListSection
        visit={visit}
        id="plans"
        title={say('Cities that take turns')}
        caption={say('Which cities post in which weeks, drawn by lot')}
        found={plans}
        columns={[{ name: say('Turns') }, { name: say('What it tells') }]}
        cells={(plan) => [turnsOf(visit, plan), [foundOf(visit, plan), missingOf(visit, plan)].join(' ')]}
      >
        <Empty>
          {say('None yet. Drawn turns let a small shop see what posts do; one city at a time almost never.')}
        </Empty>
      </ListSection>
      {may('campaigns:write') && <NewPlan visit={visit} />}
    </>
  );
};

/** Fifty cities over half a year are many lines: whose turn it is now, or will be first, stands open. */
const turnsOf = (visit: Visit, { blocks, cities }: LiftPlan) => {
  const today = dayOf(visit.now, visit.brand.timeZone);
  const current = blocks.find(({ to }) => to >= today) ?? blocks.at(-1);
  const shown = blocks.length > FEW_TURNS ? [current].filter((block) => block !== undefined) : blocks;
  return (
    <>
      <Turns visit={visit} blocks={shown} />
      {shown.length < blocks.length && (
        <details>
          <summary>
            {visit.say('All {turns} turns of {cities} cities', {
              turns: visit.format.count(blocks.length),
              cities: visit.format.count(cities.length),
            })}
          </summary>
          <Turns visit={visit} blocks={blocks} />
        </details>
      )}
    </>
  );
};

const FEW_TURNS = 3;

const Turns = ({ visit, blocks }: { visit: Visit; blocks: LiftPlan['blocks'] }) => (
  <>
    {blocks.map(({ from, to, post }) => (
      <div>{`${shortDay(visit, from)} – ${shortDay(visit, to)}: ${post.join(', ')}`}</div>
    ))}
  </>
);

function foundOf({ say, format }: Visit, { smallestVisible, reading }: LiftPlan): string {
  const percent = (value: number) => format.percent(Math.abs(value));
  const { share, verdict } = reading ?? {};
  if (reading && !share) return say('Not estimated: the shop’s totals of these cities are missing.');
  if (share && verdict === 'detected')
    return say(
      share.low > 0
        ? 'Between {low} and {high} more where squads posted.'
        : 'Between {low} and {high} fewer where squads posted.',
      share.low > 0
        ? { low: percent(share.low), high: percent(share.high) }
        : { low: percent(share.high), high: percent(share.low) },
    );
  if (share)
    return say('Can’t be told from weeks without posts: between {low} fewer and {high} more.', {
      low: percent(share.low),
      high: percent(share.high),
    });
  return smallestVisible === null
    ? say('What would show is not known: the shop’s totals of these cities before it are missing.')
    : say('{share} more would show in four of five such plans.', { share: percent(smallestVisible) });
}

/** Totals that went missing since: what was promised no longer holds. */
function missingOf(
  { say, format }: Visit,
  { missing, blocks, smallestVisible, visibleNow }: LiftPlan,
): string {
  if (missing.length === 0) return '';
  const counted = { missing: format.count(missing.length), blocks: format.count(blocks.length) };
  if (smallestVisible === null) return say('Totals of {missing} of {blocks} blocks are missing.', counted);
  if (visibleNow === null)
    return say(
      'Totals of {missing} of {blocks} blocks are missing: nothing can be told from the others.',
      counted,
    );
  return say('Totals of {missing} of {blocks} blocks are missing: only {share} more shows now.', {
    ...counted,
    share: format.percent(visibleNow),
  });
}

const NewPlan = ({ visit }: { visit: Visit }) => {
  const { say } = visit;
  const form = formOf(visit, 'plan');
  return (
    <FoldedForm form={form} name={say('Draw a plan')} submit={say('Draw it')}>
      <Field form={form} name="cities" rows={4} hint={say('One city a line, four at least')} />
      <div class="pair">
        <Field form={form} name="startsOn" type="date" />
        <Field form={form} name="weeks" numeric="numeric" initial="16" />
        <Field form={form} name="blockWeeks" numeric="numeric" initial="2" />
      </div>
    </FoldedForm>
  );
};

export async function drawPlan(visit: Visit, values: FormValues, key: string): Promise<string> {
  const body = {
    startsOn: '',
    ...given(values, 'startsOn'),
    cities: linesOf(values, 'cities'),
    weeks: countField(visit, values, 'weeks') ?? 0,
    blockWeeks: countField(visit, values, 'blockWeeks') ?? 0,
  };
  await visit.api.post('/v1/lift/plans', { body, idempotencyKey: key });
  return doneAt('/app/lift', 'added');
}
