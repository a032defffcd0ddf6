import { describe, expect, it } from 'vitest';
import { buildProgramme } from '../../../../shared/domain/report/build/build-programme.ts';
import { withoutSpend } from '../../../../shared/domain/report/redact.ts';
import type { AgeRow, ReportPeriod } from '../../../../shared/domain/report/snapshot.ts';
import { addDays, daysOfWeek, weekBounds, weekOfDay } from '../../../../shared/domain/time/week.ts';
import { LANGUAGES } from '../../../../shared/domain/vocabulary.ts';
import { renderCsv } from '../../../../shared/report/render/csv.ts';
import { renderPage } from '../../../../shared/report/render/page/page.tsx';
import { aSnapshot } from '../../../support/report-builders.ts';
import { aCreator, aLinkDay, anOrder, aPost, aSpend, someFacts } from '../../roi/facts-builder.ts';

const MONDAY = '2026-11-09';
const week = weekOfDay(MONDAY);
const [firstDay = '', , , , , , lastDay = ''] = daysOfWeek(week);
const { start, end, hours } = weekBounds(week, 'Europe/Berlin');
const period: ReportPeriod = { week, firstDay, lastDay, start, end, hours };
const asOfMs = Date.parse(end) + 7 * 3_600_000;

const campaign = {
  campaignId: 'cmp_1',
  name: 'Winter',
  startsOn: '2026-11-01',
  endsOn: '2026-12-31',
  briefs: [],
  creatorIds: ['crt_a', 'crt_b'],
  timetable: {
    dueDates: [
      { on: '2026-11-11', format: 'long' as const },
      { on: '2026-11-20', format: 'long' as const },
    ],
  },
};
/** Six are 16–19; four each of three other bands are too few to be named; nobody knows of the others. */
const AGES = ['16-19', '20-24', '16-19', '20-24', '25-34', '35-44', '25-34', '35-44', '16-19'];
const ageOf = (i: number) => {
  const ageBand = AGES[i % 12];
  return i < 23 && ageBand ? { ageBand } : {};
};
/** Twelve volunteers, eleven of whom came further; twelve who were searched for, one of whom did. */
const creators = Array.from({ length: 24 }, (_, i) =>
  aCreator({
    creatorId: i === 0 ? 'crt_a' : i === 12 ? 'crt_b' : `crt_${i}`,
    handle: `maker${i}`,
    source: i < 12 ? 'volunteered' : 'searched',
    ...ageOf(i),
  }),
);
const posts = creators.map(({ creatorId }, i) =>
  aPost({
    postId: `pst_${i}`,
    creatorId,
    publishedOn: '2026-10-05',
    stage: i < 11 || i === 23 ? 'campaign' : 'microcontent',
  }),
);
/** The first four carry a drop, four more the squad's ordinary posts; the drop's bring fifty times as much. */
const squadPosts = Array.from({ length: 8 }, (_, i) =>
  aPost({
    postId: `pst_s${i}`,
    creatorId: 'crt_a',
    squadId: 'sqd_1',
    stage: 'community',
    publishedOn: addDays('2026-11-01', i % 4),
    ...(i < 4 && { dropId: 'drp_1' }),
  }),
);
const inTime = aPost({
  postId: 'pst_long',
  creatorId: 'crt_a',
  campaignId: 'cmp_1',
  format: 'long',
  publishedOn: '2026-11-10',
});
const all = [...posts, ...squadPosts, inTime];
const facts = someFacts({
  catalog: {
    creators,
    posts: all,
    links: all.map(({ postId }) => ({ linkId: `lnk_${postId}`, postId })),
    campaigns: [campaign],
  },
  days: squadPosts.map(({ postId, publishedOn }, i) =>
    aLinkDay({ linkId: `lnk_${postId}`, day: publishedOn, clicks: i < 4 ? 500 + i : 10 + i }),
  ),
  orders: [anOrder({ day: '2026-10-06' })],
  spend: [aSpend()],
});
const opensAt = Date.parse('2026-11-02T12:00:00Z');
/** Paid on Monday and Tuesday of the week, 60 clicks a day; a day of before has ended a month ago and left two clicks. */
const ADS = [
  ...Array.from({ length: 10 }, (_, i) => ({
    day: addDays('2026-10-12', i),
    spendMinor: i === 0 ? 5000 : 0,
    clicks: i === 0 ? 50 : Number(i < 3),
  })),
  { day: '2026-11-09', spendMinor: 4500, clicks: 60 },
  { day: '2026-11-10', spendMinor: 4500, clicks: 60 },
];
const input = {
  asOfMs,
  checks: [
    { postId: 'pst_0', creatorId: 'crt_a', result: 'violation' as const },
    { postId: 'pst_1', creatorId: 'crt_1', result: 'ok' as const },
  ],
  drops: [{ dropId: 'drp_1', squadId: 'sqd_1', name: 'Alpine', opensAt }],
  adDays: ADS,
};
const programmeOf = () => buildProgramme(facts, period, input);

