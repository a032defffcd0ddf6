import { describe, expect, it } from 'vitest';
import { firstHoursOf, firstHoursSpan } from '../../../../shared/domain/roi/decay/first-hours.ts';
import { aPost } from '../facts-builder.ts';

const at = (iso: string) => Date.parse(iso);
const post = aPost({ publishedOn: '2026-10-24', publishedAt: at('2026-10-24T16:00:00Z') });
const span = (asOf: string) => firstHoursSpan(post, 'Europe/Berlin', at(asOf));

describe('the first hours of a post', () => {
  it('are whole days from publication, at most a week of them, and none before it is a day old', () => {
    expect(span('2026-10-25T15:59:00Z')).toBeUndefined();
    expect(span('2026-10-28T15:00:00Z')?.untilMs).toBe(at('2026-10-27T16:00:00Z'));
    expect(span('2027-01-01T00:00:00Z')?.untilMs).toBe(at('2026-10-31T16:00:00Z'));
  });

  it('begin with the day of publication, as the brand’s clock has it', () => {
    expect(span('2027-01-01T00:00:00Z')?.fromMs).toBe(at('2026-10-23T22:00:00Z'));
  });

  it('hold a click in the hour of its age; one from before publication in the first, a later one nowhere', () => {
    const found = firstHoursOf(post, { fromMs: 0, untilMs: at('2026-10-26T16:00:00Z') }, [
      { at: at('2026-10-24T08:00:00Z'), clicks: 2 },
      { at: at('2026-10-24T16:59:00Z'), clicks: 3 },
      { at: at('2026-10-24T17:00:00Z'), clicks: 5 },
      { at: at('2026-10-26T15:59:00Z'), clicks: 7 },
      { at: at('2026-10-26T16:00:00Z'), clicks: 100 },
    ]);
    expect(found.clicks).toHaveLength(48);
    expect(found.clicks.flatMap((clicks, hour) => (clicks > 0 ? [[hour, clicks]] : []))).toEqual([
      [0, 5],
      [1, 5],
      [47, 7],
    ]);
  });
});
