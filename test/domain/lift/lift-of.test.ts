import { describe, expect, it } from 'vitest';
import type { PostFacts } from '../../../shared/domain/facts.ts';
import { CARRY_DAYS, liftOf, MOST_WINDOW_DAYS } from '../../../shared/domain/lift/lift-of.ts';
import { postsAtWork, runningSince } from '../../../shared/domain/lift/posts-at-work.ts';
import { readLift } from '../../../shared/domain/lift/read-lift.ts';
import { toldDays } from '../../../shared/domain/lift/told-days.ts';
import { addDays, listDays } from '../../../shared/domain/time/week.ts';
import { aPost } from '../roi/facts-builder.ts';

const FIRST = '2026-05-04';
const stamps = { createdAt: '2026-10-01T00:00:00Z', updatedAt: '2026-10-01T00:00:00Z' };
/** A shop that sells about 40 a day, more at the weekend, and what each of its cities sells of it. */
const soldOn = (day: string, at: number) =>
  40 + ((at * 7) % 11) + (new Date(day).getUTCDay() % 6 === 0 ? 12 : 0);
const days = listDays(FIRST, addDays(FIRST, 149));
const told = (over: (day: string, at: number) => object = () => ({}), cities: readonly string[] = []) =>
  toldDays(
    days.map((day, at) => ({
      day,
      orders: soldOn(day, at),
      regions: cities.map((region, city) => ({ region, orders: soldOn(day, at + city) })),
      ...stamps,
      ...over(day, at),
    })),
  );
const posted = (publishedOn: string, over: Partial<PostFacts> = {}) =>
  aPost({ postId: `pst_${publishedOn}${over.squadId ?? ''}`, publishedOn, ...over });
const squad = (city: string) => ({ squadId: `sqd_${city}`, name: city, city, country: 'DE', members: [] });
const scene = (over: Partial<Parameters<typeof liftOf>[1]> = {}) => ({
  told: told(),
  posts: [] as PostFacts[],
  squads: [squad('Berlin'), squad('Köln'), squad('Hamburg')],
  metric: 'orders' as const,
  today: addDays(FIRST, 150),
  ...over,
});
const START = addDays(FIRST, 120);

describe('the window of some posts', () => {
  const windowOf = (published: string[], today = addDays(FIRST, 150)) =>
    liftOf({ posts: published.map((day) => posted(day)) }, scene({ today }))?.window;

  it('goes from the first to a fortnight after the last', () => {
    expect(windowOf([addDays(START, 3), START])).toEqual({
      from: START,
      to: addDays(START, 3 + CARRY_DAYS - 1),
      over: true,
    });
  });

  it('ends yesterday while it runs, and is over with its last day', () => {
    const last = addDays(START, CARRY_DAYS - 1);
    expect(windowOf([START], last)).toEqual({ from: START, to: addDays(last, -1), over: false });
    expect(windowOf([START], addDays(last, 1))).toEqual({ from: START, to: last, over: true });
    expect(windowOf([START], addDays(START, 1))).toEqual({ from: START, to: START, over: false });
  });

  it('is none before a day of it is over, nor of no posts', () => {
    expect(windowOf([START], START)).toBeUndefined();
    expect(windowOf([])).toBeUndefined();
  });

  it('has eight weeks at most', () => {
    const from = addDays(FIRST, 60);
    expect(windowOf([from, addDays(from, 70)])?.to).toBe(addDays(from, MOST_WINDOW_DAYS - 1));
  });
});

describe('the days that posts are read against', () => {
  it('are those told and quiet in the half year before, and begin with the first of them', () => {
    const lift = liftOf({ posts: [posted(START)] }, scene());
    expect(lift?.firstDay).toBe(FIRST);
    expect(lift?.quietDays).toEqual(listDays(FIRST, addDays(START, -1)));
    expect(lift?.reading.kind).toBe('read');
    expect(lift).not.toHaveProperty('region');
    const late = liftOf({ posts: [posted('2027-03-01')] }, scene({ today: '2027-04-01' }));
    expect(late?.firstDay).toBe(addDays('2027-03-01', -180));
    expect(liftOf({ posts: [posted('2026-04-01')] }, scene())?.firstDay).toBe('2026-04-01');
  });

  it('leave out a sale, and every day of the fortnight of another post', () => {
    const sale = addDays(FIRST, 5);
    const other = addDays(FIRST, 40);
    const own = posted(START);
    const lift = liftOf(
      { posts: [own] },
      scene({
        told: told((day) => (day === sale ? { event: 'sale' } : {})),
        posts: [own, posted(other, { squadId: 'sqd_Köln' })],
      }),
    );
    const busy = [sale, ...listDays(other, addDays(other, CARRY_DAYS - 1))];
    expect(lift?.quietDays).toEqual(listDays(FIRST, addDays(START, -1)).filter((day) => !busy.includes(day)));
  });
});

