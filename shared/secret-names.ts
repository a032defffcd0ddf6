/**
 * Keys that sign click ids, and the one that seals cursors and tokens, as they stand in SSM: several are joined by commas,
 * the newest first.
 */
export const SECRET_NAMES = ['click-keys', 'sealing-key'] as const;

export const parameterName = (environment: string, secret: string): string =>
  `/vouch/${environment}/${secret}`;
