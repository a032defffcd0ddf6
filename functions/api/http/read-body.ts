import type * as z from 'zod';
import { type FieldRefusal, whyOf, wrong } from '../../../shared/domain/reasons.ts';
import { inOwnWords } from './own-words.ts';
import { Refusal, refuse } from './refusal.ts';
import { type NullsReading, withoutNulls } from './without-nulls.ts';

/** A hundred links with long destinations are a quarter of this. */
export const MOST_BODY_BYTES = 1_000_000;

/** One of many, and an order: with its codes and lines it must fit into one item, beside all that may happen to it. */
const MOST_ITEM_BYTES = 100_000;

/** Before any work: what was sent is too large to be kept. */
export function refuseLarge(sent: unknown): void {
  if (Buffer.byteLength(JSON.stringify(sent) ?? '') > MOST_ITEM_BYTES)
    throw refuse(
      413,
      'too-large',
      `One may have ${MOST_ITEM_BYTES} bytes: send fewer or shorter parts of it.`,
    );
}

/** The body as text; 413 as soon as it is known to be too long. */
export const readText = async (request: Request): Promise<string> =>
  Buffer.from(await readBytes(request)).toString('utf8');

/** The body's own bytes, for those who verify what was signed. */
export async function readBytes(request: Request, most = MOST_BODY_BYTES): Promise<Uint8Array> {
  const tooLarge = refuse(413, 'too-large', `A body may have ${most} bytes.`);
  if (Number(request.headers.get('content-length') ?? 0) > most) throw tooLarge;
  if (!request.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.byteLength;
    if (size > most) throw tooLarge;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** 415 unless it says JSON, 400 unless it is. */
export function readJson(text: string, contentType: string | null): unknown {
  if (!/^application\/(?:[\w.-]+\+)?json\s*(;|$)/i.test(contentType ?? '')) {
    throw refuse(415, 'unsupported-media-type', 'Send the body as application/json.');
  }
  try {
    return JSON.parse(text);
  } catch {
    throw refuse(400, 'malformed-json', 'The body is not JSON.');
  }
}

/** The value as the schema's output, `null` for left out; or 422 naming every field that is wrong or unknown. */
export function accept<S extends z.ZodType>(schema: S, value: unknown, reading?: NullsReading): z.output<S> {
  const parsed = schema.safeParse(withoutNulls(value, schema, reading), { error: inOwnWords });
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.slice(0, 50).flatMap(describe);
  const fields = errors.map(({ path }) => path || 'the body').join(', ');
  throw new Refusal(422, 'invalid', `Not acceptable: ${fields.slice(0, 300)}.`, { errors });
}

function describe(issue: z.core.$ZodIssue): FieldRefusal[] {
  const path = issue.path.map(String).join('.');
  if (issue.code !== 'unrecognized_keys') return [{ path, ...whyOf(issue) }];
  return issue.keys
    .slice(0, 20)
    .map((key) => wrong((path ? `${path}.` : '') + key.slice(0, 100), 'unknown-field'));
}
