import type { Hit } from '../click/hit.ts';
import { type Agent, readAgent } from './agent.ts';
import type { AppSeen } from './app-of.ts';
import { classifyReferrer, type Referrer } from './classify-referrer.ts';
import { appOfPackage, isPackageName } from './package-of.ts';
import { readParams } from './query-params.ts';
import { EMAIL_IDS, ORGANIC_CLICK_IDS, PAID_CLICK_IDS } from './tables/click-ids.ts';

/** The headers that judgement reads: keep these (cut) and an old click can be judged again by newer rules. */
export const JUDGED_HEADERS = [
  'user-agent',
  'referer',
  'sec-fetch-site',
  'sec-fetch-mode',
  'sec-fetch-dest',
  'sec-purpose',
  'purpose',
  'x-purpose',
  'x-moz',
  'x-requested-with',
  'sec-ch-ua',
  'x-vouch-internal',
  'x-vouch-seen',
] as const;

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
  fetchSite: string;
  fetchMode: string;
  fetchDest: string;
  qr: boolean;
  /** What the site script saw and no header of the browser tells. */
  seen: readonly SeenByScript[];
  platformIssued: string | undefined;
};

/** Reads a hit into signs. Values that no browser sends (two values in one header, foreign words) count as absent. */
export function readSigns(hit: Hit): Signs {
  const { headers } = hit;
  const params = readParams(hit.query);
  return {
    agent: withClientHints(readAgent(headers['user-agent'] ?? ''), headers['sec-ch-ua']),
    referrer: headers.referer ? classifyReferrer(headers.referer) : undefined,
    package: readPackage(headers['x-requested-with']),
    paid: clickIdIn(params, PAID_CLICK_IDS),
    organic: clickIdIn(params, ORGANIC_CLICK_IDS),
    mailId: clickIdIn(params, EMAIL_IDS),
    utmMedium: (params.get('utm_medium') ?? '').toLowerCase(),
    fetchSite: oneOf(headers['sec-fetch-site'], FETCH_SITES),
    fetchMode: oneOf(headers['sec-fetch-mode'], FETCH_MODES),
    fetchDest: oneWord(headers['sec-fetch-dest']),
    qr: params.get('qr') === '1',
    seen: seenByScript(headers),
    platformIssued: hit.platformIssued ? canonicalPlatform(hit.platformIssued) : undefined,
  };
}

/** `shown`: a page fetched ahead was really opened. `telegram`: it stands in Telegram's own window. */
export const SEEN_BY_SCRIPT = ['shown', 'telegram'] as const;
export type SeenByScript = (typeof SEEN_BY_SCRIPT)[number];

/** Kept with the click as a header of our own, so that every later judgement knows it too. */
export function seenByScript(headers: Hit['headers']): readonly SeenByScript[] {
  const header = headers['x-vouch-seen'];
  return header === undefined ? NOTHING_SEEN : SEEN_BY_SCRIPT.filter((mark) => header.includes(mark));
}
const NOTHING_SEEN: readonly SeenByScript[] = [];

const FETCH_SITES = ['none', 'cross-site', 'same-site', 'same-origin'];
const FETCH_MODES = ['navigate', 'cors', 'no-cors', 'same-origin', 'websocket'];

function oneOf(header: string | undefined, allowed: readonly string[]): string {
  if (header === undefined || allowed.includes(header)) return header ?? '';
  const value = header.slice(0, 32).trim().toLowerCase();
  return allowed.includes(value) ? value : '';
}

function oneWord(header: string | undefined): string {
  if (header === undefined || header === 'document') return header ?? '';
  const value = header.slice(0, 32).trim().toLowerCase();
  return /^[a-z-]+$/.test(value) ? value : '';
}

/** Brave and a bare webview tell their names in Sec-CH-UA only. */
function withClientHints(agent: Agent, hints: string | undefined): Agent {
  if (!hints) return agent;
  const brands = hints.slice(0, 512);
  if (brands.includes('"Android WebView"')) return { ...agent, browser: 'webview', webview: true };
  return brands.includes('"Brave"') && agent.browser === 'chrome' ? { ...agent, browser: 'brave' } : agent;
}

function readPackage(header: string | undefined): Signs['package'] {
  if (!header) return undefined;
  const name = header.slice(0, 200).trim();
  if (!isPackageName(name)) return undefined;
  const seen = appOfPackage(name);
  if (seen?.kind === 'browser') return undefined;
  return { name: name.toLowerCase(), seen };
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

const PLATFORM_NAMES: Readonly<Record<string, string>> = {
  twitter: 'x',
  ig: 'instagram',
  fb: 'facebook',
  'tik-tok': 'tiktok',
  yt: 'youtube',
  youtube_shorts: 'youtube',
  vkontakte: 'vk',
};

/** One id per platform, whatever the brand calls it. */
export function canonicalPlatform(platform: string): string {
  const name = platform.slice(0, 64).trim().toLowerCase();
  return PLATFORM_NAMES[name] ?? name;
}
