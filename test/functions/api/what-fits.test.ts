import { Hono } from 'hono';
import { handle } from 'hono/aws-lambda';
import { describe, expect, it } from 'vitest';
import { MOST_HANDED_BACK_BYTES, whatFits } from '../../../functions/api/what-fits.ts';
import { httpApiDoor, type Invoke } from '../../support/doors.ts';

const LINE = `clk_1,2026-11-28T12:00:00Z,"ada, says ""hi""",dark_social\r\n`;
let made = 0;
let wasLeft = false;

/** An export of so many bytes, made as it is read. */
function exportOf(bytes: number, type: string, line = LINE): Hono {
  made = 0;
  wasLeft = false;
  const body = () =>
    new ReadableStream({
      pull(controller) {
        if (made >= bytes) return controller.close();
        const chunk = new TextEncoder().encode(line.repeat(300)).subarray(0, bytes - made);
        made += chunk.length;
        controller.enqueue(chunk);
      },
      cancel() {
        wasLeft = true;
      },
    });
  return new Hono().get('/export', () => new Response(body(), { headers: { 'content-type': type } }));
}

const ask = (app: Hono) =>
  httpApiDoor({ routes: { $default: handle(app) as unknown as Invoke } })({ target: '/export' });
const fitted = (app: Hono) => ask(whatFits(app, 'https://go.vouch.example'));

describe('an answer that Lambda would not hand back', () => {
  it('is refused in words as soon as it is known to be too long, and no more of it is made', async () => {
    const answer = await fitted(exportOf(40_000_000, 'text/csv'));
    expect([answer.status, await answer.json()]).toEqual([
      422,
      expect.objectContaining({
        code: 'answer-too-long',
        detail: expect.stringContaining('Ask for fewer days'),
      }),
    ]);
    expect(made).toBeLessThan(MOST_HANDED_BACK_BYTES * 1.1);
    expect(wasLeft).toBe(true);
    expect((await ask(exportOf(6_400_000, 'text/csv'))).status).toBe(500);
  });

  it.each(['text/csv', 'application/octet-stream'])(
    '%s: the longest that is let through arrives whole',
    async (type) => {
      const answer = await fitted(exportOf(MOST_HANDED_BACK_BYTES, type));
      expect(answer.headers.get('content-type')).toBe(type);
      expect((await answer.arrayBuffer()).byteLength).toBe(MOST_HANDED_BACK_BYTES);
    },
  );

  it.each([
    ['marks of JSON', '{"id":"a","b":"c","d":"e"},'],
    ['backslashes and breaks', '\\n\\t\r\n'],
    ['bytes that no text has', '\u0001\u0002 end of it '],
  ])('is measured as it leaves, written once more as a text of JSON: %s', async (_what, line) => {
    const { length } = JSON.stringify(line.repeat(1_000));
    const most = Math.floor((6_000_000 / length) * 1_000 * line.length);
    expect(most).toBeLessThan(MOST_HANDED_BACK_BYTES);
    const answer = await fitted(exportOf(most - line.length, 'application/json', line));
    expect([answer.status, (await answer.arrayBuffer()).byteLength]).toEqual([200, most - line.length]);
    expect((await fitted(exportOf(most + 1_000, 'application/json', line))).status).toBe(422);
    expect((await ask(exportOf(MOST_HANDED_BACK_BYTES, 'application/json', line))).status).toBe(500);
  });

  it('what has no body, a 304 or a 204, stays as it is', async () => {
    const app = new Hono().get(
      '/export',
      () => new Response(null, { status: 304, headers: { etag: '"1"' } }),
    );
    const answer = await fitted(app);
    expect([answer.status, answer.headers.get('etag')]).toEqual([304, '"1"']);
  });
});
