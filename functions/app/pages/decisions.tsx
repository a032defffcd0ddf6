import { STAGES } from '../../../shared/domain/vocabulary.ts';
import { messagesFor } from '../../../shared/report/render/words/messages.ts';
import { wrongField } from '../http/amount.ts';
import { creatorsNamed } from '../http/names.ts';
import { page, type Visit } from '../http/visit.ts';
import { Field, Form, formOf, Problems } from '../ui/forms.tsx';
import { Heading } from '../ui/layout.tsx';
import { doneAt, Empty, plural, Saved, Section, Table, wordOf } from '../ui/parts.tsx';
import { questionOf, RangeBar } from '../ui/range-bar.tsx';
import { moneyText } from '../ui/roi-table.tsx';

const VERDICTS: Readonly<Record<string, string>> = {
  moveUp: 'move up',
  testMore: 'test once more',
  stay: 'leave where they are',
  stopPaying: 'stop paying',
  barred: 'barred: a rule is broken',
};

const decisions = page({
  path: '/app/decisions',
  scope: 'creators:read',
  async draw(visit) {
    const { api, say, may, format } = visit;
    const [applications, promotions, posts, untied] = await Promise.all([
      api.get('/v1/applications', { query: { state: 'open', limit: 100 } }),
      may('analytics:read') ? api.get('/v1/promotions', {}).catch(() => undefined) : undefined,
      may('posts:read') ? api.get('/v1/posts', { query: { limit: 100, sort: '-publishedAt' } }) : undefined,
      may('conversions:read')
        ? api.get('/v1/conversions', { query: { attributedBy: 'none', limit: 100 } })
        : undefined,
    ]);
    const ready = promotions?.rows.filter(({ verdict }) => verdict === 'moveUp') ?? [];
    const broken =
      posts?.data.filter(({ checks }) => checks.some(({ result }) => result === 'violation')) ?? [];
    const named = await creatorsNamed(visit, broken);
    const count = (data: readonly unknown[], next: string | null | undefined) =>
      `${format.count(data.length)}${next ? '+' : ''}`;
    const lines: [string, string, string][] = [];
    if (applications.data.length > 0)
      lines.push([
        plural(
          say,
          applications.data.length,
          '{n} volunteer waits for your answer',
          '{n} volunteers wait for your answer',
          count(applications.data, applications.nextCursor),
        ),
        '/app/volunteers',
        say('Decide'),
      ]);
    for (const { handle, creatorId } of ready)
      lines.push([
        say('{handle} is ready to move up', { handle }),
        `/app/promotions#${creatorId}`,
        say('Decide'),
      ]);
    for (const { id, creatorId } of broken)
      lines.push([
        say('A brand rule is broken: {names}', { names: named.get(creatorId)?.handle ?? creatorId }),
        `/app/posts/${id}#rules`,
        say('Look'),
      ]);
    if (untied && untied.data.length > 0)
      lines.push([
        plural(
          say,
          untied.data.length,
          '{n} order is tied to nobody',
          '{n} orders are tied to nobody',
          count(untied.data, untied.nextCursor),
        ),
        '/app/orders?by=none&interval=all',
        say('Look'),
      ]);
    const title = say('Decisions');
    return {
      title,
      body: (
        <>
          <Heading title={title}>{say('What waits for you')}</Heading>
          <Saved visit={visit} />
          <section>
            {lines.length === 0 ? (
              <Empty>{say('Nothing waits.')}</Empty>
            ) : (
              <ul class="todo">
                {lines.map(([text, href, action]) => (
                  <li>
                    <span>{text}</span>
                    <a class="button small" href={href}>
                      {action}
                    </a>
                  </li>
                ))}
              </ul>
            )}
          </section>
        </>
      ),
    };
  },
});

