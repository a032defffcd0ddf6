import type { CountReader } from '../../shared/data/counts/count-reader.ts';
import type { Click } from '../../shared/domain/click/click.ts';
import { type ClickKeys, readClickId } from '../../shared/domain/click/click-id.ts';
import { settleClicks } from '../../shared/domain/click/fold.ts';
import { localDay } from '../../shared/domain/time/local-day.ts';
import type { ProgrammeLink } from './programme.ts';

export type Totals = Map<string, { hits: number; clicks: number }>;

const LEVELS = ['link', 'post', 'creator', 'stage', 'brand', 'day', 'link and day'] as const;

/** What the product says: link-days, summed at every level. */
export async function totalsRead(
  reader: CountReader,
  links: ProgrammeLink[],
  from: string,
  to: string,
): Promise<Totals> {
  const byId = new Map(links.map((link) => [link.route.linkId, link]));
  const totals: Totals = new Map();
  const brands = new Map(links.map(({ route }) => [route.brandId, route.timeZone]));
  for (const [brandId, timeZone] of brands) {
    for (const row of await reader.listLinkDays({ brandId, timeZone }, from, to)) {
      const link = byId.get(row.linkId);
      if (link) addAt(totals, link, row.day, row.hits, row.clicks);
    }
  }
  return totals;
}

/** What is true: the distinct ids that lie in the store, counted one by one. */
export function totalsOfClicks(stored: Click[], links: ProgrammeLink[], keys: ClickKeys): Totals {
  const byId = new Map(links.map((link) => [link.route.linkId, link]));
  const totals: Totals = new Map();
  for (const partition of partitionsOf(stored, keys)) {
    for (const click of settleClicks(partition, 30)) {
      const link = byId.get(click.linkId);
      if (!link) continue;
      addAt(
        totals,
        link,
        localDay(click.at, link.route.timeZone),
        1,
        click.verdict.kind === 'counted' ? 1 : 0,
      );
    }
  }
  return totals;
}

/** Where the two differ, in words; empty when every level agrees. */
export function differences(said: Totals, truth: Totals): string[] {
  const names = [...new Set([...said.keys(), ...truth.keys()])].sort();
  return names.flatMap((name) => {
    const [a, b] = [said.get(name), truth.get(name)];
    if (a?.hits === b?.hits && a?.clicks === b?.clicks) return [];
    return [
      `${name}: counted ${a?.hits ?? 0} hits, ${a?.clicks ?? 0} clicks; stored ${b?.hits ?? 0}, ${b?.clicks ?? 0}`,
    ];
  });
}

function partitionsOf(clicks: Click[], keys: ClickKeys): Click[][] {
  const partitions = new Map<string, Map<string, Click>>();
  for (const click of clicks) {
    const place = readClickId(click.id, keys);
    const name = `${place?.linkId}|${Math.floor((place?.at ?? 0) / 60_000)}|${place?.shard}`;
    const held = partitions.get(name) ?? new Map<string, Click>();
    partitions.set(name, held.set(click.id, click));
  }
  return [...partitions.values()].map((held) => [...held.values()]);
}

function addAt(totals: Totals, link: ProgrammeLink, day: string, hits: number, clicks: number): void {
  const { route, creatorId, stage } = link;
  const names = [route.linkId, route.postId, creatorId, stage, route.brandId, day, `${route.linkId} ${day}`];
  for (const [index, name] of names.entries()) {
    const key = `${LEVELS[index]} ${name}`;
    const known = totals.get(key) ?? { hits: 0, clicks: 0 };
    totals.set(key, { hits: known.hits + hits, clicks: known.clicks + clicks });
  }
}
