import type { Shown } from '../api/move.ts';
import type { Send } from '../api/prove-api.ts';

/** Says yes to every creation of a named thing as soon as it has read it, and does the work behind that. */
export const answerBeforeDeciding =
  (send: Send): Send =>
  async (wish, key) => {
    if (wish.method !== 'POST' || key || !wish.body || !('externalId' in wish.body)) return send(wish, key);
    void send(wish, key).catch(() => {});
    return { status: 201, json: { id: 'unknown', ...wish.body } as Shown };
  };
