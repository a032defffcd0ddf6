import { describe, expect, it } from 'vitest';
import { fillTimetable, keeping } from '../../../shared/domain/timetable/timetable.ts';

const asked = [{ creatorId: 'ada', since: '2026-10-01' }];
const weekly = { rhythm: [{ format: 'short' as const, everyDays: 7 }] };
const post = (publishedOn: string, format: 'short' | 'long' = 'short') => ({
  postId: `${format} ${publishedOn}`,
  creatorId: 'ada',
  format,
  publishedOn,
});
const states = (posts: ReturnType<typeof post>[], today = '2026-11-01', timetable: object = weekly) =>
  fillTimetable(timetable, asked, posts, { today, last: '2026-10-31' }).map(
    ({ dueOn, state }) => `${dueOn.slice(8)} ${state}`,
  );

describe('a weekly rhythm from the first of October', () => {
  it('is due on the last day of each week', () => {
    expect(states([])).toEqual(['07 missing', '14 missing', '21 missing', '28 missing']);
  });
  it('is kept by the first post of each week, to its last day', () => {
    expect(states([post('2026-10-07'), post('2026-10-08')])).toEqual([
      '07 onTime',
      '14 onTime',
      '21 missing',
      '28 missing',
    ]);
  });
  it('has one missing, not two late, where one was left out and the next kept', () => {
    expect(states([post('2026-10-10'), post('2026-10-20'), post('2026-10-27')])).toEqual([
      '07 missing',
      '14 onTime',
      '21 onTime',
      '28 onTime',
    ]);
  });
  it('fills the oldest missed one late with a post too many', () => {
    expect(states([post('2026-10-09'), post('2026-10-10'), post('2026-10-20'), post('2026-10-27')])).toEqual([
      '07 late',
      '14 onTime',
      '21 onTime',
      '28 onTime',
    ]);
  });
  it('is not kept by a post of the other format, nor by one of before', () => {
    expect(states([post('2026-10-03', 'long'), post('2026-09-30')]).slice(0, 2)).toEqual([
      '07 missing',
      '14 missing',
    ]);
  });
  it('is open until its day is over', () => {
    expect(states([], '2026-10-14').slice(0, 2)).toEqual(['07 missing', '14 open']);
  });
});

it('asks one creator, or all, by a day', () => {
  const dueDates = [
    { on: '2026-10-05', format: 'long' as const },
    { on: '2026-10-06', format: 'long' as const, creatorId: 'bo' },
    { on: '2026-10-05', format: 'long' as const },
  ];
  expect(
    states([post('2026-10-02', 'long'), post('2026-10-03', 'long')], '2026-11-01', { dueDates }),
  ).toEqual(['05 onTime', '05 onTime']);
});

it('takes as many posts in a stretch as are due on its last day, be they three', () => {
  const dueDates = Array.from({ length: 3 }, () => ({ on: '2026-10-05', format: 'short' as const }));
  const posts = ['2026-10-02', '2026-10-03', '2026-10-04'].map((day) => post(day));
  expect(states(posts, '2026-11-01', { dueDates })).toEqual(['05 onTime', '05 onTime', '05 onTime']);
});

it('counts what was due before today only: who was early by a week makes nobody look better', () => {
  const posts = [post('2026-10-02'), post('2026-10-08')];
  const slots = fillTimetable(weekly, asked, posts, { today: '2026-10-08', last: '2026-10-31' });
  expect(slots.map(({ state }) => state)).toEqual(['onTime', 'onTime', 'open', 'open']);
  expect(keeping(slots, '2026-10-08')).toMatchObject({ due: 1, onTime: 1 });
  // On its own day a slot is not due yet.
  expect(keeping(slots, '2026-10-07')).toMatchObject({ due: 0, onTimeShare: null });
  const later = fillTimetable(weekly, asked, posts, { today: '2026-10-30', last: '2026-10-31' });
  expect(keeping(later, '2026-10-30')).toEqual({ due: 4, onTime: 2, late: 0, missing: 2, onTimeShare: 0.5 });
});

it('has no share while nothing was due', () => {
  const slots = fillTimetable(weekly, asked, [], { today: '2026-10-01', last: '2026-10-31' });
  expect(keeping(slots, '2026-10-01')).toEqual({ due: 0, onTime: 0, late: 0, missing: 0, onTimeShare: null });
});
