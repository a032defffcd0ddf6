import { READ_FIRST, type ReadMetric } from '../../../../shared/domain/lift/told-days.ts';
import type { LiftFigure } from '../../../../shared/domain/schema/lift/lift.ts';
import { liftWriter } from '../../../../shared/report/render/present/present-lift.ts';
import { campaignsNamed } from '../../http/names.ts';
import { placesBut, questionOf } from '../../http/question.ts';
import { page, type Visit } from '../../http/visit.ts';
import { daysOf, pastePage } from '../../paste/paste-page.tsx';
import { LiftChart } from '../../ui/charts/lift-chart.tsx';
import { Problems } from '../../ui/forms.tsx';
import { Heading } from '../../ui/layout.tsx';
import { drawPlan, LiftPlansShown } from '../../ui/lift-plans.tsx';
import { doneAt, Empty, fiftyOf, hrefWith, Saved, Section, Table } from '../../ui/parts.tsx';
import { RangeBar } from '../../ui/range-bar.tsx';

const list = page({
  path: '/app/lift',
  scope: 'analytics:read',
  filters: ['range', 'compare', ...placesBut()],
  async draw(visit) {
    const { say, may } = visit;
    const { lift, metric, before, plans, named } = await readLift(visit);
    const title = say('Lift');
    return {
      title,
      body: (
        <>
          <Heading title={title}>
            {may('conversions:write') && (
              <>
                <a href="/app/lift/paste">{say('Paste your shop’s totals by day')}</a> ·{' '}
              </>
            )}
            {say(
              'What posts did to the whole shop, clicked or not. It contains the clicks and stands beside ROI.',
            )}
          </Heading>
          <Saved visit={visit} />
          <Problems visit={visit} />
          <RangeBar visit={visit} />
          <Together visit={visit} metric={metric} lift={lift} {...(before ? { before } : {})} />
          {lift.rows.length > 0 && (
            <Section id="campaigns" title={say('Campaigns')}>
              <Table
                caption={say('Campaigns')}
                isSaid
                columns={[{ name: say('Campaign') }, { name: title }]}
                rows={lift.rows.map(({ campaignId = '', lift: own }) => ({
                  cells: [
                    <a href={`/app/campaigns/${campaignId}`}>{named.get(campaignId)?.name ?? campaignId}</a>,
                    findingOf(visit, metric, own),
                  ],
                }))}
              />
            </Section>
          )}
          <LiftPlansShown visit={visit} plans={plans} />
        </>
      ),
    };
  },
  acts: { plan: { scope: 'campaigns:write', run: drawPlan } },
});

async function readLift(visit: Visit) {
  const { from, to, filter, before } = questionOf(visit);
  const during = (days: { from: string; to: string }, metric: ReadMetric) =>
    visit.api.get('/v1/lift', { query: { ...filter, ...days, groupBy: 'campaign', metric } });
  const [{ lift, metric }, plans] = await Promise.all([
    firstTold((one) => during({ from, to }, one)),
    visit.api.get('/v1/lift/plans', { query: fiftyOf(visit) }),
  ]);
  const former = before && (await during(before, metric));
  return { lift, metric, before: former, plans, named: await campaignsNamed(visit, lift.rows) };
}

/** As the report: of orders, else of revenue, else of visits; of orders where nobody tells any. */
async function firstTold<Lift extends Shown>(read: (metric: ReadMetric) => Promise<Lift>) {
  const orders = await read('orders');
  if (orders.baselines !== 'nobody') return { lift: orders, metric: 'orders' as const };
  for (const metric of READ_FIRST.slice(1)) {
    const lift = await read(metric);
    if (lift.baselines !== 'nobody') return { lift, metric };
  }
  return { lift: orders, metric: 'orders' as const };
}

type Shown = {
  from: string;
  to: string;
  totals: LiftFigure;
  baselines: string;
  runningSince: string | null;
  startOfLongRun: { from: string; to: string } | null;
};

/** Who posts every week has no quiet days any more: what the first eight weeks did can still be told. */
const StartOfLongRun = ({ visit, from, to }: { visit: Visit; from: string; to: string }) => (
  <p>
    <a href={hrefWith(visit, { from, to, interval: undefined, cursor: undefined })}>
      {visit.say(
        'Posts have run without a pause since {day}, longer than can be read: read the first weeks',
        {
          day: visit.format.day(from),
        },
      )}
    </a>
  </p>
);

/** The longer stretch that the report reads: from there none of the posts' own days stand in the way. */
const RunningSince = ({ visit, since, to }: { visit: Visit; since: string; to: string }) => (
  <p>
    <a href={hrefWith(visit, { from: since, to, interval: undefined, cursor: undefined })}>
      {visit.say('Posts have run without a pause since {day}: read them together, as the report does', {
        day: visit.format.day(since),
      })}
    </a>
  </p>
);

