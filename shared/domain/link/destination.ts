import type { Device, OperatingSystem } from '../vocabulary.ts';
import { canonicalLanguage } from './languages.ts';
import type { LinkRoute, LinkTarget } from './link-route.ts';

export type Follower = { device: Device; os: OperatingSystem; country?: string; languages: string[] };

/**
 * The destination for this follower: the first target that fits, else the link's own. Among targets that ask for a
 * language the follower's order decides, not the brand's.
 */
export function destinationFor(route: LinkRoute, follower: Follower): string {
  const fitting = route.targeting?.filter((target) => fits(target, follower)) ?? [];
  const [first] = fitting;
  if (!first) return route.destination;
  if (!first.language) return first.destination;
  const rank = ({ language }: LinkTarget) =>
    language ? rankOf(language, follower) : Number.POSITIVE_INFINITY;
  return fitting.reduce((best, target) => (rank(target) < rank(best) ? target : best)).destination;
}

const fits = (target: LinkTarget, follower: Follower): boolean =>
  (!target.country || target.country === follower.country) &&
  (!target.device || target.device === follower.device) &&
  (!target.os || target.os === follower.os) &&
  (!target.language || rankOf(target.language, follower) >= 0);

const rankOf = (language: string, { languages }: Follower): number =>
  languages.indexOf(canonicalLanguage(language));

export type RouteAnswer =
  | { kind: 'open' }
  | { kind: 'early'; opensAt: number; destination?: string }
  | { kind: 'fallback'; destination: string }
  | { kind: 'gone' }
  | { kind: 'hidden' };

/** May this link be followed now? Paused is "not found", expired and used up are "gone", unless there is a fallback; early is before its drop. */
export function routeAnswer(route: LinkRoute, at: number): RouteAnswer {
  if (route.status !== 'active') return { kind: 'hidden' };
  const over = (route.expiresAt !== undefined && at >= route.expiresAt) || route.limitReached === true;
  if (over) return afterEnd(route);
  if (route.opensAt === undefined || at >= route.opensAt) return { kind: 'open' };
  const { opensAt, earlyDestination: destination } = route;
  return { kind: 'early', opensAt, ...(destination ? { destination } : {}) };
}

const afterEnd = ({ expiredDestination }: LinkRoute): RouteAnswer =>
  expiredDestination ? { kind: 'fallback', destination: expiredDestination } : { kind: 'gone' };
