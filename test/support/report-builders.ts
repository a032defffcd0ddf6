import type {
  BestRow,
  Candidate,
  Change,
  ChangingFigure,
  EarningPost,
  Figure,
  FigureBasis,
  LiftOfWeek,
  ReportSnapshot,
  StageRow,
} from '../../shared/domain/report/snapshot.ts';

/** A snapshot of the sock maker's week 46, made by hand; `change` replaces whole branches. */
export const aSnapshot = (change: Partial<ReportSnapshot> = {}): ReportSnapshot => ({
  snapshotVersion: 1,
  brand: { brandId: 'brd_socks', name: 'Sock Works', timeZone: 'Europe/Berlin', currency: 'EUR' },
  period: {
    week: '2026-W46',
    firstDay: '2026-11-09',
    lastDay: '2026-11-15',
    start: '2026-11-08T23:00:00Z',
    end: '2026-11-15T23:00:00Z',
    hours: 168,
  },
  revision: { number: 1, differences: [], causes: [] },
  kind: 'usual',
  headline: {
    netRevenueMinor: changing(418260, 'net-revenue', { previous: 352100, ratio: 0.188, verdict: 'chance' }),
    marginRoi: changing(0.85, 'margin-roi', { previous: 0.61, ratio: 0.39, verdict: 'chance' }, [0.31, 1.42]),
    clicks: changing(1788, 'human-clicks', {
      previous: 1320,
      ratio: 0.3545,
      verdict: 'real',
      pValue: 0.0004,
    }),
    orders: changing(52, 'credited-orders', {
      previous: 44,
      ratio: 0.1818,
      verdict: 'chance',
      pValue: 0.475,
    }),
    spendMinor: changing(135650, 'accrued-spend', { previous: 131200, ratio: 0.034, verdict: 'untested' }),
    roas: { value: 3.08, basis: 'roas' },
    breakEvenRoas: { value: 1.67, basis: 'break-even-roas' },
  },
  action: { kind: 'promote', names: ['Mara Lindqvist'], from: 'microcontent', to: 'campaign' },
  moved: [
    {
      subject: { kind: 'brand' },
      metric: 'clicks',
      was: 1320,
      is: 1788,
      change: aChange({ previous: 1320, ratio: 0.3545, verdict: 'real' }),
    },
    {
      subject: { kind: 'channel', channel: 'dark' },
      metric: 'clicks',
      was: 290,
      is: 512,
      change: aChange({ previous: 290, ratio: 0.7655, verdict: 'real' }),
    },
  ],
  stages: [
    aStage('microcontent', {
      posts: 10,
      clicks: 905,
      orders: 21,
      netRevenueMinor: 151200,
      spendMinor: 41250,
      roi: [1.2, 0.35, 2.1],
    }),
    aStage('campaign', {
      posts: 4,
      clicks: 612,
      orders: 24,
      netRevenueMinor: 212060,
      spendMinor: 84400,
      roi: [0.51, -0.05, 1.12],
    }),
    aStage('community', {
      posts: 6,
      clicks: 271,
      orders: 7,
      netRevenueMinor: 55000,
      spendMinor: 10000,
      roi: [2.3, 0.6, 4.4],
    }),
  ],
  total: aStage('total', {
    posts: 20,
    clicks: 1788,
    orders: 52,
    netRevenueMinor: 418260,
    spendMinor: 135650,
    roi: [0.85, 0.31, 1.42],
  }),
  best: {
    creators: {
      rows: [
        aBest('crt_0', 'Mara Lindqvist', 520, 16, 124_300),
        aBest('crt_1', 'Ben Okafor', 410, 12, 98_000),
        aBest('crt_2', 'Sofia Marchetti', 300, 9, 71_200),
        aBest('crt_3', 'Aylin Demir', 290, 8, 64_760),
        aBest('crt_4', 'Tom de Vries', 268, 5, 40_000),
      ],
      notTied: { clicks: 0, orders: 2, netRevenueMinor: 20_000, spendMinor: 0 },
    },
    posts: {
      rows: [
        {
          ...aBest('pst_1', 'Mara Lindqvist', 420, 14, 110_000),
          publishedOn: '2026-11-10',
          platform: 'instagram',
        },
        { ...aBest('pst_2', 'Ben Okafor', 350, 10, 90_000), publishedOn: '2026-11-11', platform: 'tiktok' },
      ],
      others: { count: 18, clicks: 1018, orders: 26, netRevenueMinor: 198_260, spendMinor: 100_000 },
      notTied: { clicks: 0, orders: 2, netRevenueMinor: 20_000, spendMinor: 0 },
    },
  },
  engagement: { days: 28, rate: 0.0412, before: 0.0388, tiers: [{ tier: '5-10k', rate: 0.0412, posts: 14 }] },
  goals: [
    {
      campaignId: 'cmp_winter',
      campaign: 'Winter warmers',
      metric: 'orders',
      target: 160,
      reached: 118,
      timeGone: 0.55,
    },
  ],
  weeks: WEEKS.map(([week, platform, otherSocial, dark, search, other]) => ({
    week,
    clicks: platform + otherSocial + dark + search + other,
    orders: 40,
    netRevenueMinor: 320000,
    byGroup: { platform, otherSocial, dark, search, other },
  })),
  promotion: {
    from: 'microcontent',
    to: 'campaign',
    pick: 4,
    expectedRightPicks: 2.6,
    scale: 'profit-per-post',
    candidates: CANDIDATES.map(aCandidate),
  },
  stillEarning: [aPost('Mara Lindqvist', 'instagram', 483, 3), aPost('Ben Okafor', 'tiktok', 260, 9)],
  lift: aLift(),
  darkSocial: {
    visits: 1788,
    low: 280,
    high: 512,
    expected: 411,
    share: { low: 0.1566, high: 0.286353 },
    evidence: [
      { sign: 'declared', clicks: 44, confidence: 1 },
      { sign: 'messenger', clicks: 236, confidence: 0.97 },
      { sign: 'dark_app', clicks: 60, confidence: 0.75 },
      { sign: 'dark_unknown', clicks: 172, confidence: 0.5 },
    ],
    orders: { low: 11, high: 20 },
    netRevenueMinor: { low: 88200, high: 160900 },
    byCodeAlone: { orders: 3, netRevenueMinor: 14970 },
    byApp: [
      { app: null, clicks: 232 },
      { app: 'whatsapp', clicks: 214 },
      { app: 'telegram', clicks: 66 },
    ],
    sharesSeen: [
      { app: 'whatsapp', count: 31 },
      { app: 'imessage', count: 12 },
    ],
    referrerOnly: [
      { bucket: 'Direct', clicks: 930 },
      { bucket: 'Organic Social', clicks: 858 },
    ],
  },
  messages: [
    {
      campaignId: 'cmp_winter',
      campaign: 'Winter warmers',
      posts: 4,
      gap: { value: 0.35, basis: 'message-gap' },
      rows: [
        {
          message: 'warmth',
          asked: 0.6,
          delivered: 0.25,
          roi: { value: 1.31, basis: 'margin-roi', interval: { low: 0.4, high: 2.2, level: 0.9 } },
        },
        {
          message: 'elasticity',
          asked: 0.2,
          delivered: 0.25,
          roi: { value: null, basis: 'margin-roi', note: 'too-few-orders' },
        },
        { message: 'looks', asked: 0.1, delivered: 0.25 },
        { message: 'eco', asked: 0.1, delivered: 0.25 },
      ],
    },
  ],
  health: {
    violations: [{ creatorId: 'crt_7', name: 'Jonas Weber' }],
    volunteersWaiting: 7,
    volunteersAccepted: 12,
    oldestVolunteerDays: 9,
    stages: [
      {
        stage: 'microcontent',
        members: 10,
        activeShare: { value: 0.9, basis: 'active-share' },
        postsPerMember: { value: 1.4, basis: 'published-posts' },
        briefCompliance: { value: 0.93, basis: 'brief-compliance' },
      },
      {
        stage: 'community',
        members: 24,
        activeShare: { value: 0.58, basis: 'active-share' },
        postsPerMember: { value: 0.8, basis: 'published-posts' },
        briefCompliance: { value: null, basis: 'brief-compliance', note: 'unchecked' },
      },
    ],
    webhooksDisabled: [{ host: 'shop.example', since: '2026-11-12T08:00:00Z' }],
    suppressedRecipients: 1,
  },
  earlierWeeks: [
    {
      week: '2026-W45',
      revision: 2,
      differences: [{ path: { about: 'brand', figure: 'netRevenueMinor' }, was: 352100, is: 347120 }],
      causes: [
        {
          kind: 'refund',
          conversionId: 'cnv_1042',
          day: '2026-11-08',
          netMinor: -4980,
          receivedAt: '2026-11-11T10:00:00Z',
        },
      ],
    },
  ],
  provenance: {
    asOf: '2026-11-16T05:00:00Z',
    metricVersion: '7',
    rulesVersions: ['2026-11-01'],
    model: 'lastTouch',
    windowDays: 30,
    grossMargin: 0.6,
    excluded: { bot: 310, preview: 61, prefetch: 12, repeat: 208 },
    hits: 2379,
    roiInterval: { method: 'poisson-bootstrap', draws: 2000, level: 0.9, seed: 'roi' },
    spendByKind: { fee: 100000, product: 25650, shipping: 10000 },
    unconverted: [
      { of: 'orders', currency: 'SEK', amountMinor: 49900, count: 1 },
      { of: 'spend', currency: 'NOK', amountMinor: 71300, count: 2 },
    ],
    factsAddress: 'f'.repeat(64),
  },
  ...change,
});

