/**
 * What the redirect reads from its environment, apart from shared/env.ts because the redirect carries no zod.
 * The names stand in one list: infra must give each of them (EnvOf), the reader insists on each of them.
 */
export const REDIRECT_VARIABLES = [
  'CLICKS_TABLE',
  'COUNTS_TABLE',
  'RECORDS_TABLE',
  'SALTS_TABLE',
  'SPILL_QUEUE_URL',
  'CLICK_KEYS_PARAMETER',
  /** 'yes' when CloudFront is the only caller: then its word on address and country is believed. */
  'BEHIND_CLOUDFRONT',
  /** The short domain as followers know it: CloudFront calls the redirect by another name. */
  'SHORT_HOST',
] as const;

export type RedirectEnv = Readonly<Record<(typeof REDIRECT_VARIABLES)[number], string>>;

/** All variables, or one error that names every missing one. */
export function readRedirectEnv(source: Readonly<Record<string, string | undefined>>): RedirectEnv {
  const missing = REDIRECT_VARIABLES.filter((name) => !source[name]);
  if (missing.length > 0) throw new Error(`redirect: missing environment: ${missing.join(', ')}`);
  return Object.fromEntries(REDIRECT_VARIABLES.map((name) => [name, source[name]])) as RedirectEnv;
}
