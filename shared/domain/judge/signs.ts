import type { Hit } from '../click/hit.ts';
import { type Agent, readAgent } from './agent.ts';
import type { AppSeen } from './app-of.ts';
import { classifyReferrer, type Referrer } from './classify-referrer.ts';
import { appOfPackage, isPackageName } from './package-of.ts';
import { readParams } from './query-params.ts';
import { readAddress } from './referrer-address.ts';
import { EMAIL_IDS, ORGANIC_CLICK_IDS, PAID_CLICK_IDS } from './tables/click-ids.ts';
import { assistantOfSource } from './tables/host-tables.ts';
import { canonicalPlatform } from './tables/platform-names.ts';
import { SEEN_BY_SCRIPT, type SeenByScript } from './what-is-read.ts';

/** A click id in the query: its parameter and the platform that adds it. */
export type ClickId = { param: string; app: string };

/** All that a hit shows, read once; the ladder only compares. */
export type Signs = {
  agent: Agent;
  referrer: Referrer | undefined;
  /** Package that a webview named, with its app where known. */
  package: { name: string; seen: AppSeen | undefined } | undefined;
  paid: ClickId | undefined;
  organic: ClickId | undefined;
  mailId: ClickId | undefined;
  utmMedium: string;
  utmSource: string;
  /** The assistant whose own mark the link carries. */
  assistant: { source: string; app: string } | undefined;
  fetchSite: string;
  fetchMode: string;
  fetchDest: string;
  qr: boolean;
  /** What the site script saw and no header of the browser tells. */
  seen: readonly SeenByScript[];
  platformIssued: string | undefined;
  /** Some of what judges is not in the log that this hit was read from. */
  isPartlyTold: boolean;
};

/**
 * Reads a hit, as what-is-read.ts hands it over, into signs. Values that no browser sends (two values in one header,
 * foreign words) count as absent.
 */
export function readSigns(hit: Hit): Signs {
  const { headers } = hit;
  const params = readParams(hit.query);
  return {
    agent: withClientHints(agentOf(hit), headers['sec-ch-ua']),
    referrer: headers.referer ? classifyReferrer(headers.referer) : undefined,
    package: readPackage(headers['x-requested-with']),
    paid: clickIdIn(params, PAID_CLICK_IDS),
    organic: clickIdIn(params, ORGANIC_CLICK_IDS),
    mailId: clickIdIn(params, EMAIL_IDS),
    utmMedium: tagIn(params, 'utm_medium'),
    utmSource: tagIn(params, 'utm_source'),
    assistant: assistantIn(params),
    fetchSite: headers['sec-fetch-site'] ?? '',
    fetchMode: headers['sec-fetch-mode'] ?? '',
    fetchDest: headers['sec-fetch-dest'] ?? '',
    qr: params.get('qr') === '1',
    seen: seenByScript(headers),
    platformIssued: hit.platformIssued ? canonicalPlatform(hit.platformIssued) : undefined,
    isPartlyTold: (hit.untold?.length ?? 0) > 0,
  };
}

/** Without a user agent it is a machine, unless the log keeps none. */
function agentOf({ headers, untold }: Hit): Agent {
  const agent = readAgent(headers['user-agent'] ?? '');
  return untold?.includes('user-agent') && !headers['user-agent'] ? { ...agent, bot: false } : agent;
}

/** Kept with the click as a header of our own, so that every later judgement knows it too. */
export function seenByScript(headers: Hit['headers']): readonly SeenByScript[] {
  const header = headers['x-vouch-seen'];
  return header === undefined ? NOTHING_SEEN : SEEN_BY_SCRIPT.filter((mark) => header.includes(mark));
}
const NOTHING_SEEN: readonly SeenByScript[] = [];

/** What only Sec-CH-UA tells: see TELLING_BRANDS. */
function withClientHints(agent: Agent, hints: string | undefined): Agent {
  if (!hints) return agent;
  const brands = hints.split(', ');
  if (brands.includes('HeadlessChrome')) return { ...agent, bot: true };
  if (brands.includes('Android WebView')) return { ...agent, browser: 'webview', webview: true };
  return brands.includes('Brave') && agent.browser === 'chrome' ? { ...agent, browser: 'brave' } : agent;
}

function readPackage(name: string | undefined): Signs['package'] {
  if (!name || !isPackageName(name)) return undefined;
  const seen = appOfPackage(name);
  return seen?.kind === 'browser' ? undefined : { name, seen };
}

function clickIdIn(
  params: ReadonlyMap<string, string>,
  table: ReadonlyMap<string, string>,
): ClickId | undefined {
  if (params.size === 0) return undefined;
  for (const [param, value] of params) {
    const app = value === '' ? undefined : table.get(param);
    if (app) return { param, app };
  }
  return undefined;
}

const tagIn = (params: ReadonlyMap<string, string>, name: string): string =>
  (params.get(name) ?? '').trim().toLowerCase();

function assistantIn(params: ReadonlyMap<string, string>): Signs['assistant'] {
  const tag = tagIn(params, 'utm_source');
  const source = readAddress(tag)?.host ?? (tag.endsWith('/') ? tag.slice(0, -1) : tag);
  const app = source && assistantOfSource(source);
  return app ? { source, app } : undefined;
}
