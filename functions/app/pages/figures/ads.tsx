import { type AdsLine, readAdsTable } from '../../../../shared/domain/ppc/read-ads-table.ts';
import type { PpcCurve } from '../../../../shared/domain/schema/orders/ppc.ts';
import { readCount, wrongField } from '../../http/amount.ts';
import type { FormValues } from '../../http/form.ts';
import { pastedAmount, pastedLines, wrongLine } from '../../http/pasted.ts';
import { page, type Visit } from '../../http/visit.ts';
import { ResidualChart } from '../../ui/charts/residual-chart.tsx';
import { Heading } from '../../ui/layout.tsx';
import { daysText } from '../../ui/overview.tsx';
import { doneAt, Saved, Section, Table } from '../../ui/parts.tsx';
import { pastePage } from '../../ui/paste-page.tsx';
import { questionOf, RangeBar } from '../../ui/range-bar.tsx';
import { moneyText } from '../../ui/roi-table.tsx';

const list = page({
  path: '/app/ads',
  scope: 'analytics:read',
  async draw(visit) {
    const { api, say, may } = visit;
    const question = questionOf(visit);
    const { from, to } = question;
    const { posts, ads } = await api.get('/v1/ppc/comparison', { query: { from, to } });
    const title = say('Posts beside ads');
    const sentences = [lastingOf(visit, say('Posts'), posts), lastingOf(visit, say('Ads'), ads)];
    return {
      title,
      body: (
        <>
          <Heading title={title}>
            {may('spend:write') && (
              <>
                <a href="/app/ads/paste">{say('Paste your ads by day')}</a> ·{' '}
              </>
            )}
            {daysText(visit, question)}
          </Heading>
          <Saved visit={visit} />
          <RangeBar visit={visit} show={['range']} />
          <Section id="lasting" title={say('How long clicks last once the money is spent')}>
            {sentences.map((sentence) => (
              <p>{sentence}</p>
            ))}
            {(posts.points ?? ads.points) && (
              <ResidualChart {...{ visit, posts, ads, finding: sentences.join(' ') }} />
            )}
          </Section>
          <Costs visit={visit} caption={daysText(visit, question)} posts={posts} ads={ads} />
        </>
      ),
    };
  },
});

type CostsShown = { visit: Visit; caption: string; posts: PpcCurve; ads: PpcCurve };

const Costs = ({ visit, caption, posts, ads }: CostsShown) => {
  const { say } = visit;
  return (
    <Section id="cost" title={say('What a click cost')}>
      <Table
        caption={caption}
        columns={[
          { name: '' },
          { name: say('Posts or stretches'), right: true, wide: true },
          { name: say('Spend'), right: true },
          { name: say('Clicks'), right: true },
          { name: say('Per click'), right: true },
          { name: say('After the first day'), right: true },
        ]}
        rows={[
          { cells: [say('Posts'), ...cellsOf(visit, posts)] },
          { cells: [say('Ads'), ...cellsOf(visit, ads)] },
        ]}
      />
      <p class="muted">
        {say(
          'Clicks of ads are those that the network counted; clicks of posts are counted by Vouch, without bots.',
        )}
      </p>
    </Section>
  );
};

function cellsOf(visit: Visit, { units, spend, clicks, cpc, leftAfterFirstDay }: PpcCurve): string[] {
  const { format } = visit;
  return [
    format.count(units),
    moneyText(visit, spend),
    format.count(clicks),
    moneyText(visit, cpc),
    leftAfterFirstDay === null ? '–' : format.percent(leftAfterFirstDay),
  ];
}

/** One sentence, or why there is none. */
function lastingOf(
  { say, format }: Visit,
  of: string,
  { leftAfterFirstDay, points, note }: PpcCurve,
): string {
  if (leftAfterFirstDay !== null && points)
    return say('{of}: {share} of the clicks of {days} days came after the first day.', {
      of,
      share: format.percent(leftAfterFirstDay),
      days: points.length,
    });
  const why = {
    noDays: say('nothing was published or told in these days'),
    notFollowed: say('not followed by a week without new money yet; days without spend have to be told too'),
    tooFewClicks: say('too few clicks on the first days'),
  };
  return say('{of}: no curve, because: {why}.', { of, why: note ? why[note.code] : '' });
}

const paste = pastePage({
  path: '/app/ads/paste',
  scope: 'spend:write',
  words: ({ say }) => ({
    title: say('Paste your ads by day'),
    under: { href: '/app/ads', name: say('Posts beside ads') },
    submit: say('Take them over'),
    hint: say(
      'One line a day: day (2026-10-05), spend, clicks; or a daily export of Google or Meta with its headings. Days between that are not in it count as days without ads.',
    ),
  }),
  run: takePasted,
});

const MOST_LINES = 5000;

/** All lines are read before anything is told; several of a day (campaigns, devices) are added up. */
async function takePasted(visit: Visit, values: FormValues): Promise<string> {
  const lines = readAdsTable(pastedLines(visit, values, () => true, MOST_LINES));
  const { say, brand, api } = visit;
  if (lines === 'noColumns' || lines.length === 0)
    throw wrongField({ path: 'table', message: say('There is no line with a day, spend and clicks.') });
  const days = new Map<string, { spend: number; clicks: number }>();
  for (const line of lines) {
    const sums = days.get(line.day) ?? { spend: 0, clicks: 0 };
    const { spend, clicks } = amountsOf(visit, line);
    days.set(line.day, { spend: sums.spend + spend, clicks: sums.clicks + clicks });
  }
  const told = [...days].map(([day, { spend, clicks }]) => ({
    day,
    spend: { amount: spend, currency: brand.currency },
    clicks,
  }));
  await api.post('/v1/ppc/bulk', { body: { days: told, restIsNothing: true } });
  const named = [...days.keys()].sort();
  return doneAt('/app/ads', 'added', { from: named[0] ?? '', to: named.at(-1) ?? '' });
}

function amountsOf(visit: Visit, { line, spend, clicks, currency }: AdsLine) {
  const { say, brand } = visit;
  const wrong = (what: string) => wrongLine(visit, line, what);
  if (currency && currency !== brand.currency)
    throw wrong(say('the amount is in {currency}, not in {own}', { currency, own: brand.currency }));
  const amount = isNothing(spend) ? 0 : pastedAmount(visit, line, spend);
  const count = isNothing(clicks) ? 0 : readCount(clicks);
  if (count === undefined) throw wrong(say('the clicks {clicks} cannot be read', { clicks }));
  return { spend: amount, clicks: count };
}

/** As networks write a day without any. */
const isNothing = (text: string): boolean => /^(|-+|–|—)$/.test(text.trim());

export const adsPages = [list, paste] as const;
