/** What a key may do. `<x>:write` includes `<x>:read`; `admin` includes everything of its brand. */
export const SCOPES = [
  'admin',
  'brand:read',
  'brand:write',
  'creators:read',
  'creators:write',
  'campaigns:read',
  'campaigns:write',
  'squads:read',
  'squads:write',
  'posts:read',
  'posts:write',
  'links:read',
  'links:write',
  'analytics:read',
  'conversions:read',
  'conversions:write',
  'spend:read',
  'spend:write',
  'engagement:read',
  'engagement:write',
  'reports:read',
  'reports:write',
  'webhooks:read',
  'webhooks:write',
] as const;
export type Scope = (typeof SCOPES)[number];

/** May a key with these scopes do what needs that one? */
export function allows(held: readonly string[], needed: Scope): boolean {
  if (held.includes('admin') || held.includes(needed)) return true;
  return needed.endsWith(':read') && held.includes(needed.replace(':read', ':write'));
}
