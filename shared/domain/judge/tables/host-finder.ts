export type Medium = 'social' | 'messenger' | 'email' | 'search' | 'ai_assistant' | 'link_in_bio' | 'other';

/** What the tables know of a host. */
export type HostFact = { medium: Medium; app?: string };
/** `before` holds the labels in front of the name that is known. */
export type FoundHost = { fact: HostFact; before: string };

/**
 * Finds hosts in tables (their format: search-hosts.ts), which are read at the first one: a hit without a referrer, and
 * a fresh function, need none of them. The longest known name that the host ends with, whole labels only:
 * `m.instagram.com` is Instagram, `notinstagram.com` and `instagram.com.evil.example` are nobody.
 */
export function hostFinder(tables: Readonly<Partial<Record<Medium, string>>>) {
  const exact = new Map<string, HostFact>();
  /** `google.*`: the name under any country's domain. */
  const anyCountry = new Map<string, HostFact>();

  function load(medium: Medium, table: string): void {
    for (const line of table.split('\n')) {
      const [app, ...hosts] = line.split(' ');
      const fact: HostFact = app && app !== '-' ? { medium, app } : { medium };
      for (const host of hosts) {
        const name = spelledOut(host);
        if (name.endsWith('.*')) anyCountry.set(name.slice(0, -2), fact);
        else exact.set(name, fact);
      }
    }
  }

  return (host: string): FoundHost | undefined => {
    if (exact.size === 0) for (const [medium, table] of Object.entries(tables)) load(medium as Medium, table);
    const nameEnd = isCountryWide(host) ? suffixStart(host) - 1 : 0;
    for (let at = 0; at >= 0 && at < host.length; at = nextLabel(host, at)) {
      const fact =
        exact.get(host.slice(at)) ?? (at < nameEnd ? anyCountry.get(host.slice(at, nameEnd)) : undefined);
      if (fact) return { fact, before: host.slice(0, Math.max(0, at - 1)) };
    }
    return undefined;
  };
}

/** The label that was registered: `ecosia` of `www.ecosia.org`, `example` of `shop.example.co.uk`. */
export function registeredLabel(host: string): string {
  const name = host.slice(0, Math.max(0, suffixStart(host) - 1));
  return name.slice(name.lastIndexOf('.') + 1);
}

/** Labels in front of the registered one: `["news", "m"]` of `news.m.example.co.uk`. */
export function subdomainLabels(host: string): string[] {
  return host
    .slice(0, Math.max(0, suffixStart(host) - 1))
    .split('.')
    .slice(0, -1);
}

/** `x.*` covers countries and .com, .net, .org: not every word that is a top-level name today. */
function isCountryWide(host: string): boolean {
  const last = host.slice(host.lastIndexOf('.') + 1);
  return last.length === 2 || last === 'com' || last === 'net' || last === 'org';
}

const SECOND_LEVEL = new Set(['co', 'com', 'org', 'net', 'or', 'ne', 'ac', 'gov', 'edu', 'go']);

/** Where the public suffix begins, by the common shapes (`com`, `de`, `co.uk`, `com.br`); no list is shipped. */
function suffixStart(host: string): number {
  const last = host.lastIndexOf('.');
  // A name alone has no suffix: it ends where the point before one would stand.
  if (last < 0) return host.length + 1;
  const second = host.lastIndexOf('.', last - 1);
  const isCountry = host.length - last - 1 === 2;
  return isCountry && second >= 0 && SECOND_LEVEL.has(host.slice(second + 1, last)) ? second + 1 : last + 1;
}

function nextLabel(host: string, at: number): number {
  const dot = host.indexOf('.', at);
  return dot < 0 ? -1 : dot + 1;
}

function spelledOut(host: string): string {
  const name = host.includes('.') ? host : `${host}.com`;
  return name.startsWith('~') ? `search.${name.slice(1)}` : name;
}
