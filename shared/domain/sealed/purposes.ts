import { createHash } from 'node:crypto';

declare const purpose: unique symbol;
/** What something is sealed for; authenticated with it, so that it opens for nothing else. Made here only. */
export type Purpose = string & { readonly [purpose]: true };

const asPurpose = (text: string): Purpose => text as Purpose;

/** Every purpose under which this product seals. Its text never changes: what was sealed under it would stay shut. */
export const purposes = {
  /** An API answer, kept for who asks the same again. */
  answer: (owner: string, requestHash: string) => asPurpose(`answer|${owner}|${requestHash}`),
  /** A form for volunteers: when it was shown. */
  application: (brandId: string) => asPurpose(`apply|${brandId}`),
  /** Where the next page of an answer begins. */
  cursor: (owner: string, query: string) =>
    asPurpose(`cursor|${owner}|${createHash('sha256').update(query).digest('hex')}`),
  /** What the secrets of such an answer are made of, the same for whoever works on it. */
  answerSeed: (owner: string, requestHash: string) => asPurpose(`answer-seed|${owner}|${requestHash}`),
  hookSecret: (hookId: string) => asPurpose(`hook|${hookId}`),
  hookToken: (hookId: string) => asPurpose(`hook-token|${hookId}`),
  /** A mail to one person that waits in a queue. */
  letter: asPurpose('letter'),
  unsubscribe: asPurpose('unsubscribe'),
  webhookSecret: (webhookId: string) => asPurpose(`webhook|${webhookId}`),
};

declare const signed: unique symbol;
/** What is signed, and for what; made here only. */
export type Signed = string & { readonly [signed]: true };

const asSigned = (text: string): Signed => text as Signed;

/** Everything that this product signs beside click ids, whose key is told by trying (docs/decisions). Never the same for two purposes. */
export const signedTexts = {
  /** A form of `/app`: the session that it was drawn for. */
  form: (sessionId: string, salt: string) => asSigned(`form|${sessionId}|${salt}`),
  /** Six digits of a mail, worthless to whoever reads the table. */
  signInCode: (tokenHash: string, code: string) => asSigned(`sign-in code|${tokenHash}|${code}`),
};
