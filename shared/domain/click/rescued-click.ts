import type { Click } from './click.ts';
import { type ClickKeys, readClickId, signedAgain } from './click-id.ts';

/** How a rescued click is recognised in a log. */
export const LOST_CLICK_MARK = 'vouch-click';
/** The same for one that was kept while the click keys could not be had: its id carries no signature of ours yet. */
export const UNSIGNED_CLICK_MARK = 'vouch-unsigned-click';

/**
 * The click that a message, a log line's document or an exported line holds, under a mark or bare; `undefined` when it
 * holds none, or one whose id isn't ours. An unsigned id is signed now: the same id at every repeat, so that replaying
 * twice changes nothing.
 */
export function rescuedClick(found: unknown, keys: ClickKeys): Click | undefined {
  if (typeof found !== 'object' || found === null) return undefined;
  const marks = found as Record<string, unknown>;
  const unsigned = marks[UNSIGNED_CLICK_MARK];
  if (isClick(unsigned)) {
    const id = signedAgain(unsigned.id, keys);
    return id === undefined ? undefined : { ...unsigned, id };
  }
  const click = marks[LOST_CLICK_MARK] ?? found;
  return isClick(click) && readClickId(click.id, keys) ? click : undefined;
}

function isClick(value: unknown): value is Click {
  const { id, at, verdict } = (value ?? {}) as Partial<Click>;
  return typeof id === 'string' && typeof at === 'number' && verdict !== undefined;
}
