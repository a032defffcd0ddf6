import { describe, expect, it } from 'vitest';
import { dropTimesOf, timesProblem } from '../../../shared/domain/schema/programme/drops.ts';
import { clicksOfDrop, compareDrop } from '../../../shared/domain/squads/drop-reading.ts';
import { opensFor, timingOf, wasMember } from '../../../shared/domain/squads/drop-timing.ts';
import { flagsOfPost } from '../../../shared/domain/squads/flags-of-post.ts';
import { sayComparison } from '../../../shared/domain/squads/say-comparison.ts';
import { aLinkDay, aPost, someFacts } from '../roi/facts-builder.ts';

const OPENS = '2026-11-20T18:00:00.000Z';
const ENDS = '2026-11-27T18:00:00.000Z';
const at = (text: string) => Date.parse(text);
const drop = { opensAt: at(OPENS), endsAt: at(ENDS) };

describe('the times of a drop', () => {
  it('are early before it opens, late after its end, and both moments belong to it', () => {
    expect(timingOf(drop.opensAt - 1, drop)).toBe('early');
    expect(timingOf(drop.opensAt, drop)).toBe('onTime');
    expect(timingOf(drop.endsAt, drop)).toBe('onTime');
    expect(timingOf(drop.endsAt + 1, drop)).toBe('late');
    expect(timingOf(drop.endsAt + 1, { opensAt: drop.opensAt })).toBe('onTime');
  });

  it('open to members at their own moment, or at once', () => {
    expect(opensFor({ ...drop, membersFrom: 5 }, true)).toBe(5);
    expect(opensFor(drop, true)).toBeUndefined();
    expect(opensFor({ ...drop, membersFrom: 5 }, false)).toBe(drop.opensAt);
  });

  it('must lie in their order', () => {
    expect(timesProblem({ opensAt: OPENS })).toBeUndefined();
    expect(timesProblem({ opensAt: OPENS, endsAt: ENDS, membersFrom: OPENS })).toBeUndefined();
    expect(timesProblem({ opensAt: OPENS, endsAt: OPENS })).toEqual({
      path: 'endsAt',
      code: 'ends-before-opening',
      message: 'must lie after opensAt',
    });
    expect(timesProblem({ opensAt: OPENS, membersFrom: '2026-11-20T18:00:00.001Z' })).toEqual({
      path: 'membersFrom',
      code: 'members-after-opening',
      message: 'must not lie after opensAt: members come first',
    });
    expect(timesProblem({ opensAt: '2026-11-20T19:00:00+01:00', membersFrom: OPENS })).toBeUndefined();
  });

  it('are moments where they are told, and absent where not', () => {
    expect(dropTimesOf({ opensAt: OPENS })).toEqual({ opensAt: at(OPENS) });
    expect(dropTimesOf({ opensAt: OPENS, membersFrom: ENDS, endsAt: ENDS })).toEqual({
      opensAt: at(OPENS),
      membersFrom: at(ENDS),
      endsAt: at(ENDS),
    });
  });
});

describe('what is worth a look at a post', () => {
  const members = [
    { creatorId: 'crt_a' as const, since: '2026-11-01', until: '2026-11-20' },
    { creatorId: 'crt_b' as const, since: '2026-11-21' },
  ];
  const flags = (publishedAt: string, creatorId = 'crt_a', about: object = { drop, members }) =>
    flagsOfPost({ creatorId, publishedAt }, { timeZone: 'Europe/Berlin', ...about });

  it('is one before or after its drop, or outside its creator’s membership; by the brand’s days', () => {
    expect(flags(OPENS)).toEqual([]);
    expect(flags('2026-11-20T17:59:59.999Z')).toEqual(['early-for-drop']);
    expect(flags('2026-11-27T18:00:00.001Z', 'crt_b')).toEqual(['late-for-drop']);
    expect(flags('2026-11-20T23:00:00.000Z')).toEqual(['outside-membership']);
    expect(flags('2026-10-31T22:00:00.000Z')).toEqual(['early-for-drop', 'outside-membership']);
    expect(flags(OPENS, 'crt_x')).toEqual(['outside-membership']);
  });

  it('is nothing where there is neither drop nor squad', () => {
    expect(flags('2020-01-01T00:00:00.000Z', 'crt_x', {})).toEqual([]);
  });

  it('a member is one from the first day to the last, both included', () => {
    for (const [day, is] of [
      ['2026-10-31', false],
      ['2026-11-01', true],
      ['2026-11-20', true],
      ['2026-11-21', false],
    ] as const)
      expect(wasMember(members, 'crt_a', day)).toBe(is);
    expect(wasMember(members, 'crt_b', '2099-01-01')).toBe(true);
  });
});

