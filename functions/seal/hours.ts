import { hourOf } from '../../shared/data/table/keys.ts';
import { HOUR_MS } from '../../shared/domain/time/units.ts';

/** Every UTC hour that a stretch of time touches. */
export function hoursBetween(startMs: number, endMs: number): string[] {
  const hours: string[] = [];
  for (let at = Math.floor(startMs / HOUR_MS) * HOUR_MS; at < endMs; at += HOUR_MS) hours.push(hourOf(at));
  return hours;
}