describe('the programme of a week', () => {
  it('says what was due, what came, and who is next', () =>
    expect(programmeOf()?.timetable).toEqual({
      due: 2,
      onTime: 1,
      late: 0,
      missing: 1,
      onTimeShare: 0.5,
      next: { dueOn: '2026-11-20', creator: 'maker0' },
    }));

  it('tells the posts of a drop apart by time, and sets their first week beside ordinary ones', () =>
    expect(programmeOf()?.drops).toEqual([
      {
        name: 'Alpine',
        posts: { early: 2, onTime: 2, late: 0 },
        median: 501.5,
        ordinary: 15.5,
        p: expect.closeTo(0.0286, 4),
      },
    ]));

  it('compares by how creators came, with the test of the difference', () => {
    expect(programmeOf()?.sources).toMatchObject({
      rows: [
        {
          source: 'volunteered',
          creators: 12,
          fit: { successes: 11, trials: 12 },
          broken: { successes: 1, trials: 2 },
        },
        {
          source: 'searched',
          creators: 12,
          fit: { successes: 1, trials: 12 },
          broken: { successes: 0, trials: 0 },
        },
      ],
    });
    expect(programmeOf()?.sources?.beyondChance).toContain('fit');
    const alike = posts.map((post) => ({ ...post, stage: 'microcontent' as const }));
    const none = buildProgramme({ ...facts, catalog: { ...facts.catalog, posts: alike } }, period, input);
    expect(none?.sources?.beyondChance).toEqual([]);
  });

  it('says what creators of each age returned, adding up to all, and names no band of fewer than five', () => {
    const rows = programmeOf()?.ages?.rows ?? [];
    const nameOf = ({ of }: AgeRow) => (of.kind === 'band' ? of.band : of.kind);
    expect(rows.map(nameOf)).toEqual(['16-19', 'small', 'untold', 'total']);
    const total = rows.at(-1);
    for (const field of ['posts', 'clicks', 'orders', 'netRevenueMinor'] as const)
      expect(rows.slice(0, -1).reduce((sum, row) => sum + row[field], 0)).toBe(total?.[field]);
    expect(total?.posts).toBe(all.length);
  });

  it('names no age at all where every band is small, and has no table where nobody told one', () => {
    const withAges = (told: (i: number) => { ageBand?: string }) => {
      const people = creators.map(({ ageBand: _, ...one }, i) => ({ ...one, ...told(i) }));
      return buildProgramme({ ...facts, catalog: { ...facts.catalog, creators: people } }, period, input)
        ?.ages;
    };
    expect(withAges((i) => (i < 4 ? { ageBand: '16-19' } : {}))).toEqual({ rows: [] });
    expect(withAges(() => ({}))).toBeUndefined();
  });

  it('follows posts and ads from the day of the money, until the week ends and no further', () => {
    const { posts, ads } = programmeOf()?.lasting ?? {};
    // Two days of two clicks after 50: 2/52 were to come after the first day, none after the third.
    expect(ads).toEqual({ units: 2, left: [0.038462, 0.019231, ...Array.from({ length: 8 }, () => 0)] });
    expect(posts?.why).toBeUndefined();
    const later = [...ADS, { day: '2026-11-16', spendMinor: 0, clicks: 999 }];
    expect(buildProgramme(facts, period, { ...input, adDays: later })?.lasting).toEqual(
      programmeOf()?.lasting,
    );
    expect(buildProgramme(facts, period, { ...input, adDays: [] })?.lasting).toBeUndefined();
  });

  it('follows posts no further than ads, so that shares of the same days stand side by side', () => {
    const { posts, ads } = programmeOf()?.lasting ?? {};
    expect(posts?.left).toHaveLength(10);
    expect([posts?.left?.at(-1), ads?.left?.at(-1)]).toEqual([0, 0]);
    const untold = buildProgramme(facts, period, { ...input, adDays: ADS.slice(-1) })?.lasting;
    expect(untold?.ads.why).toBe('notFollowed');
    expect(untold?.posts.left).toHaveLength(15);
  });

  it('tells of the ads of the week alone, and of none where those it knows are older', () => {
    expect(programmeOf()?.ads).toMatchObject({ spendMinor: 9_000, clicks: 120 });
    const before = ADS.filter(({ day }) => day < firstDay);
    expect(buildProgramme(facts, period, { ...input, adDays: before })?.ads).toBeUndefined();
  });

  it('counts a check of a post whose creator is known for how she came, and no other', () => {
    const brokenOf = (checks: typeof input.checks) =>
      buildProgramme(facts, period, { ...input, checks })?.sources?.rows.map(({ source, broken }) => [
        source,
        broken?.trials,
      ]);
    expect(brokenOf(input.checks)).toEqual(expect.arrayContaining([['volunteered', 2]]));
    const unknown = input.checks.map(({ creatorId: _, ...check }) => check) as typeof input.checks;
    expect(brokenOf(unknown)).toEqual(expect.arrayContaining([['volunteered', 0]]));
  });

  it('has nothing to say where nothing was asked and all came one way', () =>
    expect(buildProgramme(someFacts(), period, { asOfMs })).toBeUndefined());

  it('looks at no drop of long ago or still to come', () => {
    const at = (day: string) =>
      [{ ...input.drops[0], opensAt: Date.parse(`${day}T12:00:00Z`) }] as typeof input.drops;
    for (const day of ['2026-10-01', '2026-11-20'])
      expect(buildProgramme(facts, period, { ...input, drops: at(day) })?.drops).toBeUndefined();
  });

  it('looks at drops of four weeks: from the first moment of the first until the week ends, which is no part of it', () => {
    const names = (opensAt: number) =>
      buildProgramme(facts, period, {
        ...input,
        drops: [{ ...input.drops[0], opensAt }] as typeof input.drops,
      })?.drops?.map(({ name }) => name) ?? [];
    const first = Date.parse(weekBounds(weekOfDay('2026-10-19'), 'Europe/Berlin').start);
    expect([first - 1, first, Date.parse(end) - 1, Date.parse(end)].map((at) => names(at).length)).toEqual([
      0, 1, 1, 0,
    ]);
  });
});