it('clicks lie on one side of each moment by day, of the days that it cuts by minute; held taps are none', () => {
  const aDay = (day: string, clicks: number, early?: number) => ({
    day,
    clicks,
    excluded: early === undefined ? {} : { early },
  });
  const days = [
    aDay('2026-11-19', 1, 7),
    aDay('2026-11-20', 900, 4),
    aDay('2026-11-21', 20),
    aDay('2026-11-27', 900),
    aDay('2026-11-28', 300),
  ];
  const cut = {
    days: new Set(['2026-11-20', '2026-11-27']),
    minutes: [
      { at: drop.opensAt - 60_000, clicks: 2 },
      { at: drop.opensAt, clicks: 40 },
      { at: drop.endsAt + 60_000, clicks: 500 },
    ],
  };
  const middleOf = (day: string) => at(`${day}T12:00:00Z`);
  expect(clicksOfDrop(drop, days, cut, middleOf)).toEqual({ early: 3, onTime: 60, late: 800, held: 11 });
});

describe('a drop beside the squad’s ordinary posts', () => {
  const facts = (ours: number[], ordinary: number[]) => {
    const counts = [...ours, ...ordinary];
    const posts = counts.map((_, i) =>
      aPost({
        postId: `pst_${i}`,
        squadId: 'sqd_1',
        publishedOn: '2026-11-01',
        ...(i < ours.length ? { dropId: 'drp_1' } : {}),
      }),
    );
    return someFacts({
      catalog: {
        posts: [...posts, aPost({ postId: 'pst_else', squadId: 'sqd_2', publishedOn: '2026-11-01' })],
        links: [...posts, { postId: 'pst_else' }].map(({ postId }) => ({ linkId: `lnk_${postId}`, postId })),
      },
      days: [...posts, { postId: 'pst_else' }].flatMap(({ postId }, i) => [
        aLinkDay({ linkId: `lnk_${postId}`, day: '2026-11-01', clicks: (counts[i] ?? 99) - 1 }),
        aLinkDay({ linkId: `lnk_${postId}`, day: '2026-11-07', clicks: 1 }),
        aLinkDay({ linkId: `lnk_${postId}`, day: '2026-11-08', clicks: 1_000 }),
      ]),
    });
  };
  const about = { dropId: 'drp_1', squadId: 'sqd_1' };

  it('is compared by the clicks of seven days, of posts that have had them', () => {
    const read = compareDrop(facts([10, 20, 60], [5, 7]), about, '2026-11-08');
    expect(read.drop).toEqual({ posts: 3, clicks: 90, median: 20 });
    expect(read.ordinary).toEqual({ posts: 2, clicks: 12, median: 6 });
    expect(read.better).toBe(1);
    expect(compareDrop(facts([10], [5]), about, '2026-11-07')).toEqual({
      drop: { posts: 0, clicks: 0, median: null },
      ordinary: { posts: 0, clicks: 0, median: null },
      better: null,
      p: null,
    });
  });

  it('is said with its direction where chance is no reason, and left open otherwise', () => {
    const say = (ours: number[], ordinary: number[]) =>
      sayComparison(compareDrop(facts(ours, ordinary), about, '2026-11-30'));
    const [low, high] = [
      [1, 2, 3, 4, 5],
      [11, 12, 13, 14, 15],
    ];
    expect(say(high, low)).toBe(
      'The drop’s posts had more clicks in their first week than the squad’s ordinary ones, by more than chance.',
    );
    expect(say(low, high)).toMatch(/^The drop’s posts had fewer clicks /);
    expect(say([1], [2])).toBe('The difference could be chance.');
    expect(say([1], [])).toBe(
      'Nothing to compare yet: it takes a post of the drop and an ordinary one of the squad, each a week old.',
    );
  });
});
