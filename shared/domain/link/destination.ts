import type { Device, OperatingSystem } from '../vocabulary.ts';
import type { LinkRoute } from './link-route.ts';

export type Follower = { device: Device; os: OperatingSystem; country?: string; languages: string[] };

/** Longest query of the caller's that is carried along; more than that is nobody's campaign tag. */
const MAX_PASSED_QUERY = 2_000;
/** Ours on the short link: never carried to the shop. */
const OWN_PARAMETERS = new Set(['qr', 'vclid', 'vouch_internal']);

/**
 * Where a follower is sent: the stored destination, with the caller's query where it doesn't clash, the link's UTM,
 * and our click id. Nothing in the request can change scheme, host, port or path: the request only ever adds
 * parameters to a URL that was parsed before.
 */
export function composeDestination(
  stored: string,
  query: string,
  utm: LinkRoute['utm'],
  clickId?: string,
): string {
  const url = new URL(stored);
  const own = new Set(url.searchParams.keys());
  const added = new URLSearchParams(query.length > MAX_PASSED_QUERY ? '' : query);
  for (const [name, value] of added) {
    if (!own.has(name) && !OWN_PARAMETERS.has(name)) url.searchParams.append(name, value);
  }
  for (const [name, value] of Object.entries(utm ?? {})) {
    if (value && !own.has(`utm_${name}`)) url.searchParams.set(`utm_${name}`, value);
  }
  if (clickId) url.searchParams.set('vclid', clickId);
  return url.href;
}

/** The destination for this follower: the first target that fits, else the link's own. */
export function destinationFor(route: LinkRoute, follower: Follower): string {
  const fits = route.targeting?.find(
    (target) =>
      (!target.country || target.country === follower.country) &&
      (!target.device || target.device === follower.device) &&
      (!target.os || target.os === follower.os) &&
      (!target.language || follower.languages.includes(target.language)),
  );
  return fits?.destination ?? route.destination;
}

/** Primary subtags of an Accept-Language header, best first, at most five: "de-CH,fr;q=0.5" → ["de", "fr"]. */
export function languagesOf(header: string | undefined): string[] {
  if (!header) return [];
  return header
    .slice(0, 200)
    .split(',', 5)
    .map((part) => (part.split(/[;-]/, 1)[0] ?? '').trim().toLowerCase())
    .filter((tag) => tag !== '');
}

export type RouteAnswer =
  | { kind: 'open' }
  | { kind: 'fallback'; destination: string }
  | { kind: 'gone' }
  | { kind: 'hidden' };

/** May this link be followed now? Paused is "not found", expired and used up are "gone", unless there is a fallback. */
export function routeAnswer(route: LinkRoute, at: number): RouteAnswer {
  if (route.status !== 'active') return { kind: 'hidden' };
  const over = (route.expiresAt !== undefined && at >= route.expiresAt) || route.limitReached === true;
  if (!over) return { kind: 'open' };
  return route.expiredDestination
    ? { kind: 'fallback', destination: route.expiredDestination }
    : { kind: 'gone' };
}