/** The week before anything happened: a brand with links and no taps. */
/** Thirty orders a day, and a fortnight with some more. */
export const aLift = (change: Partial<LiftOfWeek> = {}): LiftOfWeek => ({
  metric: 'orders',
  since: '2026-11-02',
  until: '2026-11-15',
  verdict: 'detected',
  perDay: { low: 2.4, high: 11.6, level: 0.9 },
  share: { low: 0.08, high: 0.387 },
  expectedPerDay: 30,
  smallestVisible: 0.23,
  tracked: 52,
  roi: { tracked: 0.85, withLift: { low: 0.12, high: 2.4 } },
  days: Array.from({ length: 14 }, (_, i) => ({
    day: new Date(Date.UTC(2026, 10, 2 + i)).toISOString().slice(0, 10),
    actual: 34 + ((i * 5) % 9),
    expected: 30,
    low: 19.5 - i / 4,
    high: 40.5 + i / 4,
  })),
  ...change,
});

export const anEmptySnapshot = (): ReportSnapshot => {
  const usual = aSnapshot();
  const none = (basis: FigureBasis): ChangingFigure => changing(0, basis, { verdict: 'untested' });
  const zero = { posts: 0, clicks: 0, orders: 0, netRevenueMinor: 0, spendMinor: 0 };
  const { promotion: _, engagement: __, ...rest } = usual;
  return {
    ...rest,
    kind: 'empty',
    headline: {
      netRevenueMinor: none('net-revenue'),
      marginRoi: { ...none('margin-roi'), value: null, note: 'no-spend' },
      clicks: none('human-clicks'),
      orders: none('credited-orders'),
      spendMinor: none('accrued-spend'),
      roas: { value: null, basis: 'roas', note: 'no-spend' },
      breakEvenRoas: { value: 1.67, basis: 'break-even-roas' },
    },
    action: { kind: 'first-posts' },
    moved: [],
    stages: [],
    total: aStage('total', zero),
    weeks: usual.weeks.map((week) => ({
      ...week,
      clicks: 0,
      orders: 0,
      netRevenueMinor: 0,
      byGroup: { platform: 0, otherSocial: 0, dark: 0, search: 0, other: 0 },
    })),
    best: { creators: { rows: [] }, posts: { rows: [] } },
    goals: [],
    stillEarning: [],
    darkSocial: {
      visits: 0,
      low: 0,
      high: 0,
      expected: 0,
      evidence: [],
      orders: { low: 0, high: 0 },
      netRevenueMinor: { low: 0, high: 0 },
      byCodeAlone: { orders: 0, netRevenueMinor: 0 },
      byApp: [],
      sharesSeen: [],
      referrerOnly: [],
    },
    messages: [],
    health: {
      violations: [],
      volunteersWaiting: 0,
      stages: [],
      webhooksDisabled: [],
      suppressedRecipients: 0,
    },
    earlierWeeks: [],
    provenance: { ...usual.provenance, hits: 0, excluded: {}, unconverted: [], spendByKind: {} },
  };
};

