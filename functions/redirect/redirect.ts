import type { DomainHolder } from '../../shared/data/links/domain-lookup.ts';
import { ANYBODY, type Fallback } from '../../shared/data/links/fallback-lookup.ts';
import { routeOnDomain } from '../../shared/data/links/route-on-domain.ts';
import type { Click } from '../../shared/domain/click/click.ts';
import type { ClickKeys } from '../../shared/domain/click/click-id.ts';
import { asEarly } from '../../shared/domain/click/fold.ts';
import type { Verdict } from '../../shared/domain/click/hit.ts';
import { makeClick } from '../../shared/domain/click/make-click.ts';
import { optedOut } from '../../shared/domain/click/visitor.ts';
import { composeDestination } from '../../shared/domain/link/compose-destination.ts';
import { destinationFor, type RouteAnswer, routeAnswer } from '../../shared/domain/link/destination.ts';
import { languagesOf } from '../../shared/domain/link/languages.ts';
import type { LinkRoute } from '../../shared/domain/link/link-route.ts';
import { withoutOwnParameters } from '../../shared/domain/link/own-parameters.ts';
import { addressesOf, type PathReading, readPath } from '../../shared/domain/link/read-path.ts';
import { andThen, rescued, type Soon } from '../../shared/domain/soon.ts';
import {
  type Answer,
  earlyPage,
  FILES,
  gonePage,
  METHOD_NOT_ALLOWED,
  momentPage,
  notFoundPage,
  redirectTo,
} from './answers.ts';
import { markRepeat, type RepeatMemory } from './repeat-memory.ts';
import type { ShardChooser } from './shard-chooser.ts';
import { within } from './within.ts';

/** A request for a short link, as API Gateway and the local server both hand it over. */
export type LinkRequest = {
  method: string;
  /** As `readTarget` writes it, or as API Gateway does: it decodes what a function URL leaves escaped. */
  path: string;
  /** The path as `readPath` reads it, where that is known already. */
  reading?: PathReading;
  /** Raw query string without "?". */
  query: string;
  /** Lower-case names; repeated headers joined by ", ". */
  headers: Readonly<Record<string, string | undefined>>;
  /** The follower's address; hashed and forgotten. */
  address: string;
  country?: string;
};

export type RedirectDeps = {
  /** Whose domain a Host names; nothing to wait for under the one that all share. Left out: no brand has its own. */
  findDomain?: (host: string | undefined) => Soon<DomainHolder | undefined>;
  /** By `slugInSpace`; `undefined`: no such link. Rejects when the store can't say. */
  findRoute: (slug: string) => Soon<LinkRoute | undefined>;
  /** Where this brand (or ANYBODY) sends whom no link leads anywhere; `undefined`: to our own page. */
  findFallback: (brandId: string) => Soon<Fallback | undefined>;
  /** The brand's salt of that day; `undefined` when it can't be had: the click counts without a visitor. */
  findSalt: (brandId: string, day: string) => Soon<Uint8Array | undefined>;
  /** How long a follower may wait for it. */
  saltDeadlineMs?: number;
  /** Where clicks go. Resolves once the click is safe: in the table, the spill or the log. Rejects when it is not; never hangs (keepClick). */
  keep: (click: Click) => Promise<void>;
  repeats: RepeatMemory;
  chooseShard: ShardChooser;
  clickKeys: ClickKeys;
  now: () => number;
  randomBytes: (count: number) => Uint8Array;
  /** Told of failures that the follower never sees. */
  failed?: (reason: unknown) => void;
};

const SALT_DEADLINE_MS = 100;

/** Excluded, but a person may stand behind them: they get a click id, so that an order can still name its link. */
const KEEPS_CLICK_ID = new Set(['repeat', 'prefetch']);

/**
 * Follows a short link: find the route, judge the hit, keep the click, answer. The answer that names a click id is
 * given only after the click is safe; no failure of ours becomes a follower's error. Nothing is waited for but keeping,
 * where route and salt are in memory: each promise of a tap costs every tap.
 */
export function redirect(request: LinkRequest, deps: RedirectDeps): Soon<Answer> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return METHOD_NOT_ALLOWED;
  const reading = request.reading ?? readPath(request.path);
  if (reading.kind === 'file' && reading.name !== 'home') return FILES[reading.name];
  if (reading.kind === 'shown') return redirectTo(`/${reading.slugs[0]}/preview`);
  if (reading.kind === 'ours') return notFoundPage(wishesOf(request));
  return andThen(domainOf(request, deps), (domain) => lead(request, reading, domain, deps));
}

function lead(
  request: LinkRequest,
  reading: PathReading,
  domain: DomainHolder | 'unknowable' | undefined,
  deps: RedirectDeps,
): Soon<Answer> {
  if (domain === 'unknowable') return momentPage(wishesOf(request));
  if (reading.kind === 'file' && !domain) return FILES[reading.name];
  const addresses = addressesOf(request.path, reading);
  if (addresses.length === 0 && !domain) return notFoundPage(wishesOf(request));
  const at = deps.now();
  return andThen(routeOf(addresses, domain, deps), (found) => {
    if (found === 'unknowable') return momentPage(wishesOf(request));
    if (!found) return leadElsewhere(request, domain?.brandId ?? ANYBODY, { kind: 'hidden' }, deps);
    const answer = routeAnswer(found, at);
    if (answer.kind === 'open') return follow(request, found, at, deps);
    if (answer.kind === 'early') return beforeDrop(request, found, { at, ...answer }, deps);
    return leadElsewhere(request, found.brandId, answer, deps);
  });
}

