import type { ApiDeps } from './deps.ts';

/** What makes an address that nobody guesses: 192 bits, as they stand in a path. */
export const addressToken = (secretBytes: ApiDeps['random']): string =>
  Buffer.from(secretBytes(24)).toString('base64url');