/** Names that try to break out of HTML, headers, spreadsheets and columns. */
export const HOSTILE = {
  html: '<script>alert(1)</script>"\'&<img src=x onerror=alert(2)>',
  header: 'Evil\r\nBcc: victim@example.com\r\n\r\nbody',
  formula: '=HYPERLINK("https://evil.example","click")',
  long: 'x'.repeat(2000),
  bidi: '\u202Egnp.exe \u0000\u0007',
};

/** The same week for people with hostile names everywhere a name can stand. */
export const aHostileSnapshot = (): ReportSnapshot => {
  const usual = aSnapshot();
  const [candidate, ...others] = usual.promotion?.candidates ?? [];
  const [post, ...posts] = usual.stillEarning;
  return {
    ...usual,
    brand: { ...usual.brand, name: `${HOSTILE.header}${HOSTILE.html}` },
    action: { kind: 'promote', names: [HOSTILE.html, HOSTILE.header], from: 'microcontent', to: 'campaign' },
    moved: [
      {
        subject: { kind: 'creator', creatorId: 'crt_1', name: HOSTILE.html },
        metric: 'clicks',
        was: 1,
        is: 9,
        change: aChange({ ratio: 8, verdict: 'real' }),
      },
    ],
    ...(usual.promotion &&
      candidate && {
        promotion: {
          ...usual.promotion,
          candidates: [
            { ...candidate, name: HOSTILE.formula },
            { ...candidate, creatorId: 'crt_b', name: HOSTILE.long },
            { ...candidate, creatorId: 'crt_c', name: HOSTILE.bidi, platform: HOSTILE.html },
            ...others,
          ],
        },
      }),
    stillEarning: post ? [{ ...post, creator: HOSTILE.html }, ...posts] : [],
    messages: usual.messages.map((mix) => ({
      ...mix,
      campaign: HOSTILE.html,
      rows: [
        { message: HOSTILE.formula, asked: 0.5, delivered: 0.5 },
        { message: `@${HOSTILE.header}`, asked: 0.5, delivered: 0.5 },
      ],
    })),
    health: {
      ...usual.health,
      violations: [{ creatorId: 'crt_9', name: HOSTILE.header }],
      webhooksDisabled: [{ host: HOSTILE.html, since: '2026-11-12T08:00:00Z' }],
    },
  };
};

