import type { NoChoice } from '../../../../shared/domain/roi/promotions/promotions.ts';
import type { Promotions } from '../../../../shared/domain/schema/answers/promotions.ts';
import { STAGES, type Stage } from '../../../../shared/domain/vocabulary.ts';
import { messagesFor } from '../../../../shared/report/render/words/messages.ts';
import { wrongField } from '../../http/amount.ts';
import { calledBy, calledIn, calledWhole, creatorsNamed, handleBeside } from '../../http/names.ts';
import { page, type Visit } from '../../http/visit.ts';
import { Field, Form, formOf, Problems } from '../../ui/forms.tsx';
import { Heading } from '../../ui/layout.tsx';
import { doneAt, Empty, Saved, Section, Table, type TableCell, wordOf } from '../../ui/parts.tsx';
import { shapeText } from '../../ui/post-asset.tsx';
import { COUNTED, moneyText, SALES } from '../../ui/roi-table.tsx';

const VERDICTS: Readonly<Record<string, string>> = {
  moveUp: 'move up',
  testMore: 'test once more',
  stay: 'leave where they are',
  stopPaying: 'stop paying',
  barred: 'barred: a rule is broken',
};

export const promotionsPage = page({
  path: '/app/promotions',
  scope: 'analytics:read',
  async draw(visit) {
    const { say, query, may, format, locale } = visit;
    const words = messagesFor(locale);
    const stageOf = (name: string | undefined, other: (typeof STAGES)[number]) =>
      STAGES.find((stage) => stage === name) ?? other;
    const [from, to] = [stageOf(query.from, 'microcontent'), stageOf(query.to, 'campaign')];
    const pick = /^([1-9][0-9]?|100)$/.test(query.pick ?? '') ? (query.pick ?? '4') : '4';
    const ranking = await readRanking(visit, { from, to, pick });
    const title = say('Who moves up?');
    return {
      title,
      body: (
        <>
          <Heading title={title}>
            {words.stage[from]} → {words.stage[to]} · {say('as of {day}', { day: format.day(ranking.asOf) })}
          </Heading>
          <Saved visit={visit} />
          <Problems visit={visit} />
          <Filters visit={visit} from={from} to={to} pick={pick} />
          <Section id="ranking" title={say('What one more post is worth')}>
            <Ranking visit={visit} ranking={ranking} pick={pick} />
          </Section>
          {may('creators:write') && ranking.rows.length > 0 && (
            <Decide visit={visit} from={from} to={to} rows={ranking.rows} />
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
        await api.post('/v1/promotion-reviews', { body, idempotencyKey: key });
        return doneAt(path, 'decided', { from, to });
      },
    },
  },
});

type Steps = { visit: Visit; from: string; to: string };

const Filters = ({ visit, from, to, pick }: Steps & { pick: string }) => {
  const { say, locale } = visit;
  const words = messagesFor(locale);
  return (
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
  );
};

/** Handles as the API ranks them, and names as reports say them. */
async function readRanking(visit: Visit, query: { from: Stage; to: Stage; pick: string }) {
  const ranking = await visit.api.get('/v1/promotions', { query });
  const named = await creatorsNamed(visit, ranking.rows);
  const rows = ranking.rows.map((row) => ({ ...row, displayName: named.get(row.creatorId)?.displayName }));
  return { ...ranking, rows };
}
type Ranked = Awaited<ReturnType<typeof readRanking>>;
type RankedRow = Ranked['rows'][number];

type OfRanking = { visit: Visit; ranking: Ranked; pick: string };

const Ranking = ({ visit, ranking, pick }: OfRanking) => {
  const { say } = visit;
  if (ranking.rows.length === 0)
    return (
      <Empty href="/app/posts/new" action={say('Enter a post')}>
        {say('Nobody has a post in this stage yet.')}
      </Empty>
    );
  return (
    <>
      <HowSure visit={visit} ranking={ranking} pick={pick} />
      <Table
        caption={say('Best first; picked ones marked')}
        columns={[
          { name: say('Creator') },
          { name: say('Clicks'), right: true, wide: true },
          { name: say('Orders'), right: true, wide: true },
          { name: say('One more post earns'), right: true },
          { name: say('Among the best'), right: true },
          { name: say('Creativity'), right: true, wide: true },
          { name: say('Engagement'), right: true, wide: true },
          { name: say('What to do'), wide: true },
        ]}
        rows={ranking.rows.map((row) => ({ cells: cellsOf(visit, row, ranking) }))}
      />
    </>
  );
};

/** How many of the picks are expected to be right, and what the ranking rests on. */
const HowSure = ({ visit: { say, format, locale }, ranking, pick }: OfRanking) => (
  <>
    {ranking.expectedRightPicks !== null && (
      <p>
        {say('Of the {n} picked, {right} are expected to be truly among the best.', {
          n: pick,
          right: format.decimal(ranking.expectedRightPicks),
        })}
      </p>
    )}
    {ranking.note && <p class="muted">{messagesFor(locale).promotion.noChoice[noChoiceOf(ranking)]}</p>}
    {ranking.engagement.used && (
      <p class="muted">
        {messagesFor(locale).promotion.engagement(format.count(ranking.engagement.creators))}
      </p>
    )}
  </>
);

/** The API says it in English, and as the reason of each row that it holds for. */
const noChoiceOf = ({ rows }: Promotions): NoChoice =>
  rows.some(({ reasonCodes }) => reasonCodes.includes('no-orders')) ? 'no-orders' : 'nothing-to-choose';

function cellsOf(visit: Visit, row: RankedRow, { from: stage, to }: Ranked): TableCell[] {
  const { format, locale } = visit;
  const at = (path: string, narrower: Readonly<Record<string, string>> = {}) =>
    `${path}?${new URLSearchParams({ interval: 'all', creatorId: row.creatorId, stage, ...narrower })}`;
  const returned = at('/app/stages', { groupBy: 'post', basis: 'cohort' });
  const advice = adviceCell(visit, row, to);
  return [
    nameCell(row, advice),
    { text: format.count(row.clicks), href: at('/app/clicks', COUNTED) },
    { text: format.count(row.orders), href: at('/app/orders', SALES) },
    {
      text: moneyText(visit, row.profitPerPost),
      href: returned,
      detail: messagesFor(locale).range(
        moneyText(visit, row.interval.low),
        moneyText(visit, row.interval.high),
      ),
    },
    { text: row.probabilityInTop === null ? '–' : format.percent(row.probabilityInTop), href: returned },
    {
      text: row.beside.creativity === null ? '–' : format.decimal(row.beside.creativity),
      href: at('/app/posts'),
    },
    { ...engagementCell(visit, row.beside), href: at('/app/posts') },
    advice,
  ];
}

/** With the advice under the name: a phone has no room for a column of sentences. */
const nameCell = (row: RankedRow, advice: ReturnType<typeof adviceCell>): TableCell => ({
  text: (
    <a id={row.creatorId} href={`/app/creators/${row.creatorId}`}>
      {calledBy(row)}
      {row.picked ? '\u00a0★' : ''}
    </a>
  ),
  detail: (
    <>
      {handleBeside(row)}
      <span class="narrow">
        {handleBeside(row) && <br />}
        <span class={advice.tone}>{advice.text}</span>
        {advice.detail && ` · ${advice.detail}`}
      </span>
    </>
  ),
});

const TONES: Readonly<Record<string, 'good' | 'bad'>> = { moveUp: 'good', stopPaying: 'bad', barred: 'bad' };

/** As reports say it: who is in that stage already is kept there, and no decision waits. */
function adviceCell({ say, locale }: Visit, { verdict, reasonCodes, beside }: RankedRow, to: Stage) {
  const { promotion, stage } = messagesFor(locale);
  const tone = TONES[verdict];
  const reasons = reasonCodes
    // The verdict says it already.
    .filter((code) => code !== 'rule-broken')
    .map((code) => wordOf(say, code.replaceAll('-', ' ')));
  return {
    text: verdict === 'moveUp' && beside.there ? promotion.keepThere : say(VERDICTS[verdict] ?? verdict),
    detail: [...(beside.there ? [promotion.there(stage[to])] : []), ...reasons].join('; '),
    ...(tone ? { tone } : {}),
  };
}

function engagementCell({ say, format }: Visit, { engagementRate, shape }: RankedRow['beside']) {
  const detail = shape.map((flag) => shapeText(say, flag)).join('; ');
  return {
    text: engagementRate === null ? '–' : format.finePercent(engagementRate),
    ...(detail ? { detail } : {}),
  };
}

const Decide = ({ visit, from, to, rows }: Steps & { rows: readonly RankedRow[] }) => {
  const { say } = visit;
  const form = formOf(visit, 'decide');
  return (
    <Section id="decide" title={say('Your decision')}>
      <Form form={form} submit={say('Keep this decision')}>
        <input type="hidden" name="from" value={from} />
        <input type="hidden" name="to" value={to} />
        <div class="pair">
          <Field
            form={form}
            name="creatorId"
            options={rows.map((row) => [row.creatorId, calledWhole(row)] as const)}
            initial={visit.query.creatorId ?? ''}
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
  );
};

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
            calledIn(reviews.named, review.creatorId),
            say(names[review.decision] ?? review.decision),
            review.reason,
            format.day(review.decidedAt.slice(0, 10)),
          ],
        }))}
      />
    </Section>
  );
};
