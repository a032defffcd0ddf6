import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import type { ClickShown } from '../../../../shared/domain/schema/answers/clicks.ts';
import { MINUTE_MS } from '../../../../shared/domain/time/units.ts';
import { dayOf } from '../../../../shared/domain/time/week.ts';
import { postsNamed } from '../../http/names.ts';
import { page, type Visit } from '../../http/visit.ts';
import { type Bar, BarChart } from '../../ui/charts/day-chart.tsx';
import { HitTable, type NamedPosts } from '../../ui/hit-table.tsx';
import { Heading } from '../../ui/layout.tsx';
import { Empty, plural, wordOf } from '../../ui/parts.tsx';

const LAST_MS = 30 * MINUTE_MS;

async function readLive(visit: Visit) {
  const { api, now, brand } = visit;
  const today = dayOf(now, brand.timeZone);
  const [found, counted] = await Promise.all([
    api.get('/v1/clicks', { query: { from: dayOf(now - LAST_MS, brand.timeZone), to: today, limit: 50 } }),
    api.get('/v1/analytics/clicks', { query: { from: today, to: today } }),
  ]);
  const version = createHash('sha256')
    .update(
      JSON.stringify([found.data.map(({ id, verdict, channel }) => [id, verdict, channel]), counted.totals]),
    )
    .digest('base64url')
    .slice(0, 16);
  return { hits: found.data, totals: counted.totals, version };
}

type LiveRead = Awaited<ReturnType<typeof readLive>>;

const LivePart = ({
  visit,
  live,
  named,
  since,
}: {
  visit: Visit;
  live: LiveRead;
  named: NamedPosts;
  since?: string;
}) => {
  const { say } = visit;
  return (
    <>
      <Today visit={visit} totals={live.totals} />
      <BarChart
        visit={visit}
        id="live-chart"
        title={say('Clicks by minute')}
        bars={minutesOf(visit, live.hits)}
      />
      {live.hits.length === 0 ? (
        <Empty href="/app/posts" action={say('To your links')}>
          {say(
            'Nothing in the last half hour. Open one of your links on a phone: it shows here within seconds.',
          )}
        </Empty>
      ) : (
        <HitTable
          visit={visit}
          hits={live.hits}
          named={named}
          caption={say('The last 50 hits')}
          isNew={(hit) => since !== undefined && hit.at > since}
        />
      )}
    </>
  );
};

const Today = ({ visit, totals }: { visit: Visit; totals: LiveRead['totals'] }) => {
  const { say, format } = visit;
  const counted = plural(visit, totals.clicks, '{n} click today', '{n} clicks today');
  const excluded = Object.entries(totals.excluded).map(
    ([reason, count]) => `${wordOf(say, reason)} (${format.count(count)})`,
  );
  return (
    <p data-said={counted}>
      <strong>{counted}</strong>
      {excluded.length > 0 && ` · ${say('not counted: {what}', { what: excluded.join(', ') })}`}
    </p>
  );
};

/** The counted hits of each of the last thirty minutes. */
const minutesOf = (visit: Visit, hits: readonly ClickShown[]): Bar[] =>
  Array.from({ length: LAST_MS / MINUTE_MS }, (_, index) => {
    const ago = LAST_MS / MINUTE_MS - 1 - index;
    const end = visit.now - ago * MINUTE_MS;
    const isIn = ({ at, verdict }: ClickShown) =>
      verdict === 'counted' && Date.parse(at) > end - MINUTE_MS && Date.parse(at) <= end;
    return {
      label: ago === 0 ? visit.say('now') : `−${ago}`,
      name: ago === 0 ? visit.say('now') : plural(visit, ago, '{n} minute ago', '{n} minutes ago'),
      value: hits.filter(isIn).length,
    };
  });

const live = page({
  path: '/app/live',
  scope: 'analytics:read',
  async draw(visit) {
    const { say } = visit;
    const read = await readLive(visit);
    const named = await postsNamed(visit, read.hits);
    const title = say('Live');
    return {
      title,
      body: (
        <>
          <Heading title={title}>
            {say('Looks again every ten seconds while this page is in front; without script, load it again.')}
          </Heading>
          <p id="live-status" role="status" class="hidden" />
          <section data-live="/app/live/part" data-version={read.version}>
            <LivePart visit={visit} live={read} named={named} />
          </section>
        </>
      ),
    };
  },
});

/** The live part alone, or 204 when nothing has changed since that version. */
const part = page({
  path: '/app/live/part',
  scope: 'analytics:read',
  async draw(visit) {
    const read = await readLive(visit);
    if (visit.query.since === read.version) return { respond: (c: Context) => c.body(null, 204) };
    const named = await postsNamed(visit, read.hits);
    const since = new Date(visit.now - 12_000).toISOString();
    const html = <LivePart visit={visit} live={read} named={named} since={since} />;
    return { respond: (c: Context) => c.html(String(html), 200, { 'x-version': read.version }) };
  },
});

export const livePages = [part, live] as const;