export const aChange = (change: Partial<Change> = {}): Change => ({
  previous: null,
  median: null,
  ratio: null,
  verdict: 'untested',
  ...change,
});

function changing(
  value: number,
  basis: FigureBasis,
  change: Partial<Change>,
  range?: [number, number],
): ChangingFigure {
  const interval = range && { low: range[0], high: range[1], level: 0.9 };
  return { value, basis, ...(interval && { interval }), change: aChange(change) };
}

const aBest = (
  id: string,
  name: string,
  clicks: number,
  orders: number,
  netRevenueMinor: number,
): BestRow => ({
  id,
  name,
  clicks,
  orders,
  netRevenueMinor,
  spendMinor: 25_000,
});

type StageNumbers = {
  posts: number;
  clicks: number;
  orders: number;
  netRevenueMinor: number;
  spendMinor: number;
  roi?: [number, number, number];
};

export function aStage(stage: StageRow['stage'], numbers: StageNumbers): StageRow {
  const figure = (value: number, basis: FigureBasis): Figure => ({ value, basis });
  const roi: Figure = numbers.roi
    ? {
        value: numbers.roi[0],
        basis: 'margin-roi',
        interval: { low: numbers.roi[1], high: numbers.roi[2], level: 0.9 },
      }
    : { value: null, basis: 'margin-roi', note: 'too-few-orders' };
  return {
    stage,
    posts: figure(numbers.posts, 'published-posts'),
    clicks: figure(numbers.clicks, 'human-clicks'),
    uniques: figure(Math.round(numbers.clicks * 0.8), 'unique-visitors'),
    orders: figure(numbers.orders, 'credited-orders'),
    netRevenueMinor: figure(numbers.netRevenueMinor, 'net-revenue'),
    grossProfitMinor: figure(Math.round(numbers.netRevenueMinor * 0.6), 'gross-profit'),
    spendMinor: figure(numbers.spendMinor, 'accrued-spend'),
    roi,
    roas: { value: 3.1, basis: 'roas' },
    cohort: {
      posts: figure(Math.round(numbers.posts / 2), 'published-posts'),
      orders: figure(Math.round(numbers.orders / 2), 'credited-orders'),
      netRevenueMinor: figure(Math.round(numbers.netRevenueMinor / 2), 'net-revenue'),
      spendMinor: figure(Math.round(numbers.spendMinor / 2), 'accrued-spend'),
      roi,
    },
  };
}

