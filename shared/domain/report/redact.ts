import type {
  Action,
  Best,
  ChangingFigure,
  EarningPost,
  Figure,
  LiftOfWeek,
  MessageMixShown,
  ProgrammeOfWeek,
  ReportSnapshot,
  StageRow,
} from './snapshot.ts';

/**
 * The snapshot for a reader who may not see what the brand pays: spend is gone, and so is every figure from which it
 * could be worked out beside net revenue (ROI, ROAS, profit, the PPC line). One place, before any rendering, so that
 * page, text, CSV and JSON of a shared link cannot disagree.
 */
export function withoutSpend(snapshot: ReportSnapshot): ReportSnapshot {
  const { headline } = snapshot;
  return {
    ...snapshot,
    headline: {
      ...headline,
      spendMinor: withheldChanging(headline.spendMinor),
      marginRoi: withheldChanging(headline.marginRoi),
      roas: withheld(headline.roas),
      breakEvenRoas: withheld(headline.breakEvenRoas),
    },
    action: SPEND_ACTIONS.has(snapshot.action.kind) ? { kind: 'keep-going' } : snapshot.action,
    stages: snapshot.stages.map(stageWithoutSpend),
    total: stageWithoutSpend(snapshot.total),
    ...(snapshot.best && {
      best: {
        creators: bestWithoutSpend(snapshot.best.creators),
        posts: bestWithoutSpend(snapshot.best.posts),
      },
    }),
    ...(snapshot.lift && { lift: liftWithoutSpend(snapshot.lift) }),
    ...(snapshot.programme && { programme: programmeWithoutSpend(snapshot.programme) }),
    goals: (snapshot.goals ?? []).map((goal) =>
      goal.metric === 'profit' ? { ...goal, reached: null } : goal,
    ),
    ...(snapshot.promotion && { promotion: promotionWithoutSpend(snapshot.promotion) }),
    stillEarning: snapshot.stillEarning.map(earningWithoutSpend),
    messages: snapshot.messages.map(mixWithoutSpend),
    revision: withoutSpendChanges(snapshot.revision),
    earlierWeeks: snapshot.earlierWeeks.map(withoutSpendChanges),
    provenance: {
      ...snapshot.provenance,
      grossMargin: null,
      spendByKind: {},
      unconverted: snapshot.provenance.unconverted.filter(({ of }) => of === 'orders'),
    },
  };
}

const SPEND_FIGURES = new Set(['spendMinor', 'marginRoi', 'grossProfitMinor']);
const SPEND_ACTIONS = new Set<Action['kind']>(['stage-loses', 'record-spend', 'set-margin']);

const withoutSpendChanges = <T extends Pick<ReportSnapshot['revision'], 'differences' | 'causes'>>(
  changed: T,
): T => ({
  ...changed,
  differences: changed.differences.filter(({ path }) => !SPEND_FIGURES.has(path.figure)),
  causes: changed.causes.filter((cause) => cause.kind !== 'spend-changed'),
});

const bestWithoutSpend = ({ rows, others, withoutPost, notTied }: Best): Best => ({
  rows: rows.map((row) => ({ ...row, spendMinor: null })),
  ...(others && { others: { ...others, spendMinor: null } }),
  ...(withoutPost && { withoutPost: { ...withoutPost, spendMinor: null } }),
  ...(notTied && { notTied: { ...notTied, spendMinor: null } }),
});

const earningWithoutSpend = (post: EarningPost): EarningPost => ({
  ...post,
  residualRevenueMinor: withheld(post.residualRevenueMinor),
  ppcEquivalentMinor: withheld(post.ppcEquivalentMinor),
});

const mixWithoutSpend = (mix: MessageMixShown): MessageMixShown => ({
  ...mix,
  rows: mix.rows.map((row) => (row.roi ? { ...row, roi: withheld(row.roi) } : row)),
});

const liftWithoutSpend = ({ roi: _roi, ...lift }: LiftOfWeek): LiftOfWeek => lift;

const programmeWithoutSpend = ({ sources, ads, ages, ...programme }: ProgrammeOfWeek): ProgrammeOfWeek => ({
  ...programme,
  ...(ages && { ages: { rows: ages.rows.map((row) => ({ ...row, roi: withheld(row.roi) })) } }),
  ...(sources && {
    sources: {
      rows: sources.rows.map((row) => ({ ...row, roi: withheld(row.roi), cacMinor: null })),
      beyondChance: sources.beyondChance.filter((one) => one !== 'returned'),
    },
  }),
  ...(ads && { ads: { ...ads, spendMinor: null } }),
});

const withheld = (figure: Figure): Figure => ({ value: null, basis: figure.basis, note: 'withheld' });

const withheldChanging = (figure: ChangingFigure): ChangingFigure => ({
  ...withheld(figure),
  change: { previous: null, median: null, ratio: null, verdict: 'untested' },
});

const stageWithoutSpend = (row: StageRow): StageRow => ({
  ...row,
  grossProfitMinor: withheld(row.grossProfitMinor),
  spendMinor: withheld(row.spendMinor),
  roi: withheld(row.roi),
  roas: withheld(row.roas),
  cohort: { ...row.cohort, spendMinor: withheld(row.cohort.spendMinor), roi: withheld(row.cohort.roi) },
});

const promotionWithoutSpend = (promotion: NonNullable<ReportSnapshot['promotion']>) =>
  promotion.scale === 'conversion-rate'
    ? promotion
    : {
        ...promotion,
        candidates: promotion.candidates.map((one) => ({ ...one, score: withheld(one.score) })),
      };