/**
 * The link of a drop that isn't open yet: the tap is kept as early, and the follower is told when, or led to what the
 * brand shows meanwhile.
 */
async function beforeDrop(
  request: LinkRequest,
  route: LinkRoute,
  { at, opensAt, destination }: { at: number; opensAt: number; destination?: string },
  deps: RedirectDeps,
): Promise<Answer> {
  try {
    await keepSafely(asEarly(await clickOf(request, route, at, deps)), deps, () => {});
  } catch (reason) {
    deps.failed?.(reason);
  }
  if (destination) return redirectTo(composeDestination(destination, request.query, undefined));
  return earlyPage(opensAt, route.timeZone, wishesOf(request));
}

/** The follower’s languages, best first. */
const wishesOf = ({ headers }: LinkRequest): string[] => languagesOf(headers['accept-language']);

/** Unknown, paused, ended: the link's own fallback, else its brand's, else a page that says so. Nothing is counted. */
async function leadElsewhere(
  request: LinkRequest,
  brandId: string,
  answer: RouteAnswer,
  deps: RedirectDeps,
): Promise<Answer> {
  const destination = answer.kind === 'fallback' ? answer.destination : await fallbackOf(brandId, deps);
  if (destination) return redirectTo(composeDestination(destination, request.query, undefined));
  return answer.kind === 'gone' ? gonePage(wishesOf(request)) : notFoundPage(wishesOf(request));
}

async function fallbackOf(brandId: string, deps: RedirectDeps): Promise<string | undefined> {
  try {
    return (await deps.findFallback(brandId))?.destination;
  } catch (reason) {
    deps.failed?.(reason);
    return undefined;
  }
}

function follow(request: LinkRequest, route: LinkRoute, at: number, deps: RedirectDeps): Soon<Answer> {
  const plainly = (reason: unknown): Answer => {
    deps.failed?.(reason);
    return redirectTo(withoutOwnParameters(route.destination));
  };
  try {
    const made = clickOf(request, route, at, deps);
    if (made instanceof Promise) return made.then((click) => keepAndSendOn(click)).catch(plainly);
    return keepAndSendOn(made);
  } catch (reason) {
    return plainly(reason);
  }

  function keepAndSendOn(made: Click): Promise<Answer> {
    const click = markRepeat(made, deps.repeats, route.dedupeSeconds);
    return keepSafely(click, deps, (isSafe) => {
      try {
        return sendOn(request, route, click, isSafe);
      } catch (reason) {
        return plainly(reason);
      }
    });
  }
}

/** To where this follower is led, with the click's id once it is safe. */
function sendOn({ query, headers }: LinkRequest, route: LinkRoute, click: Click, isSafe: boolean): Answer {
  const named = isSafe && namesClick(click.verdict) && !optedOut(headers);
  return redirectTo(
    composeDestination(targetOf(route, click, headers), query, route.utm, named ? click.id : undefined),
  );
}

/** Languages are only read where a link asks for something. */
function targetOf(route: LinkRoute, { verdict, country }: Click, headers: LinkRequest['headers']): string {
  if (!route.targeting) return route.destination;
  return destinationFor(route, {
    device: verdict.device,
    os: verdict.os,
    languages: languagesOf(headers['accept-language']),
    ...(country ? { country } : {}),
  });
}

/** What follows once it is known whether the click is safe. */
const keepSafely = <T>(click: Click, deps: RedirectDeps, next: (isSafe: boolean) => T): Promise<T> =>
  deps.keep(click).then(
    () => next(true),
    (reason) => {
      deps.failed?.(reason);
      return next(false);
    },
  );

function clickOf(request: LinkRequest, route: LinkRoute, at: number, deps: RedirectDeps): Soon<Click> {
  const { method, headers, query, address, country } = request;
  const nonce = deps.randomBytes(6);
  return makeClick(
    { hit: { method, headers, query }, route, at, address, country, nonce },
    {
      findSalt: (brandId, day) => saltOf(brandId, day, deps),
      chooseShard: deps.chooseShard,
      keys: deps.clickKeys,
    },
  );
}

const saltOf = (brandId: string, day: string, deps: RedirectDeps): Soon<Uint8Array | undefined> =>
  rescued(
    () => {
      const salt = deps.findSalt(brandId, day);
      return salt instanceof Promise ? within(deps.saltDeadlineMs ?? SALT_DEADLINE_MS, () => salt) : salt;
    },
    () => undefined,
  );

const unknowable = (): 'unknowable' => 'unknowable';

const domainOf = (
  { headers }: LinkRequest,
  deps: RedirectDeps,
): Soon<DomainHolder | 'unknowable' | undefined> =>
  rescued(() => deps.findDomain?.(headers.host), unknowable);

/** The first of the slugs that is a link's; on a brand's own domain one of that brand's. */
function routeOf(
  slugs: readonly string[],
  domain: DomainHolder | undefined,
  deps: RedirectDeps,
  from = 0,
): Soon<LinkRoute | 'unknowable' | undefined> {
  const slug = slugs[from];
  if (slug === undefined) return undefined;
  const found = rescued(
    () => (domain ? routeOnDomain(slug, domain, deps.findRoute) : deps.findRoute(slug)),
    unknowable,
  );
  return andThen(found, (route) => route ?? routeOf(slugs, domain, deps, from + 1));
}

const namesClick = (verdict: Verdict): boolean =>
  verdict.kind === 'counted' || KEEPS_CLICK_ID.has(verdict.reason);
