import type { ShareSignal } from '../click/hit.ts';
import { botTokens, isBotShaped } from './tables/bot-words.ts';
import { PREVIEW_FETCHERS } from './tables/preview-fetchers.ts';
import { type Token, tokenFinder } from './token-finder.ts';

export type PreviewFetch = ShareSignal & {
  /** The test that matched, for the evidence. */
  token: string;
};

export type Fetcher = PreviewFetch | typeof BOT;

type Row = { app: string; fetchedBy: ShareSignal['fetchedBy'] };
const BOT = 'bot';

const exact = new Map<string, { row: Row; rank: number }>();
const fetchersByApp = new Map<string, Row['fetchedBy']>();
const findToken = tokenFinder<Row | typeof BOT>([
  ...parseFetchers(PREVIEW_FETCHERS),
  ...botTokens<Row | typeof BOT>(BOT, Number.MAX_SAFE_INTEGER),
]);

/**
 * Which machine the user agent tells of: the app that fetches this link to draw a preview, or `bot` where isbot knows
 * it. Facebook's fetcher serves all of Meta's apps, so it is no evidence of a private message.
 */
export function fetcherOf(userAgent: string): Fetcher | undefined {
  const lower = userAgent.toLowerCase();
  const agent = lower.trim();
  const found = findToken(agent);
  const whole = exact.get(agent);
  if (whole && (!found || whole.rank < found.rank)) return { ...whole.row, token: agent };
  if (!found) return isBotShaped(lower) ? BOT : undefined;
  if (found.row === BOT) return BOT;
  return isBareName(agent) ? { ...UNNAMED, token: agent } : { ...found.row, token: found.text };
}

/** A fetcher's name without its version and address: libraries borrow it, and whose preview it was can't be told. */
const isBareName = (agent: string): boolean => /^[a-z -]+$/.test(agent);
const UNNAMED: Row = { app: 'preview', fetchedBy: 'server' };

/**
 * Who fetches this app's previews: each sender's own device, or the app's servers, once for everybody. Of an app that
 * the table doesn't name, servers: that claims least.
 */
export const fetchedByOf = (app: string): ShareSignal['fetchedBy'] => fetchersByApp.get(app) ?? 'server';

function parseFetchers(table: string): Token<Row>[] {
  const lines = table.split('\n').filter((line) => line !== '');
  return lines.flatMap((line, rank) => {
    const [app = '', where = ''] = line.split(' ', 2);
    const row: Row = { app, fetchedBy: where === 'device' ? 'device' : 'server' };
    fetchersByApp.set(app, row.fetchedBy);
    const tests = line.slice(app.length + where.length + 2).split('|');
    return tests.flatMap((test) => tokenOf(test, row, rank));
  });
}

/** `=x` goes to the map of whole agents; `^x` must stand first; of `x&y` the first part is looked for. */
function tokenOf(test: string, row: Row, rank: number): Token<Row>[] {
  if (test.startsWith('=')) {
    exact.set(test.slice(1), { row, rank });
    return [];
  }
  const anchored = test.startsWith('^');
  const [text = '', ...others] = (anchored ? test.slice(1) : test).split('&');
  if (!anchored && others.length === 0) return [{ text, row, rank }];
  const accepts = (agent: string, at: number) =>
    (!anchored || at === 0) && others.every((part) => agent.includes(part));
  return [{ text, row, rank, accepts }];
}