const promotions = page({
  path: '/app/promotions',
  scope: 'analytics:read',
  async draw(visit) {
    const { api, say, query, may, format, locale } = visit;
    const words = messagesFor(locale);
    const stageOf = (name: string | undefined, other: (typeof STAGES)[number]) =>
      STAGES.find((stage) => stage === name) ?? other;
    const [from, to] = [stageOf(query.from, 'microcontent'), stageOf(query.to, 'campaign')];
    const pick = /^([1-9][0-9]?|100)$/.test(query.pick ?? '') ? (query.pick ?? '4') : '4';
    const ranking = await api.get('/v1/promotions', { query: { from, to, pick } as never });
    const title = say('Who moves up?');
    const form = formOf(visit, 'decide');
    return {
      title,
      body: (
        <>
          <Heading title={title}>
            {words.stage[from]} → {words.stage[to]} · {say('as of {day}', { day: format.day(ranking.asOf) })}
          </Heading>
          <Saved visit={visit} />
          <Problems visit={visit} />
          <form method="get" class="filters" aria-label={say('Filter')}>
            {(
              [
                ['from', say('From'), from],
                ['to', say('To'), to],
              ] as const
            ).map(([name, label, chosen]) => (
              <div>
                <label for={`f-${name}`}>{label}</label>
                <select id={`f-${name}`} name={name}>
                  {STAGES.map((stage) => (
                    <option value={stage} selected={stage === chosen}>
                      {words.stage[stage]}
                    </option>
                  ))}
                </select>
              </div>
            ))}
            <div>
              <label for="f-pick">{say('How many')}</label>
              <input id="f-pick" name="pick" inputmode="numeric" value={pick} />
            </div>
            <button class="quiet small" type="submit">
              {say('Show')}
            </button>
          </form>
          <Section id="ranking" title={say('What one more post is worth')}>
            {ranking.rows.length === 0 ? (
              <Empty>{say('Nobody has a post in this stage yet.')}</Empty>
            ) : (
              <>
                {ranking.expectedRightPicks !== null && (
                  <p>
                    {say('Of the {n} picked, {right} are expected to be truly among the best.', {
                      n: pick,
                      right: format.decimal(ranking.expectedRightPicks),
                    })}
                  </p>
                )}
                {ranking.note && <p class="muted">{ranking.note}</p>}
                <Table
                  caption={say('Best first; picked ones marked')}
                  columns={[
                    { name: say('Creator') },
                    { name: say('Clicks'), right: true, wide: true },
                    { name: say('Orders'), right: true, wide: true },
                    { name: say('One more post earns'), right: true },
                    { name: say('Among the best'), right: true },
                    { name: say('What to do') },
                  ]}
                  rows={ranking.rows.map((row) => ({
                    cells: [
                      <a id={row.creatorId} href={`/app/creators/${row.creatorId}`}>
                        {row.handle}
                        {row.picked ? ' ★' : ''}
                      </a>,
                      format.count(row.clicks),
                      format.count(row.orders),
                      {
                        text: moneyText(visit, row.profitPerPost),
                        detail: say('between {low} and {high}', {
                          low: moneyText(visit, row.interval.low),
                          high: moneyText(visit, row.interval.high),
                        }),
                      },
                      row.probabilityInTop === null ? '–' : format.percent(row.probabilityInTop),
                      {
                        text: say(VERDICTS[row.verdict] ?? row.verdict),
                        detail: row.reasonCodes
                          .map((code) => wordOf(say, code.replaceAll('-', ' ')))
                          .join('; '),
                      },
                    ],
                  }))}
                />
              </>
            )}
          </Section>
          {may('creators:write') && ranking.rows.length > 0 && (
            <Section id="decide" title={say('Your decision')}>
              <Form form={form} submit={say('Keep this decision')}>
                <input type="hidden" name="from" value={from} />
                <input type="hidden" name="to" value={to} />
                <div class="pair">
                  <Field
                    form={form}
                    name="creatorId"
                    options={ranking.rows.map(({ creatorId, handle }) => [creatorId, handle] as const)}
                  />
                  <Field
                    form={form}
                    name="decision"
                    label={say('Decision')}
                    options={[
                      ['promoted', say('moves up')],
                      ['kept', say('stays')],
                      ['postponed', say('later')],
                    ]}
                    initial="promoted"
                  />
                </div>
                <Field form={form} name="reason" />
              </Form>
            </Section>
          )}
          <Reviews visit={visit} reviews={may('creators:read') ? await readReviews(visit) : undefined} />
        </>
      ),
    };
  },
  acts: {
    decide: {
      scope: 'creators:write',
      async run({ api, path, say }, values, key) {
        const reason = values.text('reason');
        if (!reason)
          throw wrongField({ path: 'reason', message: say('Say why: you will want to know it later.') });
        const [from, to] = [values.raw('from'), values.raw('to')];
        const body = {
          creatorId: values.raw('creatorId'),
          from,
          to,
          decision: values.raw('decision'),
          reason,
        };
        await api.post('/v1/promotion-reviews', { body: body as never, idempotencyKey: key });
        return doneAt(path, 'decided', { from, to });
      },
    },
  },
});

