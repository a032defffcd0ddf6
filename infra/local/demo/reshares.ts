import { HOUR_MS } from '../../../shared/domain/time/units.ts';
import type { Calendar } from './calendar.ts';
import { isNamed, type PlannedHit } from './hits.ts';
import { VIRAL } from './story.ts';

/** The shop's page is opened by its address with somebody else's click id in it; the site script says so. */
export type PlannedReshare = {
  at: number;
  /** Whose click id stood there: a place in the list of hits. */
  parent: number;
  /** The script's name for this browser today. */
  visitor: string;
};

/** One of the first followers of the wave passes the shop's address on to a group of friends. */
export function planReshares(hits: readonly PlannedHit[], calendar: Calendar): PlannedReshare[] {
  const { week, day, hour } = VIRAL.wave;
  const began = calendar.at(week, day, hour);
  const parent = hits.findIndex((hit) => hit.post === VIRAL.post && hit.at >= began && isNamed(hit));
  const sharedAt = hits[parent]?.at ?? began;
  return VIRAL.reshares.map((hours, index) => ({
    at: sharedAt + Math.round(hours * HOUR_MS),
    parent,
    visitor: (index + 1).toString(16).padStart(16, '0'),
  }));
}
