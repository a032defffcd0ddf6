import type { ShareSignal } from '../hit.ts';
import { PREVIEW_FETCHERS } from './preview-fetchers.ts';
import { type Token, tokenFinder } from './token-finder.ts';

export type PreviewFetch = ShareSignal & {
  /** The test that matched, for the evidence. */
  token: string;
};

type Row = { app: string; fetchedBy: ShareSignal['fetchedBy'] };

const exact = new Map<string, { row: Row; rank: number }>();
const findToken = tokenFinder(parseFetchers(PREVIEW_FETCHERS));

/**
 * The app that fetches this link to draw a preview, if the user agent is a preview fetcher's. Facebook's fetcher serves
 * all of Meta's apps, so it is no evidence of a private message.
 */
export function previewOf(userAgent: string): PreviewFetch | undefined {
  const agent = userAgent.trim().toLowerCase();
  const whole = exact.get(agent);
  const found = findToken(agent);
  const best = whole && (!found || whole.rank < found.rank) ? whole : found;
  return best && { ...best.row, token: found && best === found ? found.text : agent };
}

function parseFetchers(table: string): Token<Row>[] {
  const lines = table.split('\n').filter((line) => line !== '');
  return lines.flatMap((line, rank) => {
    const [app = '', where = ''] = line.split(' ', 2);
    const row: Row = { app, fetchedBy: where === 'device' ? 'device' : 'server' };
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
