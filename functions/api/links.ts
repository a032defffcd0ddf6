import type { Made } from '../../shared/data/links/carry-out-plan.ts';
import { undisturbed } from '../../shared/data/table/undisturbed.ts';
import { checkDestination, type DestinationRules } from '../../shared/domain/link/destination-rules.ts';
import { slugProblem } from '../../shared/domain/link/slug.ts';
import { type FieldRefusal, wrong } from '../../shared/domain/reasons.ts';
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

export type LinkProblems = FieldRefusal[];
type Addresses = Partial<Pick<StoredLink, 'destination' | 'expiredDestination' | 'targeting'>>;

type Allowing = Pick<Brand, 'allowedDestinationHosts'>;

/**
 * What the checks below go by. Our own hosts are this installation's, and those that brands have proved here as far as
 * one of these addresses leads there: a link to one would run in circles.
 */
export async function rulesFor(
  links: readonly Addresses[],
  { allowedDestinationHosts: allowedHosts }: Allowing,
  deps: ApiDeps,
): Promise<DestinationRules> {
  const hostOf = (text: string) => URL.parse(text)?.hostname.replace(/\.$/, '') ?? [];
  const own = ownHosts(deps);
  for (const host of new Set(links.flatMap(addressesIn).flatMap(hostOf)))
    if (await deps.stores.domainHosts.find(host)) own.push(host);
  return { ownHosts: own, allowedHosts };
}

const addressesIn = ({ destination, expiredDestination, targeting = [] }: Addresses): string[] =>
  [destination, expiredDestination, ...targeting.map((target) => target.destination)].filter(
    (text) => text !== undefined,
  );

/** The link's addresses as the URL parser writes them; notes what is wrong with any of them. */
export function checkAddresses<T extends Addresses>(
  link: T,
  rules: DestinationRules,
  problems: LinkProblems,
  at = '',
): T {
  const check = (text: string, path: string): string => checkAddress(text, at + path, rules, problems);
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
  rules: DestinationRules,
  problems: LinkProblems,
): string {
  const checked = checkDestination(text, rules);
  if (checked.kind === 'good') return checked.href;
  problems.push({ path, ...checked.reason });
  return text;
}

/** A slug that a brand chose. */
export function checkSlug(slug: string | undefined, problems: LinkProblems, at = ''): void {
  const problem = slug === undefined ? undefined : slugProblem(slug);
  if (problem) problems.push(wrong(`${at}slug`, problem === 'slug-reserved' ? 'reserved' : 'malformed'));
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
