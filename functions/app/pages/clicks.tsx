import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import type { ClickShown } from '../../../shared/domain/schema/answers/clicks.ts';
import { MINUTE_MS } from '../../../shared/domain/time/units.ts';
import { dayOf } from '../../../shared/domain/time/week.ts';
import { wallClock } from '../../../shared/domain/time/zone-rules.ts';
import { postsNamed } from '../http/names.ts';
import { localeOf, page, type Visit } from '../http/visit.ts';
import { type Bar, BarChart } from '../ui/day-chart.tsx';
import { Heading } from '../ui/layout.tsx';
import { daysText } from '../ui/overview.tsx';
import { Empty, FactList, hrefWith, NextPage, Section, Table, wordOf } from '../ui/parts.tsx';
import { questionOf, RangeBar } from '../ui/range-bar.tsx';

type Named = Awaited<ReturnType<typeof postsNamed>>;

/** One line a hit: nothing is dropped, so the excluded ones stand beside the counted with their reason. */
const HitTable = ({
  visit,
  hits,
  named,
  caption,
  isNew = () => false,
}: {
  visit: Visit;
  hits: readonly ClickShown[];
  named: Named;
  caption: string;
  isNew?: (hit: ClickShown) => boolean;
}) => {
  const { say } = visit;
  return (
    <Table
      caption={caption}
      columns={[
        { name: say('Time') },
        { name: say('Post') },
        { name: say('Channel'), wide: true },
        { name: say('App'), wide: true },
        { name: say('Counted?') },
      ]}
      rows={hits.map((hit) => ({
        ...(isNew(hit) ? { isNew: true as const } : {}),
        cells: [
          <a href={`/app/clicks/${hit.id}`}>{timeOf(visit, hit.at)}</a>,
          named.get(hit.postId ?? '')?.handle ?? '–',
          wordOf(say, hit.channel),
          hit.app ?? '',
          hit.verdict === 'counted'
            ? say('counted')
            : { text: say('no'), detail: wordOf(say, hit.reason ?? '') },
        ],
      }))}
    />
  );
};

const timeOf = (visit: Visit, at: string): string =>
  new Intl.DateTimeFormat(localeOf(visit), {
    dateStyle: 'short',
    timeStyle: 'medium',
    timeZone: 'UTC',
  }).format(wallClock(Date.parse(at), visit.brand.timeZone));

const FILTERS = [
  'stage',
  'creatorId',
  'postId',
  'linkId',
  'campaignId',
  'squadId',
  'platform',
  'tier',
  'source',
  'format',
  'placement',
  'channel',
  'app',
  'country',
  'device',
  'verdict',
  'cursor',
] as const;

const list = page({
  path: '/app/clicks',
  scope: 'analytics:read',
  async draw(visit) {
    const { api, say, query } = visit;
    const question = questionOf(visit);
    const asked = Object.fromEntries(FILTERS.flatMap((name) => (query[name] ? [[name, query[name]]] : [])));
    const { from, to } = question;
    const counted = await api.get('/v1/analytics/clicks', {
      query: { ...without(asked, 'verdict', 'cursor'), from, to },
    });
    const found = await searched(visit, { ...asked, from, to }, counted.totals.hits > 0 ? MOST_PIECES : 1);
    const named = await postsNamed(visit, found.data);
    const title = say('Clicks, one by one');
    const excluded = counted.totals.hits - counted.totals.clicks;
    return {
      title,
      body: (
        <>
          <Heading title={title}>
            {daysText(visit, question)} ·{' '}
            {say('{hits} hits, {clicks} counted, {excluded} not', {
              hits: visit.format.count(counted.totals.hits),
              clicks: visit.format.count(counted.totals.clicks),
              excluded: visit.format.count(excluded),
            })}
          </Heading>
          <RangeBar visit={visit} show={['range', 'stage', 'platform', 'placement']} />
          <p>
            <a href={hrefWith(visit, { verdict: undefined })}>{say('all')}</a> ·{' '}
            <a href={hrefWith(visit, { verdict: 'counted' })}>{say('counted')}</a> ·{' '}
            <a href={hrefWith(visit, { verdict: 'excluded' })}>{say('not counted')}</a>
          </p>
          <Section id="list" title={say('The newest first')}>
            {found.data.length === 0 ? (
              <Empty>
                {found.nextCursor
                  ? say('Quiet hours; go on searching.')
                  : say('No hits in this range. Single ones are kept for 35 days.')}
              </Empty>
            ) : (
              <HitTable visit={visit} hits={found.data} named={named} caption={visit.brand.timeZone} />
            )}
            <NextPage visit={visit} cursor={found.nextCursor} />
          </Section>
        </>
      ),
    };
  },
});

/** Quiet hours are searched in pieces; a person is shown the first piece that holds something. */
const MOST_PIECES = 24;
async function searched({ api }: Visit, query: Record<string, string | undefined>, mostPieces: number) {
  let found = await api.get('/v1/clicks', { query: { ...query, limit: 50 } });
  for (let piece = 1; found.data.length === 0 && found.nextCursor && piece < mostPieces; piece++)
    found = await api.get('/v1/clicks', {
      query: { ...query, limit: 50, cursor: found.nextCursor },
    });
  return found;
}

const without = (all: Record<string, string | undefined>, ...names: string[]) =>
  Object.fromEntries(Object.entries(all).filter(([name]) => !names.includes(name)));

