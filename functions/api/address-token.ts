import type { ApiDeps } from './deps.ts';

/** What makes an address that nobody guesses: 192 bits, as they stand in a path. */
export const addressToken = ({ random }: Pick<ApiDeps, 'random'>): string =>
  Buffer.from(random(24)).toString('base64url');
