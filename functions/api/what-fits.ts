import { Hono } from 'hono';
import { refuse } from './http/refusal.ts';
import { renderProblem } from './http/serve.ts';

/**
 * What Lambda hands back has at most 6 MB as JSON (docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html),
 * and base64 makes four bytes of three. Of more than this the caller would get a 500 that explains nothing.
 */
export const MOST_HANDED_BACK_BYTES = 4_500_000;

/** An app whose answers fit what hands them back; a longer one, an export of a good month, is refused in words. */
export const whatFits = (app: Hono, publicUrl: string): Hono =>
  new Hono().all('*', async (c) => fitting(await app.fetch(c.req.raw, c.env), publicUrl));

/** Reads no further than it must: the rest of a stream that is too long is never made. */
async function fitting(answer: Response, publicUrl: string): Promise<Response> {
  if (!answer.body) return answer;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body) {
    size += chunk.byteLength;
    if (size > MOST_HANDED_BACK_BYTES) return tooLong(publicUrl);
    chunks.push(chunk);
  }
  return new Response(Buffer.concat(chunks), answer);
}

function tooLong(publicUrl: string): Response {
  const { status, headers, body } = renderProblem(
    refuse(
      422,
      'answer-too-long',
      `This answer has more than ${MOST_HANDED_BACK_BYTES} bytes. Ask for fewer days, or page by page (GET /v1/clicks, /v1/links, /v1/conversions).`,
    ),
    publicUrl,
  );
  return new Response(body, { status, headers: { ...headers, 'cache-control': 'no-store' } });
}