describe('a squad’s city', () => {
  const cities = ['Berlin', 'Köln', 'Hamburg', 'Wien', 'Graz'];
  const inBerlin = posted(START, { squadId: 'sqd_Berlin' });
  const read = (over: Partial<Parameters<typeof liftOf>[1]> = {}, city = ' BERLIN') =>
    liftOf({ posts: [inBerlin], city }, scene({ told: told(undefined, cities), posts: [inBerlin], ...over }));

  it('is read where the shop tells its totals, and else the shop as a whole', () => {
    expect(read()).toMatchObject({ region: 'berlin', reading: { kind: 'read', method: 'ratioToRest' } });
    const elsewhere = read({}, 'Paris');
    expect(elsewhere).not.toHaveProperty('region');
    expect(elsewhere?.reading).toMatchObject({ method: 'wholeShop' });
  });

  it('is disturbed by posts of its own city alone', () => {
    const at = addDays(FIRST, 30);
    const quiet = (squadId: string) => read({ posts: [inBerlin, posted(at, { squadId })] })?.quietDays.length;
    expect(quiet('sqd_Köln')).toBe(120);
    expect(quiet('sqd_Berlin')).toBe(120 - CARRY_DAYS);
  });

  it('stands beside cities that are told on nearly every day and have no posts at work in its window', () => {
    // Nobody is left to stand beside it: then the shop’s own past does.
    const methodOf = (over: Partial<Parameters<typeof liftOf>[1]>) => {
      const reading = read(over)?.reading;
      return reading?.kind === 'read' ? reading.method : reading?.reason;
    };
    const two = ['Berlin', 'Köln'];
    expect(methodOf({ told: told(undefined, two) })).toBe('ratioToRest');
    const inKoeln = (publishedOn: string) => [inBerlin, posted(publishedOn, { squadId: 'sqd_Köln' })];
    const end = addDays(START, CARRY_DAYS - 1);
    expect(methodOf({ told: told(undefined, two), posts: inKoeln(end) })).toBe('wholeShop');
    expect(methodOf({ told: told(undefined, two), posts: inKoeln(addDays(end, 1)) })).toBe('ratioToRest');
    expect(methodOf({ told: told(undefined, two), posts: inKoeln(addDays(START, 1 - CARRY_DAYS)) })).toBe(
      'wholeShop',
    );
    expect(methodOf({ told: told(undefined, two), posts: inKoeln(addDays(START, -CARRY_DAYS)) })).toBe(
      'ratioToRest',
    );
    const seldom = (missing: number) =>
      told((day, at) => ({
        regions: [
          { region: 'Berlin', orders: soldOn(day, at) },
          ...(at % 30 < missing ? [] : [{ region: 'Köln', orders: soldOn(day, at) }]),
        ],
      }));
    expect(methodOf({ told: seldom(4) })).toBe('wholeShop');
    expect(methodOf({ told: seldom(3) })).toBe('ratioToRest');
  });
});

describe('lift is not estimated', () => {
  const series = (treated: (number | undefined)[], before: number) =>
    readLift({ treated, donors: [], firstWeekday: 0, before });
  const flat = (length: number, of: (day: number) => number | undefined = (day) => 20 + ((day * 5) % 7)) =>
    Array.from({ length }, (_, day) => of(day));
  const why = (treated: (number | undefined)[], before: number) => {
    const reading = series(treated, before);
    return reading.kind === 'read' ? 'read' : reading.reason;
  };

  it('from fewer than four weeks before', () => {
    expect(why(flat(41), 27)).toBe('tooFewDays');
    expect(why(flat(42), 28)).not.toBe('tooFewDays');
  });

  it('where a weekday was never quiet, or too few days were', () => {
    expect(
      why(
        flat(74, (day) => (day % 7 === 2 && day < 60 ? undefined : 20 + (day % 5))),
        60,
      ),
    ).toBe('noQuietDays');
    expect(
      why(
        flat(74, (day) => (day > 26 && day < 60 ? undefined : 20 + (day % 5))),
        60,
      ),
    ).toBe('noQuietDays');
  });

  it('where more than half of the window was left out', () => {
    const window = (known: number) => flat(134, (day) => (day >= 120 + known ? undefined : 20 + (day % 5)));
    expect(why(window(0), 120)).toBe('windowLeftOut');
    expect(why(window(6), 120)).toBe('windowLeftOut');
    expect(why(window(7), 120)).toBe('read');
  });

  it('where nobody ordered on most days, or in all of them', () => {
    expect(
      why(
        flat(134, (day) => (day % 2 === 0 || day === 1 ? 0 : 9)),
        120,
      ),
    ).toBe('tooFewOrders');
    expect(
      why(
        flat(134, () => 0),
        120,
      ),
    ).toBe('tooFewOrders');
  });
});

describe('posts at work', () => {
  const at = (offset: number) => addDays('2026-10-05', offset);
  const week = { from: at(0), to: at(6) };
  const chain = (...offsets: number[]) =>
    postsAtWork(
      offsets.map((offset) => posted(at(offset))),
      week,
    ).map(({ publishedOn }) => publishedOn);

  it('are those of these days, and before them whatever still worked when the next came, oldest first', () => {
    expect(chain(3, 0, 7)).toEqual([at(0), at(3)]);
    expect(chain(-13)).toEqual([at(-13)]);
    expect(chain(-14)).toEqual([]);
    expect(chain(-10, -23, -24, -38)).toEqual([at(-24), at(-23), at(-10)]);
    expect(chain(6, -8, -22)).toEqual([at(-8), at(6)]);
  });

  it('ran on since before these days, unless that is further back than a window reaches', () => {
    const since = (...offsets: number[]) =>
      runningSince(
        offsets.map((offset) => posted(at(offset))),
        week,
      );
    expect(since(0, 3)).toBeUndefined();
    expect(since(-1)).toBe(at(-1));
    expect(since()).toBeUndefined();
    const long = (first: number) =>
      since(...Array.from({ length: 6 }, (_, n) => Math.min(-1, first + n * 13)));
    expect(long(-49)).toBe(at(-49));
    expect(long(-50)).toBeUndefined();
  });
});