type CandidateNumbers = [
  name: string,
  clicks: number,
  orders: number,
  score: number,
  inTop: number,
  verdict: Candidate['verdict'],
];

const aCandidate = (
  [name, clicks, orders, score, inTop, verdict]: CandidateNumbers,
  index: number,
): Candidate => ({
  creatorId: `crt_${index}`,
  name,
  platform: index % 2 ? 'tiktok' : 'instagram',
  clicks,
  orders,
  score: {
    value: score,
    basis: 'profit-per-post',
    interval: { low: score - 4200, high: score + 5100, level: 0.9 },
  },
  probabilityInTop: inTop,
  verdict,
  reasons: index === 6 ? ['rule-broken'] : [],
});

/** A post whose clicks halve every `halfLife` days. */
const aPost = (creator: string, platform: string, first: number, halfLife: number): EarningPost => ({
  postId: `pst_${creator}`,
  creator,
  platform,
  stage: 'microcontent',
  publishedOn: '2026-10-26',
  ageDays: 21,
  model: 'stretched-exponential',
  clicksToDate: 961,
  halfLifeDays: { value: halfLife, basis: 'residual' },
  residualClicks: { value: 121, basis: 'residual', interval: { low: 72, high: 212, level: 0.9 } },
  residualRevenueMinor: { value: 9800, basis: 'residual', interval: { low: 5100, high: 17200, level: 0.9 } },
  ppcEquivalentMinor: { value: 65582, basis: 'residual' },
  curve: Array.from({ length: 30 }, (_, day) => {
    const fitted = first * 2 ** (-day / halfLife);
    return {
      day,
      clicks: day < 21 ? Math.round(fitted * (1 + 0.12 * Math.sin(day * 2))) : null,
      fitted: Math.round(fitted * 10) / 10,
    };
  }),
});

/** Clicks and orders: the ten of the statistics fixture (reference week of the sock maker). */
const CANDIDATES: CandidateNumbers[] = [
  ['Mara Lindqvist', 420, 14, 5200, 0.855, 'moveUp'],
  ['Ben Okafor', 350, 9, 3100, 0.625, 'testMore'],
  ['Sofia Marchetti', 385, 9, 2900, 0.568, 'testMore'],
  ['Aylin Demir', 315, 7, 2400, 0.508, 'testMore'],
  ['Tom de Vries', 280, 4, 1200, 0.292, 'testMore'],
  ['Lena Kowalczyk', 245, 3, 900, 0.262, 'testMore'],
  ['Jonas Weber', 140, 1, 700, 0.246, 'barred'],
  ['Priya Nair', 210, 2, 600, 0.231, 'testMore'],
  ['Emil Sørensen', 105, 0, 300, 0.214, 'testMore'],
  ['Chloé Dubois', 175, 1, 100, 0.199, 'testMore'],
];

const WEEKS: [string, number, number, number, number, number][] = [
  ['2026-W39', 310, 60, 120, 20, 15],
  ['2026-W40', 380, 66, 150, 24, 18],
  ['2026-W41', 520, 90, 210, 31, 22],
  ['2026-W42', 610, 120, 260, 40, 30],
  ['2026-W43', 590, 118, 270, 42, 26],
  ['2026-W44', 640, 140, 300, 45, 28],
  ['2026-W45', 790, 150, 290, 56, 34],
  ['2026-W46', 960, 190, 512, 81, 45],
];

/** A row of money without what its posts brought since. */
export const withoutCohort = <Row extends { cohort: unknown }>({
  cohort: _,
  ...row
}: Row): Omit<Row, 'cohort'> => row;

/** Of a whole snapshot the figures that its summary has too. */
export const figuresOfSummary = ({ kind, headline, stages, total, weeks, health }: ReportSnapshot) => ({
  kind,
  headline,
  stages: stages.map(withoutCohort),
  total: withoutCohort(total),
  weeks: weeks.map(({ byGroup: _, ...week }) => week),
  health,
});
