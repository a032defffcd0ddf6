import { VouchError } from '../errors.ts';
import { Mistyped } from './connection.ts';

/** What went wrong, and what to do next. Of what nobody foresaw all that there is, for whoever mends it. */
export function failureText(failure: unknown): string {
  if (failure instanceof VouchError) return `${failure.message}${NEXT[failure.status] ?? ''}`;
  if (failure instanceof Mistyped) return failure.message;
  return failure instanceof Error ? String(failure.stack) : String(failure);
}

/** By HTTP status; 0: nobody answered. */
const NEXT: Readonly<Record<number, string>> = {
  0: ' Is that the right address (--url or VOUCH_URL), and does it run?',
  401: ' Give another key by --key or VOUCH_API_KEY; keys are made at /app/settings/keys.',
};

/** The same for programs. */
export function failureJson(failure: unknown): object {
  if (!(failure instanceof VouchError))
    return {
      error: { code: failure instanceof Mistyped ? 'mistyped' : 'unknown', detail: failureText(failure) },
    };
  const { code, status, detail, errors, requestId } = failure;
  return { error: { code, status, detail, errors, ...(requestId ? { requestId } : {}) } };
}
