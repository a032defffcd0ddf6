import { describe, expect, it } from 'vitest';
import { type SurveyInput, surveyShare } from '../../../shared/domain/attribution/survey-share.ts';

const sharing = (rest: Partial<SurveyInput>) =>
  surveyShare({ orders: 100, byClick: 15, byCoupon: 5, countries: [], ...rest });

describe('what customers answer, beside what was tracked', () => {
  it('is what was tracked while nobody has answered, with an interval that says how little that is', () => {
    const { clickShare, couponShare, answerShare, fused } = sharing({});
    expect([clickShare, couponShare, answerShare]).toEqual([0.15, 0.05, undefined]);
    expect(fused.mean).toBeCloseTo(4.5 / 21, 12);
    expect(fused.high - fused.low).toBeGreaterThan(0.3);
  });

  it('moves to the answers as they come in, and grows surer', () => {
    const { answerShare, fused } = sharing({ countries: [{ country: 'DE', answered: 400, named: 160 }] });
    expect(answerShare).toBe(0.4);
    expect(fused.mean).toBeCloseTo(164.5 / 421, 12);
    expect(fused.low).toBeGreaterThan(0.34);
    expect(fused.high).toBeLessThan(0.44);
  });

  it('pulls a country towards the whole, the more the fewer its answers', () => {
    const { fused, countries } = sharing({
      countries: [
        { country: 'DE', answered: 300, named: 60 },
        { country: 'AT', answered: 2, named: 2 },
        { country: 'CH', answered: 0, named: 0 },
      ],
    });
    const [germany, austria, switzerland] = countries.map((country) => country.fused.mean);
    expect(Math.abs((germany ?? 0) - 0.2)).toBeLessThan(0.01);
    expect(austria).toBeGreaterThan(fused.mean);
    expect(austria).toBeLessThan(0.35);
    expect(Math.abs((switzerland ?? 0) - fused.mean)).toBeLessThan(0.02);
    expect(countries[2]).not.toHaveProperty('answerShare');
  });

  it('knows nothing from nothing', () => {
    const { fused, ...others } = surveyShare({ orders: 0, byClick: 0, byCoupon: 0, countries: [] });
    expect(fused.mean).toBe(0.5);
    expect(others).toEqual({ countries: [] });
  });
});
