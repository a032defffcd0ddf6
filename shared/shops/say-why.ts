import type { Refusal } from '../domain/refusal.ts';

/** A refusal with its fields in one line. */
export const sayWhy = ({ message, errors = [] }: Refusal): string =>
  [message, ...errors.map(({ path, message: what }) => `${path} ${what}`)].join(' ');