describe('on the page', () => {
  const programme = programmeOf();
  const snapshot = aSnapshot(programme ? { programme } : {});
  const pageIn = (locale: string, showSpend = true) => renderPage(snapshot, { showSpend, locale });

  it('stands in every language, and no other page has it', () => {
    const titles = { en: 'The programme', de: 'Das Programm', fr: 'Le programme', es: 'El programa' };
    for (const language of LANGUAGES) expect(pageIn(language)).toContain(titles[language]);
    expect(renderPage(aSnapshot(), { showSpend: true, locale: 'en' })).not.toContain('The programme');
  });

  it('says drops, timetable, sources and ads in sentences', () => {
    const page = pageIn('en-GB');
    for (const part of [
      'Posts due in this week: 2. On time 1, late 0, missing 1.',
      'posts early 2, on time 2, late 0.',
      'more, by more than chance',
      '11 of 12',
      'How often volunteers come further',
      '120 clicks',
      '€90.00',
      'By the creators’ age (half a year)',
      '>16-19<',
      'Small bands together',
      'A week after the money 0% of posts’ clicks of 10 days were still to come, of ads’ 0%.',
      'Dashed: ads, from the last day that was paid for.',
    ])
      expect(page).toContain(part);
    expect(page).not.toContain('25-34');
    expect(page).toContain('stroke-dasharray="6 4"');
  });

  it('says of what came after a week only where later days are known, and of both in one breath only over the same', () => {
    const pageOf = (posts: number, ads: number) => {
      const left = (days: number) => Array.from({ length: days }, (_, day) => 1 - (day + 1) / days);
      const lasting = { posts: { units: 3, left: left(posts) }, ads: { units: 1, left: left(ads) } };
      return renderPage(aSnapshot({ programme: { lasting } }), { showSpend: true, locale: 'en-GB' });
    };
    const week = pageOf(8, 8);
    expect(week).not.toContain('A week after the money');
    expect(week).toContain('Ads: no day beyond the first week can be compared yet.');
    // As a report of before the curves were of the same days.
    expect(pageOf(29, 16)).toContain(
      'Ads: a week after the money 50% of the clicks of 16 days were still to come.',
    );
    expect(pageOf(16, 16)).toContain('50% of posts’ clicks of 16 days were still to come, of ads’ 50%.');
  });

  it('keeps what was paid from those who may not see it', () => {
    const withheld = withoutSpend(snapshot).programme;
    expect(withheld?.ads).toEqual({ clicks: 120, spendMinor: null });
    for (const { roi, cacMinor } of withheld?.sources?.rows ?? [])
      expect([roi.value, roi.note, cacMinor]).toEqual([null, 'withheld', null]);
    for (const { roi } of withheld?.ages?.rows ?? [])
      expect([roi.value, roi.note]).toEqual([null, 'withheld']);
    expect(pageIn('en-GB', false)).not.toContain('€90.00');
  });

  it('is in the CSV for machines', () => {
    const csv = renderCsv(snapshot);
    for (const part of [
      '"timetable","","missing",1,',
      '"drops","Alpine","median",501.5,',
      '"ads","","clicks",120,',
      '"ages","16-19","posts",',
      '"ages","total","netRevenue",',
      '"lasting","ads, day 0","left",0.038462,',
    ])
      expect(csv).toContain(part);
  });
});
