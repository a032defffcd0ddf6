import { appName } from '../../../domain/judge/tables/app-names.ts';
import type { EarningPost, Promotion, ReportSnapshot } from '../../../domain/report/snapshot.ts';
import { figureCell, type Speech } from '../figures.ts';
import { type Block, cell, type Tone, table, textBlock, type ViewSection, type ViewTable } from './view.ts';

/** Who to move up, best first, with how sure we are. */
export function presentPromotion({ promotion }: ReportSnapshot, speech: Speech): ViewSection {
  const { say, format } = speech;
  const title = say.promotion.title(
    say.stage[promotion?.from ?? 'microcontent'],
    say.stage[promotion?.to ?? 'campaign'],
  );
  if (!promotion || promotion.candidates.length === 0) {
    return { id: 'promotion', title, blocks: [textBlock(say.promotion.none)] };
  }
  const expected: Block[] =
    promotion.expectedRightPicks === null
      ? [textBlock(say.promotion.noChoice[promotion.noChoice ?? 'nothing-to-choose'])]
      : [
          textBlock(
            say.promotion.expected(
              format.decimal(promotion.expectedRightPicks),
              format.count(promotion.pick),
            ),
          ),
        ];
  return {
    id: 'promotion',
    title,
    blocks: [
      ...expected,
      ...(promotion.engagementOf
        ? [textBlock(say.promotion.engagement(format.count(promotion.engagementOf)))]
        : []),
      ...table(candidates(promotion, speech)),
      { kind: 'chart', chart: 'posteriors' },
    ],
  };
}

function candidates(promotion: Promotion, speech: Speech): ViewTable {
  const { say, format } = speech;
  const write = scoreWriter(promotion, speech);
  return {
    caption: say.promotion.title(say.stage[promotion.from], say.stage[promotion.to]),
    columns: [
      { label: say.promotion.creator, align: 'left' },
      { label: say.promotion.evidence, align: 'right', wide: true },
      {
        label: promotion.scale === 'profit-per-post' ? say.promotion.profit : say.promotion.rate,
        align: 'right',
      },
      { label: say.promotion.chance, align: 'right' },
      { label: say.promotion.verdict, align: 'left' },
    ],
    rows: promotion.candidates.map((one) => ({
      cells: [
        cell(one.name, { detail: appName(one.platform) }),
        cell(`${format.count(one.clicks)} / ${format.count(one.orders)}`),
        { ...figureCell(one.score, write, speech), ...((one.score.value ?? 0) < 0 && { tone: 'bad' }) },
        one.probabilityInTop === null
          ? cell('–')
          : cell(format.percent(one.probabilityInTop), { bar: one.probabilityInTop }),
        cell(todo(one, speech), {
          detail: [
            ...(one.there ? [say.promotion.there(say.stage[promotion.to])] : []),
            ...one.reasons.flatMap((reason) => say.reason[reason] ?? []),
          ].join(', '),
          ...(TONES[one.verdict] && { tone: TONES[one.verdict] }),
        }),
      ],
    })),
  };
}

/** Whoever has moved up is not to be moved again. */
const todo = ({ verdict, there }: Promotion['candidates'][number], { say }: Speech): string =>
  there && verdict === 'moveUp' ? say.promotion.keepThere : say.promotionVerdict[verdict];

const TONES: Partial<Record<Promotion['candidates'][number]['verdict'], Tone>> = {
  moveUp: 'good',
  stopPaying: 'bad',
  barred: 'bad',
};

export const scoreWriter =
  (promotion: Promotion, { format }: Speech) =>
  (value: number): string =>
    promotion.scale === 'profit-per-post' ? format.money(Math.round(value)) : format.finePercent(value);

/** Older posts that go on working, and what search ads would ask for the same clicks. */
export function presentEarning({ stillEarning }: ReportSnapshot, speech: Speech): ViewSection {
  const { say } = speech;
  if (stillEarning.length === 0) {
    return { id: 'earning', title: say.earning.title, blocks: [textBlock(say.earning.none)] };
  }
  const withBenchmark = stillEarning.some((post) => post.ppcEquivalentMinor.value !== null);
  return {
    id: 'earning',
    title: say.earning.title,
    blocks: [
      textBlock(say.earning.intro),
      ...table(earners(stillEarning, speech)),
      { kind: 'chart', chart: 'decay' },
      ...(withBenchmark ? [textBlock(say.earning.ppcNote)] : []),
    ],
  };
}

/** Hours under a day, where a fraction of a day would have to be worked out. */
export function lifeText(days: number, { say, format }: Pick<Speech, 'say' | 'format'>): string {
  if (days >= 1) return say.earning.days(days, format.decimal(days));
  const hours = Math.max(1, Math.round(days * 24));
  return say.earning.hours(hours, format.count(hours));
}

const placeOf = ({ platform, stage }: EarningPost, { say }: Speech) => [appName(platform), say.stage[stage]];
const wokeUp = ({ wokeUpOn }: EarningPost, { say, format }: Speech) =>
  wokeUpOn === undefined ? [] : [say.earning.wokeUp(format.day(wokeUpOn))];

function earners(posts: EarningPost[], speech: Speech): ViewTable {
  const { say, format } = speech;
  const whole = (value: number) => format.count(Math.round(value));
  const money = (value: number) => format.money(Math.round(value));
  return {
    caption: say.earning.title,
    columns: [
      { label: say.earning.post, align: 'left' },
      { label: say.earning.age, align: 'right', wide: true },
      { label: say.earning.halfLife, align: 'right' },
      { label: say.earning.residual, align: 'right' },
      { label: say.earning.revenue, align: 'right' },
      { label: say.earning.ppc, align: 'right', wide: true },
    ],
    rows: posts.map((post) => ({
      cells: [
        cell(post.creator, { detail: [...placeOf(post, speech), ...wokeUp(post, speech)].join(', ') }),
        cell(say.earning.days(post.ageDays, format.count(post.ageDays))),
        cell(post.halfLifeDays.value === null ? '–' : lifeText(post.halfLifeDays.value, speech)),
        figureCell(post.residualClicks, whole, speech),
        figureCell(post.residualRevenueMinor, money, speech),
        figureCell(post.ppcEquivalentMinor, money, speech),
      ],
    })),
  };
}
