import { expect, it } from 'vitest';
import { opensFor, timingOf, wasMember } from '../../../shared/domain/squads/drop-timing.ts';

it('a post is early before its drop opens, late after its end, and on time at either moment', () => {
  const drop = { opensAt: 10, endsAt: 20 };
  expect([9, 10, 20, 21].map((at) => timingOf(at, drop))).toEqual(['early', 'onTime', 'onTime', 'late']);
  expect(timingOf(99, { opensAt: 10 })).toBe('onTime');
});

it('members may come in before others, or need not wait at all', () => {
  expect(opensFor({ opensAt: 10, membersFrom: 5 }, true)).toBe(5);
  expect(opensFor({ opensAt: 10, membersFrom: 5 }, false)).toBe(10);
  expect(opensFor({ opensAt: 10 }, true)).toBeUndefined();
});

it('both ends of a membership are days of it, and one without an end goes on', () => {
  const members = [
    { creatorId: 'crt_a', since: '2026-10-05', until: '2026-10-11' },
    { creatorId: 'crt_b', since: '2026-10-05' },
  ];
  const days = ['2026-10-04', '2026-10-05', '2026-10-11', '2026-10-12'];
  expect(days.map((day) => wasMember(members, 'crt_a', day))).toEqual([false, true, true, false]);
  expect(days.map((day) => wasMember(members, 'crt_b', day))).toEqual([false, true, true, true]);
  expect(wasMember(members, 'crt_c', '2026-10-05')).toBe(false);
});
