import { Hono } from 'hono';
import { refuse } from './http/refusal.ts';
import { renderProblem } from './http/serve.ts';

/**
 * What Lambda hands back has at most 6 MB as JSON (docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html),
 * and base64 makes four bytes of three. Of more than this the caller would get a 500 that explains nothing.
 */
export const MOST_HANDED_BACK_BYTES = 4_500_000;
/** The same of a text, which leaves as a text of JSON: each mark, backslash and break takes two bytes there, other controls six. */
const MOST_WRITTEN_BYTES = 6_000_000;

/** An app whose answers fit what hands them back; a longer one, an export of a good month, is refused in words. */
export const whatFits = (app: Hono, publicUrl: string): Hono =>
  new Hono().all('*', async (c) => fitting(await app.fetch(c.req.raw, c.env), publicUrl));

/** Reads no further than it must: the rest of a stream that is too long is never made. */
async function fitting(answer: Response, publicUrl: string): Promise<Response> {
  if (!answer.body) return answer;
  const chunks: Uint8Array[] = [];
  let [size, written] = [0, 0];
  for await (const chunk of answer.body) {
    size += chunk.byteLength;
    written += chunk.byteLength + addedByJson(chunk);
    if (size > MOST_HANDED_BACK_BYTES || written > MOST_WRITTEN_BYTES) return tooLong(publicUrl);
    chunks.push(chunk);
  }
  return new Response(Buffer.concat(chunks), answer);
}

/** Bytes that a text of JSON takes beyond its own. */
function addedByJson(text: Uint8Array): number {
  let added = 0;
  for (const byte of text) {
    if (byte === QUOTE || byte === BACKSLASH) added++;
    else if (byte < SPACE) added += SHORT_ESCAPES.has(byte) ? 1 : 5;
  }
  return added;
}
const [SPACE, QUOTE, BACKSLASH] = [0x20, 0x22, 0x5c];
/** Backspace, tab, line feed, form feed, carriage return. */
const SHORT_ESCAPES = new Set([0x08, 0x09, 0x0a, 0x0c, 0x0d]);

function tooLong(publicUrl: string): Response {
  const { status, headers, body } = renderProblem(
    refuse(
      422,
      'answer-too-long',
      `This answer is longer than can be handed back at once (4.5 MB, less where it is full of quotation marks). Ask for fewer days, or page by page (GET /v1/clicks, /v1/links, /v1/conversions).`,
    ),
    publicUrl,
  );
  return new Response(body, { status, headers: { ...headers, 'cache-control': 'no-store' } });
}
