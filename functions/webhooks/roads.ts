import { MINUTE_MS } from '../../shared/domain/time/units.ts';

/** Failures in a row after which an address is left alone for a while; some addresses fail once and answer the next. */
const FAILURES_BORNE = 3;
const FIRST_REST_MS = MINUTE_MS;
const LONGEST_REST_MS = 15 * MINUTE_MS;

/**
 * How the brands' addresses have answered lately, as far as this process knows. Each failure costs up to three seconds
 * of waiting: one that goes on failing is asked once after each rest, which doubles, and its other events wait meanwhile.
 * Forgotten with the process, this costs three more failures.
 */
export function createRoads() {
  const failing = new Map<string, { inARow: number; restsUntil: number }>();
  return {
    /** Epoch ms until which nothing should go there; undefined where something may. */
    closedUntil(webhookId: string, now: number): number | undefined {
      const restsUntil = failing.get(webhookId)?.restsUntil ?? 0;
      return restsUntil > now ? restsUntil : undefined;
    },
    note(webhookId: string, isGood: boolean, now: number): void {
      if (isGood) {
        failing.delete(webhookId);
        return;
      }
      const inARow = (failing.get(webhookId)?.inARow ?? 0) + 1;
      const doublings = inARow - FAILURES_BORNE;
      const rest =
        doublings < 0 ? 0 : Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** Math.min(doublings, 10));
      failing.set(webhookId, { inARow, restsUntil: now + rest });
    },
  };
}
export type Roads = ReturnType<typeof createRoads>;
