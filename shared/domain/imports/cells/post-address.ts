import { hostFinder, registeredLabel } from '../../judge/tables/host-finder.ts';
import { canonicalPlatform } from '../../judge/tables/platform-names.ts';
import { SOCIAL_HOSTS } from '../../judge/tables/social-hosts.ts';
import { ADDRESS_PATHS, type PathFact } from './address-paths.ts';

/** What a post's address says: where it stands, its id there, and whose it is where that stands in it. */
export type PostAddress = { url: string; platform?: string; mediaId?: string; handle?: string };

/** The command carries this one table. */
const findSocialHost = hostFinder({ social: SOCIAL_HOSTS });

/**
 * The platform that a host is the own name of, also where that is spelled with a full stop in it (`youtu.be`). Not one
 * whose host only leads on (`t.co`, `pin.it`): its addresses name nobody.
 */
function siteOf({ hostname }: URL): { platform: string; fact: PathFact; isShort: boolean } | undefined {
  const known = findSocialHost(hostname);
  if (!known) return undefined;
  const label = registeredLabel(hostname);
  const platform = known.fact.app ?? label;
  const fact = Object.hasOwn(ADDRESS_PATHS, platform) ? ADDRESS_PATHS[platform] : undefined;
  const isNamed = label === platform || label === fact?.hostNamed;
  const isOwn = isNamed || hostname.replaceAll('.', '').endsWith(platform);
  return fact && isOwn ? { platform, fact, isShort: !isNamed } : undefined;
}

/** How people shorten platforms in a column of that name, beside what the judge knows them as. */
const SHORT: Readonly<Record<string, string>> = { insta: 'instagram', tt: 'tiktok', 'tik tok': 'tiktok' };

/** A platform as Vouch writes it. */
export const platformNamed = (text: string): string => {
  const name = canonicalPlatform(text);
  return SHORT[name] ?? name;
};

const urlOf = (text: string): URL | undefined => {
  const whole = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  return /^[\w-]+(\.[\w-]+)+([/?#]|$)/.test(whole.replace(/^https?:\/\//i, '')) && URL.canParse(whole)
    ? new URL(whole)
    : undefined;
};

/** The address of a post, read; undefined where the text is no address. What a share button adds is no part of it. */
export function readPostAddress(text: string): PostAddress | undefined {
  const url = urlOf(text.trim());
  if (!url) return undefined;
  const site = siteOf(url);
  if (!site) return { url: `${url.origin}${url.pathname}${url.search}` };
  const { platform, fact, isShort } = site;
  const path = namingPath(url, fact);
  const patterns = isShort && fact.short ? [fact.short] : fact.posts;
  const groups = firstGroups(patterns, path);
  const isNobody = groups?.handle && fact.pages?.includes(groups.handle);
  if (isNobody) return { url: `${url.origin}${path}`, platform };
  return {
    url: `${url.origin}${path}`,
    platform,
    ...(groups?.id ? { mediaId: groups.id } : {}),
    ...(groups?.handle ? { handle: groups.handle } : {}),
  };
}

/** `ada (IG)`, `Instagram: @ada`, `ada @ TikTok`: a handle with its platform in words. */
const WITH_PLATFORM =
  /^(?<before>[\p{L} -]+)(?::\s*|\s+(?=@))(?<first>\S+)$|^(?<second>\S+)\s*(?:\((?<inside>[^()]+)\)|\[(?<box>[^[\]]+)\]|\s(?:@|on|auf|sur|en|[-–|·])\s+(?<behind>[\p{L} -]+))$/u;

function withPlatform(text: string): { handle: string; platform?: string } | undefined {
  const { before, first, second, inside, box, behind } = WITH_PLATFORM.exec(text)?.groups ?? {};
  const platform = platformNamed(before ?? inside ?? box ?? behind ?? '');
  const handle = first ?? second;
  return handle && Object.hasOwn(ADDRESS_PATHS, platform) ? { handle, platform } : undefined;
}

/** `Ada Lovelace (@ada)`, `Ada @ada`: behind a name it is what the sign says. */
const BEHIND_NAME = /^[^@/]+[\s(](?<handle>@[\w.]+)\)?$/u;
/** `@ada & @bea`, or one below the other: whose the row is nobody says. */
const SEVERAL = /^@\S+(?:[\s,;/&+]+(?:and|und|et|y|e|en)?\s*)@/iu;
/** Quotes and angle brackets round it, and what parts it from the next in a list. */
const AROUND = /^["'“”„‘’«»<]+|["'“”„‘’«»>,;:]+$/g;

/**
 * A handle as it was written, or out of a profile's address with its platform. What stands in brackets behind one is no part
 * of it: no platform has any in its handles.
 */
export function readHandle(text: string): { handle: string; platform?: string } | undefined {
  const trimmed = text.trim().replace(AROUND, '').normalize('NFC').replace(/^@\s+/, '@');
  if (SEVERAL.test(trimmed)) return undefined;
  const named = withPlatform(trimmed);
  if (named) return named;
  const handleBehind = BEHIND_NAME.exec(trimmed)?.groups?.handle;
  if (handleBehind && !Object.hasOwn(ADDRESS_PATHS, platformNamed(handleBehind.slice(1))))
    return { handle: handleBehind };
  const spoken = firstSpoken(trimmed);
  if (spoken) return spoken;
  if (!trimmed.includes('/')) return trimmed && !/[()[\]]/.test(trimmed) ? { handle: trimmed } : undefined;
  const url = urlOf(trimmed);
  const site = url && siteOf(url);
  const handle = site && firstGroups(site.fact.profile, spelledPath(namingPath(url, site.fact)))?.handle;
  if (!site || !handle) return whosePost(trimmed);
  return site.fact.pages?.includes(handle) ? undefined : { handle, platform: site.platform };
}

/** Out of the address of one of her posts, where it stands in that. */
function whosePost(text: string): { handle: string; platform: string } | undefined {
  const { handle, platform } = readPostAddress(text) ?? {};
  return handle && platform ? { handle, platform } : undefined;
}

/** Reddit's `u/ada`. */
function firstSpoken(text: string): { handle: string; platform: string } | undefined {
  if (!text.includes('/')) return undefined;
  for (const [platform, { spoken }] of Object.entries(ADDRESS_PATHS)) {
    const handle = spoken?.exec(text)?.groups?.handle;
    if (handle) return { handle, platform };
  }
  return undefined;
}

/** The path, and what of the query names something: what a share button adds is left out. */
function namingPath(url: URL, fact: PathFact): string {
  const named = (fact.query ?? []).flatMap((name) => {
    const value = url.searchParams.get(name);
    return value ? [`${name}=${encodeURIComponent(value)}`] : [];
  });
  return `${url.pathname}${named.length > 0 ? `?${named.join('&')}` : ''}`;
}

const firstGroups = (patterns: readonly RegExp[], path: string): Record<string, string> | undefined =>
  patterns.map((pattern) => pattern.exec(path)?.groups).find(Boolean);

/** A handle as people write it; an address that can't be read so stays as it stands. */
function spelledPath(path: string): string {
  try {
    return decodeURIComponent(path).normalize('NFC');
  } catch {
    return path;
  }
}