async function readReviews(visit: Visit) {
  const { data } = await visit.api.get('/v1/promotion-reviews', { query: { limit: 20 } });
  return {
    data,
    named: await creatorsNamed(visit, data),
  };
}

const Reviews = ({
  visit,
  reviews,
}: {
  visit: Visit;
  reviews: Awaited<ReturnType<typeof readReviews>> | undefined;
}) => {
  if (!reviews || reviews.data.length === 0) return null;
  const { say, format } = visit;
  const names: Readonly<Record<string, string>> = { promoted: 'moves up', kept: 'stays', postponed: 'later' };
  return (
    <Section id="reviews" title={say('Decided before')}>
      <Table
        caption={say('With the reason of then')}
        columns={[
          { name: say('Creator') },
          { name: say('Decision') },
          { name: say('Reason') },
          { name: say('Decided'), wide: true },
        ]}
        rows={reviews.data.map((review) => ({
          cells: [
            reviews.named.get(review.creatorId)?.handle ?? review.creatorId,
            say(names[review.decision] ?? review.decision),
            review.reason,
            format.day(review.decidedAt.slice(0, 10)),
          ],
        }))}
      />
    </Section>
  );
};

const darkSocial = page({
  path: '/app/dark-social',
  scope: 'analytics:read',
  async draw(visit) {
    const { api, say, format } = visit;
    const { from, to } = questionOf(visit);
    const dark = await api.get('/v1/dark-social', { query: { from, to } });
    const title = say('Dark social');
    const range = ({ low, high }: { low: number; high: number }) =>
      low === high
        ? format.count(low)
        : say('{low} to {high}', { low: format.count(low), high: format.count(high) });
    return {
      title,
      body: (
        <>
          <Heading title={title}>
            {say(
              'What came in private: by message, mail or a pasted address, where no referrer tells of it.',
            )}
          </Heading>
          <RangeBar visit={visit} show={['range']} />
          {dark.visits === 0 ? (
            <section>
              <Empty>{say('No click in these days.')}</Empty>
            </section>
          ) : (
            <>
              <Section id="how-much" title={say('How much')}>
                <p>
                  {say('Of {visits} clicks, {range} came in private.', {
                    visits: format.count(dark.visits),
                    range: range(dark.clicks),
                  })}{' '}
                  {dark.share
                    ? say('That is {low} to {high} of them.', {
                        low: format.percent(dark.share.low),
                        high: format.percent(dark.share.high),
                      })
                    : ''}
                </p>
                <p>
                  {say('They brought {orders} orders and {low} to {high} of revenue.', {
                    orders: range(dark.orders),
                    low: moneyText(visit, dark.revenue.low),
                    high: moneyText(visit, dark.revenue.high),
                  })}
                </p>
              </Section>
              <div class="cols">
                <Section id="apps" title={say('Through which app')}>
                  <Table
                    caption={say('As the app named itself')}
                    columns={[{ name: say('App') }, { name: say('Clicks'), right: true }]}
                    rows={dark.byApp.map(({ app, clicks }) => ({
                      cells: [
                        <a href={`/app/clicks?from=${from}&to=${to}${app ? `&app=${app}` : ''}`}>
                          {app ?? say('no app named itself')}
                        </a>,
                        format.count(clicks),
                      ],
                    }))}
                  />
                </Section>
                <Section id="evidence" title={say('How we know')}>
                  <Table
                    caption={say('By sign, and how far it is believed')}
                    columns={[
                      { name: say('Sign') },
                      { name: say('Clicks'), right: true },
                      { name: say('Believed'), right: true },
                    ]}
                    rows={dark.evidence.map(({ sign, clicks, confidence }) => ({
                      cells: [wordOf(say, sign), format.count(clicks), format.percent(confidence)],
                    }))}
                  />
                </Section>
              </div>
              <Section id="others" title={say('What referrers alone would have said')}>
                <Table
                  caption={say('The same clicks and revenue')}
                  columns={[
                    { name: say('Group') },
                    { name: say('Clicks'), right: true },
                    { name: say('Net revenue'), right: true },
                  ]}
                  rows={dark.asReferrerOnlyAnalyticsSeesIt.map(({ group, clicks, revenue }) => ({
                    cells: [group, format.count(clicks), moneyText(visit, revenue)],
                  }))}
                />
              </Section>
            </>
          )}
        </>
      ),
    };
  },
});

export const decisionPages = [decisions, promotions, darkSocial] as const;
