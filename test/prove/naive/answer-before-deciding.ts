import type { Send } from '../api/prove-api.ts';
import type { Shown } from '../api/things.ts';

/** Says yes to every creation as soon as it has read it, and does the work behind that. */
export const answerBeforeDeciding =
  (send: Send): Send =>
  async (wish, key) => {
    if (wish.method !== 'POST' || key) return send(wish, key);
    void send(wish, key).catch(() => {});
    return { status: 201, json: { id: 'unknown', ...wish.body } as Shown };
  };