/** The rules' own signs in a sentence; `{value}` is what stood there. */
const SIGNS: Readonly<Record<string, string>> = {
  ua: 'The browser says that it is inside {value}.',
  'x-requested-with': 'The phone says that the app {value} opened it.',
  referer: 'The page before was on {value}.',
  'click-id': 'The address carries {value}, which the network adds.',
  'sec-fetch-site': 'The browser says how the page was reached: {value}.',
  'sec-fetch-dest': 'It was fetched as a part of another page: {value}.',
  preview: 'A link preview was fetched by {value}: somebody put the link into a chat.',
  prefetch: 'It was fetched ahead; nobody has seen it.',
  placement: 'The link was declared for this place: {value}.',
};
function signText({ say }: Visit, sign: string): string {
  const [name = '', ...rest] = sign.split(':');
  const sentence = SIGNS[name];
  return sentence ? say(sentence, { value: rest.join(':') }) : wordOf(say, sign);
}

const STRENGTHS: Readonly<Record<string, string>> = {
  deterministic: 'It says so itself: this cannot be mistaken.',
  strong: 'Strong signs.',
  inferred: 'Inferred from what is missing or typical.',
  none: 'No sign at all.',
};

/** Why is this click what it is? Its evidence, in the rules' own order. */
const one = page({
  path: '/app/clicks/:id',
  scope: 'analytics:read',
  async draw(visit) {
    const { api, say, id } = visit;
    const click = await api.get('/v1/clicks/{id}', { params: { id } });
    const named = await postsNamed(visit, [click]);
    const title = click.verdict === 'counted' ? say('A counted click') : say('A hit that does not count');
    return {
      title,
      wide: false,
      body: (
        <>
          <Heading title={title}>
            <a href="/app/clicks">{say('Clicks')}</a>
          </Heading>
          <Why visit={visit} click={click} />
          <Section id="facts" title={say('What is known')}>
            <FactList facts={factsOf(visit, click, named)} />
          </Section>
        </>
      ),
    };
  },
});

const Why = ({ visit, click }: { visit: Visit; click: ClickShown }) => {
  const { say } = visit;
  return (
    <Section id="why" title={say('Why')}>
      <ol>
        {click.evidence.map((sign) => (
          <li>
            {signText(visit, sign)} <span class="detail">{sign}</span>
          </li>
        ))}
      </ol>
      {click.evidence.length === 0 && <p>{say('It told nothing of itself.')}</p>}
      {click.channel.startsWith('dark_') && (
        <p class="muted">
          {say(
            'Dark social: it came in private (a message, a mail, a pasted address), where no referrer tells of it.',
          )}
        </p>
      )}
    </Section>
  );
};

function factsOf(
  visit: Visit,
  click: ClickShown,
  named: Named,
): readonly (readonly [string, Child] | false)[] {
  const { say, format, brand } = visit;
  return [
    [say('When'), format.moment(click.at, brand.timeZone)],
    [
      say('Post'),
      <a href={`/app/posts/${click.postId}`}>{named.get(click.postId ?? '')?.handle ?? click.postId}</a>,
    ],
    [say('Link'), <a href={`/app/links/${click.linkId}`}>{click.linkId}</a>],
    [
      say('Counted?'),
      click.verdict === 'counted' ? say('yes') : `${say('no')}: ${wordOf(say, click.reason ?? '')}`,
    ],
    [say('Channel'), wordOf(say, click.channel)],
    click.app !== undefined && [say('App'), click.app],
    [
      say('How sure'),
      `${say(STRENGTHS[click.strength] ?? click.strength)} ${format.percent(click.confidence)}`,
    ],
    [say('Came through'), click.trigger === 'qr' ? say('a QR code') : say('the link')],
    click.referrerHost !== undefined && [say('Referrer'), click.referrerHost],
    [say('Device'), `${click.device}, ${click.os}, ${click.browser}`],
    click.country !== undefined && [say('Country'), click.country],
    click.unique !== null && [
      say('First of this visitor in its minute'),
      click.unique ? say('yes') : say('no'),
    ],
    [say('Rules'), click.rulesVersion],
  ];
}

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

const LivePart = ({
  visit,
  live,
  named,
  since,
}: {
  visit: Visit;
  live: Awaited<ReturnType<typeof readLive>>;
  named: Named;
  since?: string;
}) => {
  const { say, format } = visit;
  const excluded = Object.entries(live.totals.excluded);
  return (
    <>
      <p data-said={say('{n} clicks today', { n: format.count(live.totals.clicks) })}>
        <strong>{say('{n} clicks today', { n: format.count(live.totals.clicks) })}</strong>
        {excluded.length > 0 &&
          ` · ${say('not counted')}: ${excluded.map(([reason, count]) => `${wordOf(say, reason)} ${format.count(count)}`).join(', ')}`}
      </p>
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

/** The counted hits of each of the last thirty minutes. */
const minutesOf = ({ say, now }: Visit, hits: readonly ClickShown[]): Bar[] =>
  Array.from({ length: LAST_MS / MINUTE_MS }, (_, index) => {
    const ago = LAST_MS / MINUTE_MS - 1 - index;
    const end = now - ago * MINUTE_MS;
    const isIn = ({ at, verdict }: ClickShown) =>
      verdict === 'counted' && Date.parse(at) > end - MINUTE_MS && Date.parse(at) <= end;
    return {
      label: ago === 0 ? say('now') : `−${ago}`,
      name: say('{n} minutes ago', { n: ago }),
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

export const clickPages = [list, one, part, live] as const;
