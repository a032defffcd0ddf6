import type { Made } from '../../shared/data/links/carry-out-plan.ts';
import { undisturbed } from '../../shared/data/table/undisturbed.ts';
import { checkDestination } from '../../shared/domain/link/destination-rules.ts';
import { slugProblem } from '../../shared/domain/link/slug.ts';
import type { Brand } from '../../shared/domain/schema/access/brand.ts';
import type { Link, StoredLink } from '../../shared/domain/schema/programme/links.ts';
import type { ApiDeps } from './deps.ts';
import { Refusal, refuse } from './http/refusal.ts';

/** A link as it is shown: with its addresses. */
export function shownLink(link: StoredLink, deps: ApiDeps): Link {
  const base = link.domain === undefined ? deps.publicUrl : `https://${link.domain}`;
  const shortUrl = `${base}/${link.slug}`;
  return { ...link, shortUrl, qrUrl: `${shortUrl}/qr.svg` };
}

export type LinkProblems = { path: string; message: string }[];
type Addresses = Partial<Pick<StoredLink, 'destination' | 'expiredDestination' | 'targeting'>>;

/**
 * What is given to the checks below, knowing which of these addresses lead to hosts that brands have proved here: a link
 * to one would run in circles.
 */
export async function knowingHosts(links: readonly Addresses[], deps: ApiDeps): Promise<ApiDeps> {
  const hostOf = (text: string) => URL.parse(text)?.hostname.replace(/\.$/, '') ?? [];
  const own: string[] = [];
  for (const host of new Set(links.flatMap(addressesIn).flatMap(hostOf)))
    if (await deps.stores.domainHosts.find(host)) own.push(host);
  return own.length === 0 ? deps : { ...deps, shortHosts: [...(deps.shortHosts ?? []), ...own] };
}

const addressesIn = ({ destination, expiredDestination, targeting = [] }: Addresses): string[] =>
  [destination, expiredDestination, ...targeting.map((target) => target.destination)].filter(
    (text) => text !== undefined,
  );

/** The link's addresses as the URL parser writes them; notes what is wrong with any of them. */
export function checkAddresses<T extends Addresses>(
  link: T,
  brand: Brand,
  deps: ApiDeps,
  problems: LinkProblems,
  at = '',
): T {
  const check = (text: string, path: string): string => checkAddress(text, at + path, brand, deps, problems);
  const targeting = link.targeting?.map((target, index) => ({
    ...target,
    destination: check(target.destination, `targeting.${index}.destination`),
  }));
  return {
    ...link,
    ...(link.destination === undefined ? {} : { destination: check(link.destination, 'destination') }),
    ...(link.expiredDestination
      ? { expiredDestination: check(link.expiredDestination, 'expiredDestination') }
      : {}),
    ...(targeting ? { targeting } : {}),
  };
}

/** As it will be stored; what is wrong with it is noted. */
export function checkAddress(
  text: string,
  path: string,
  brand: Pick<Brand, 'allowedDestinationHosts'>,
  deps: ApiDeps,
  problems: LinkProblems,
): string {
  const rules = { ownHosts: ownHosts(deps), allowedHosts: brand.allowedDestinationHosts };
  const checked = checkDestination(text, rules);
  if (checked.kind === 'good') return checked.href;
  problems.push({ path, message: checked.reason });
  return text;
}

/** A slug that a brand chose. */
export function checkSlug(slug: string | undefined, problems: LinkProblems, at = ''): void {
  const wrong = slug === undefined ? undefined : slugProblem(slug);
  if (wrong)
    problems.push({ path: `${at}slug`, message: wrong === 'slug-reserved' ? 'is reserved' : 'is malformed' });
}

export function refuseProblems(problems: LinkProblems): void {
  if (problems.length > 0)
    throw new Refusal(422, 'invalid', 'Some fields are not acceptable.', { errors: problems.slice(0, 50) });
}

export const ownHosts = (deps: ApiDeps): string[] => [
  new URL(deps.publicUrl).hostname,
  ...(deps.shortHosts ?? []),
];

/** As often as another may get in between; each time it has made or cancelled something, so it ends. */
const MOST_LOOKS = 20;

/**
 * Makes something, looking anew each time that another request for the same name came first: whoever finds another's
 * plan has finished it, and answers as if it had been there.
 */
export const untilDecided = <T>(look: () => Promise<T | 'again'>): Promise<T> =>
  undisturbed(
    'making what another request names too',
    async () => {
      const found = await look();
      return found === 'again' ? undefined : { done: found };
    },
    MOST_LOOKS,
  );

/** What became of a creation, when it isn't there. */
export function refusalOfMade(made: Made): Refusal | undefined {
  if (made.kind === 'slug-taken') return slugTaken(made.slugs);
  if (made.kind === 'too-large')
    return refuse(413, 'too-large', 'Too much for one request; send fewer links at once.');
  return undefined;
}

export const slugTaken = (slugs: readonly string[]): Refusal =>
  refuse(409, 'slug-taken', `Already in use, or too easily confused with one that is: ${slugs.join(', ')}.`);