const Together = ({
  visit,
  metric,
  lift: { totals, baselines, runningSince, startOfLongRun, to },
  before,
}: {
  visit: Visit;
  metric: ReadMetric;
  lift: Shown;
  before?: Shown;
}) => {
  const { say, format } = visit;
  const finding = findingOf(visit, metric, totals);
  return (
    <Section id="together" title={say('All posts of these days')}>
      {totals.reason === 'noDayOver' ? (
        <Empty href="/app/posts/new" action={say('Enter a post')}>
          {finding}
        </Empty>
      ) : (
        <p>{finding}</p>
      )}
      {runningSince && <RunningSince visit={visit} since={runningSince} to={to} />}
      {startOfLongRun && <StartOfLongRun visit={visit} {...startOfLongRun} />}
      {before?.totals.perDay && (
        <p class="muted">
          {say('Beside, {days}:', { days: format.days(before.from, before.to) })}{' '}
          {findingOf(visit, metric, before.totals)}
        </p>
      )}
      {baselines === 'shop' && (
        <p class="muted">
          {say('Orders of the whole shop are counted from what its hook told; visits aren’t known.')}
        </p>
      )}
      {totals.quiet && <p class="muted">{alarmsOf(visit, totals.quiet)}</p>}
      {totals.days.length > 1 && <LiftChart {...{ visit, metric, finding }} lift={totals} />}
    </Section>
  );
};

/** One sentence: a range, never a point alone; what would have shown where nothing did. */
function findingOf(
  visit: Visit,
  metric: ReadMetric,
  { verdict, reason, perDay, share, smallestVisible }: LiftFigure,
): string {
  const { say, format } = visit;
  if (verdict === 'notEstimated' || !perDay || !share) return whyNot(visit, reason);
  const write = liftWriter(metric, visit);
  const { more, fewer } = FOUND[metric];
  if (verdict === 'detected' && perDay.low > 0)
    return say(more, { low: write(perDay.low), high: write(perDay.high) });
  if (verdict === 'detected') return say(fewer, { low: write(perDay.high), high: write(perDay.low) });
  return say(
    'Can’t be told from ordinary days: between {low} fewer and {high} more than expected. Only {visible} or more would have shown.',
    {
      low: format.percent(Math.max(0, -share.low)),
      high: format.percent(Math.max(0, share.high)),
      visible: format.percent(smallestVisible ?? 0),
    },
  );
}

const FOUND = {
  orders: {
    more: 'Between {low} and {high} orders a day more than without these posts.',
    fewer: 'Between {low} and {high} orders a day fewer than expected.',
  },
  revenue: {
    more: 'Between {low} and {high} a day more than without these posts.',
    fewer: 'Between {low} and {high} a day less than expected.',
  },
  visits: {
    more: 'Between {low} and {high} visits a day more than without these posts.',
    fewer: 'Between {low} and {high} visits a day fewer than expected.',
  },
} as const satisfies Record<ReadMetric, { more: string; fewer: string }>;

function whyNot({ say }: Visit, reason: LiftFigure['reason']): string {
  switch (reason) {
    case 'windowLeftOut':
      return say(
        'Not estimated: on most of these days other posts ran, there was a sale, or the shop’s totals are missing.',
      );
    case 'noQuietDays':
      return say('Not estimated: too few days without other posts or sales before it to compare with.');
    case 'tooFewOrders':
      return say('Not estimated: on most days there is nothing to count.');
    case 'tooNoisy':
      return say(
        'Can’t be measured: only a doubling would have shown. This doesn’t mean that the posts did nothing.',
      );
    case 'noDayOver':
      return say('Not estimated: no day after such a post is over yet.');
    default:
      return say(
        'Not estimated: the shop’s own totals of at least four weeks before are missing. Your shop sends them to /v1/baselines.',
      );
  }
}

const alarmsOf = ({ say }: Visit, { windows, alarms }: NonNullable<LiftFigure['quiet']>): string =>
  say(
    'Quiet stretches before, where this reading had to find nothing: {windows}; false alarms among them: {alarms}.',
    {
      windows,
      alarms,
    },
  );

const paste = pastePage({
  path: '/app/lift/paste',
  kind: 'baselines',
  scope: 'conversions:write',
  words: ({ say }) => ({
    title: say('Paste your shop’s totals by day'),
    under: { href: '/app/lift', name: say('Lift') },
    hint: say(
      'Your shop’s export by day with its headings, or one line a day: day, orders, revenue, visits. A line that names a region is that region’s. Each day replaces what was told of it.',
    ),
  }),
  done: (items) => doneAt('/app/lift', 'added', daysOf(items, 'day')),
});

export const liftPages = [list, paste] as const;
