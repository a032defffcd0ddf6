/** What came of handing a mail to a provider, as far as the provider's answer tells. */
export type SendOutcome =
  | { kind: 'accepted'; messageId: string }
  | { kind: 'refused'; reason: string }
  | { kind: 'unclear'; reason: string }
  | { kind: 'rejected'; reason: string };

export type OutgoingMail = { deliveryId: string; from: string; to: string; raw: Buffer };

/** One attempt: a hidden second try after an unclear answer could be a second mail. */
export type Mailer = { send: (mail: OutgoingMail) => Promise<SendOutcome> };

/** Errors that say the connection never stood, so nothing can have been sent. */
const NEVER_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EDNS',
]);

/** nodemailer puts its own code over the system's and keeps that one as `originalCode`. */
export const neverConnected = (error: unknown): boolean =>
  NEVER_CONNECTED.has(textOf(error, 'code')) || NEVER_CONNECTED.has(textOf(error, 'originalCode'));

const codeOf = (error: unknown): string => textOf(error, 'code');

function textOf(error: unknown, field: string): string {
  if (!(error instanceof Error)) return '';
  const value: unknown = Reflect.get(error, field);
  return typeof value === 'string' ? value : '';
}

/** Short and without line breaks, fit for a stored reason; a provider's message may hold the address. */
export const reasonOf = (error: unknown): string =>
  codeOf(error) || (error instanceof Error ? error.name : 'unknown');
