import { describe, expect, it } from 'vitest';
import {
  NO_WINDOW,
  REFUSAL_NOTES,
  sayLift,
  sayPlan,
  sayPlanned,
} from '../../../shared/domain/lift/say-lift.ts';
import { LIFT_REFUSALS } from '../../../shared/domain/vocabulary.ts';

const reading = (over: Partial<Parameters<typeof sayLift>[0]> = {}) =>
  sayLift({
    detected: true,
    low: 2.34,
    high: 12.6,
    shareLow: -0.049,
    shareHigh: 0.126,
    smallestVisible: 0.151,
    quiet: { windows: 40, alarms: 2 },
    what: 'orders',
    ...over,
  });

describe('the sentence of a reading', () => {
  it('is a range of a day, with how often the same reading raised a false alarm', () => {
    expect(reading()).toBe(
      'Between 2.3 and 13 orders a day more than the shop would have had without these posts. In the 40 quiet stretches before, this reading would have raised a false alarm 2 times.',
    );
    expect(reading({ low: 9.96, quiet: { windows: 9, alarms: 0 } })).toMatch(
      /^Between 10.0 and 13 .* In the 9 .* a false alarm never\.$/,
    );
    expect(reading({ low: 10, quiet: { windows: 9, alarms: 1 } })).toMatch(
      /^Between 10 and .* alarm once\.$/,
    );
  });

  it('says nothing of less than nothing where a range leaves 0 out and is called no effect yet', () => {
    expect(reading({ detected: false, shareLow: 0.01 })).toContain('between 0 % fewer and 13 % more than');
    expect(reading({ detected: false, shareLow: -0.2, shareHigh: -0.01 })).toContain(
      '20 % fewer and 0 % more',
    );
  });

  it('says fewer, the smaller first, where it fell', () => {
    expect(reading({ low: -12.6, high: -2.34, what: 'visits' })).toMatch(
      /^Between 2.3 and 13 visits a day fewer than expected\. In the 40 /,
    );
    expect(reading({ low: 0, high: 3 })).toMatch(/ fewer than expected/);
  });

  it('says of what can’t be told between what it lies, and what would have shown', () => {
    expect(reading({ detected: false })).toBe(
      'Can’t be told from ordinary days: between 5 % fewer and 13 % more than expected. Only an effect above 15 % would have been visible. This doesn’t mean that the posts did nothing.',
    );
  });

  it('has one for each reason why there is no figure, which never says that there was no effect', () => {
    expect(Object.keys(REFUSAL_NOTES).sort()).toEqual([...LIFT_REFUSALS].sort());
    for (const note of [...Object.values(REFUSAL_NOTES), NO_WINDOW])
      expect(note).toMatch(/^(Not estimated: |Can’t be measured with these data: ).+\.$/);
  });
});

describe('the sentence of a plan', () => {
  const promise = (promised: number | null, now = promised, missing = 0) => ({
    promised,
    now,
    missing,
    blocks: 8,
  });

  it('before anybody posts says what would show', () => {
    expect(sayPlanned(promise(0.149))).toBe('A rise of 15 % or more would show in four of five such plans.');
    expect(sayPlanned(promise(null))).toBe(
      'What would show can’t be told: send the totals of these cities for as many weeks before, then draw the plan.',
    );
  });

  it.each([
    [{ low: 0.04, high: 0.21 }, /^Where squads posted, between 4 % and 21 % more than where they waited\.$/],
    [
      { low: -0.21, high: -0.04 },
      /^Where squads posted, between 4 % and 21 % fewer than where they waited\.$/,
    ],
    [
      { low: 0, high: 0.2 },
      /^Can’t be told .* between 0 % fewer and 20 % more\. Only a rise of 15 % or more /,
    ],
    [{ low: -0.2, high: 0 }, /^Can’t be told .* between 20 % fewer and 0 % more\. Only a rise/],
    [undefined, /^Not estimated: the totals of these cities are missing for most of the plan\.$/],
  ])('of %j', (share, sentence) => expect(sayPlan(share, promise(0.149))).toMatch(sentence));

  it('promises nothing where it isn’t known what would have shown', () => {
    expect(sayPlan({ low: -0.1, high: 0.1 }, promise(null))).toBe(
      'Can’t be told from weeks without posts: between 10 % fewer and 10 % more. This doesn’t mean that the posts did nothing.',
    );
  });

  it('says what is left of the promise where totals went missing', () => {
    expect(sayPlanned(promise(0.149, 0.21, 2))).toBe(
      'Totals of 2 of 8 blocks are missing: a rise of 21 % or more shows in four of five such plans now, 15 % was promised. Send them if you have them.',
    );
    expect(sayPlanned(promise(0.149, null, 7))).toBe(
      'Totals of 7 of 8 blocks are missing: nothing can be told from those that are left. Send them if you have them.',
    );
    expect(sayPlan({ low: -0.1, high: 0.1 }, promise(0.149, 0.21, 2))).toMatch(
      / Only a rise of 21 % or more would have been visible, 15 % was promised\. .* Totals of 2 of 8 blocks are missing\.$/,
    );
    expect(sayPlan({ low: 0.1, high: 0.2 }, promise(0.1, 0.1, 1))).toMatch(
      /waited\. Totals of 1 of 8 blocks are missing\.$/,
    );
  });
});
