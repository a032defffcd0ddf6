import type { ShareSignal } from '../hit.ts';
import { PREVIEW_FETCHERS } from './preview-fetchers.ts';

export type PreviewFetch = ShareSignal & {
  /** The test that matched, for the evidence. */
  token: string;
};

type Row = { app: string; fetchedBy: ShareSignal['fetchedBy']; tests: string[] };

const ROWS = parseFetchers(PREVIEW_FETCHERS);

/**
 * The app that fetches this link to draw a preview, if the user agent is a preview fetcher's. Facebook's fetcher serves
 * all of Meta's apps, so it is no evidence of a private message.
 */
export function previewOf(userAgent: string): PreviewFetch | undefined {
  const agent = userAgent.toLowerCase();
  for (const { app, fetchedBy, tests } of ROWS) {
    const token = tests.find((test) => matches(agent, test));
    if (token) return { app, fetchedBy, token };
  }
  return undefined;
}

function matches(agent: string, test: string): boolean {
  if (test.startsWith('=')) return agent.trim() === test.slice(1);
  if (!test.includes('&'))
    return test.startsWith('^') ? agent.startsWith(test.slice(1)) : agent.includes(test);
  return test.split('&').every((part) => agent.includes(part));
}

function parseFetchers(table: string): Row[] {
  return table
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [app = '', where = ''] = line.split(' ', 2);
      const tests = line.slice(app.length + where.length + 2).split('|');
      return { app, fetchedBy: where === 'device' ? 'device' : 'server', tests };
    });
}
