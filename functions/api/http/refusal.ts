import { MOST_DOCUMENT_BYTES, RecordTooLarge } from '../../../shared/data/table/documents.ts';
import { RecordMissing } from '../../../shared/data/table/records-store.ts';
import { isTooMuch } from '../../../shared/data/table/too-much.ts';
import { invalid, Refusal, refuse } from '../../../shared/domain/refusal.ts';
import type { Problem } from '../../../shared/domain/schema/problem.ts';

export { invalid, Refusal, refuse };

export const notFound = (what: string): Refusal => refuse(404, 'not-found', `There is no such ${what}.`);

export const missingScope = (scope: string): Refusal =>
  refuse(403, 'missing-scope', `This key lacks the scope ${scope}.`);

const TITLES: Record<number, string> = {
  400: 'Bad request',
  401: 'Not authenticated',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  410: 'Gone',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Not acceptable as it is',
  429: 'Too many requests',
  500: 'Our mistake',
  503: 'Not available right now',
};

export function problemOf(refusal: Refusal, publicUrl: string): Problem {
  return {
    type: `${publicUrl}/docs#${refusal.code}`,
    title: TITLES[refusal.status] ?? 'Refused',
    status: refusal.status,
    code: refusal.code,
    detail: refusal.message,
    ...(refusal.values ? { values: refusal.values } : {}),
    ...(refusal.errors ? { errors: refusal.errors } : {}),
  };
}

/** Throttled by the store, or never undisturbed: the caller may try again. Everything else that isn't a refusal is our mistake. */
const isBusy = ({ name, code }: { name?: unknown; code?: unknown }): boolean =>
  name === 'Disturbed' || isTooMuch(name) || isTooMuch(code);

/** Any failure as a refusal; `undefined` tells that it must be logged. */
export function refusalOf(failure: unknown): { refusal: Refusal; ours: boolean } {
  if (failure instanceof Refusal) return { refusal: failure, ours: false };
  if (failure instanceof RecordMissing) return { refusal: notFound(failure.kind.toLowerCase()), ours: false };
  if (failure instanceof RecordTooLarge) {
    const detail = `This would make one ${failure.kind.toLowerCase()} larger than what can be stored (${MOST_DOCUMENT_BYTES} bytes); nothing was changed.`;
    return { refusal: refuse(413, 'too-large', detail), ours: false };
  }
  if (failure instanceof Error && isBusy(failure)) {
    const headers = { 'retry-after': '1' };
    return {
      refusal: new Refusal(503, 'busy', 'Too much at once; please try again.', { headers }),
      ours: true,
    };
  }
  return {
    refusal: refuse(500, 'internal', 'Something failed on our side. It is logged; trying again may help.'),
    ours: true,
  };
}

/** What the caller is told of a failure that is no mistake of ours; one that is goes on. */
export function expectedRefusal(failure: unknown): Refusal {
  const { refusal, ours } = refusalOf(failure);
  if (ours) throw failure;
  return refusal;
}
