import { MINUTE_MS } from '../../../shared/domain/time/units.ts';
import type { Visit } from './visit.ts';

/** A sign-in no older than this for what decides who may do what. */
const FRESH_MS = 15 * MINUTE_MS;

export const isFresh = ({ now, session }: Pick<Visit, 'now' | 'session'>): boolean =>
  now < session.signedInAt + FRESH_MS;

export const WANTS_FRESH =
  'This decides who may do what, so it wants a sign-in of the last quarter of an hour.';

/** And back to the page that asked for it. */
export const signInAgainAt = (path: string): string =>
  `/app/sign-in?again=1&next=${encodeURIComponent(path)}`;
