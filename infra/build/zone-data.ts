import { writeFileSync } from 'node:fs';
import moment from 'moment-timezone';
import { MINUTE_MS } from '../../shared/domain/time/units.ts';

/** Clicks that are imported may be old; what lies before is told by the first stretch. */
const FROM = Date.UTC(2010, 0, 1);
/** The package foretells changes for centuries; by then many a country will have thought otherwise. */
const TO = Date.UTC(2050, 0, 1);
export const ZONE_DATA_FILE = 'shared/domain/time/zone-data.ts';

/**
 * The module of zone rules, from moment-timezone's packed copy of the zone database: one line for all zones whose clocks
 * went the same from 2010 to 2050, `name,name|minutes ahead of UTC` and then, for each change, when (minutes since 1970, base
 * 36) and what from then on. A thirtieth of the package, in seven bundles.
 */
export function zoneDataModule(): string {
  const lines = new Map<string, string[]>();
  for (const name of moment.tz.names()) {
    const history = historyOf(name);
    lines.set(history, [...(lines.get(history) ?? []), name]);
  }
  const data = [...lines].map(([history, names]) => `${names.join(',')}|${history}`).join('\n');
  return `/** Made by \`npm run zones\` (infra/build/zone-data.ts) from the pinned moment-timezone: a test holds it against it. */
export const ZONE_RELEASE = '${moment.tz.dataVersion}';

export const ZONE_DATA = \`
${data}
\`;
`;
}

function historyOf(name: string): string {
  const zone = moment.tz.zone(name);
  const parts: string[] = [];
  let last: number | undefined;
  for (const [index, until] of (zone?.untils ?? []).entries()) {
    const since = index === 0 ? Number.NEGATIVE_INFINITY : (zone?.untils[index - 1] ?? 0);
    const minutes = -Math.round(zone?.offsets[index] ?? 0) || 0;
    if (since >= TO || (until ?? Number.POSITIVE_INFINITY) <= FROM || minutes === last) continue;
    parts.push(parts.length === 0 ? `${minutes}` : `${(since / MINUTE_MS).toString(36)} ${minutes}`);
    last = minutes;
  }
  return parts.join(' ');
}

if (process.argv[1]?.endsWith('zone-data.ts')) writeFileSync(ZONE_DATA_FILE, zoneDataModule());
