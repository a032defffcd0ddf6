import { APP_TOKENS } from './tables/app-tokens.ts';
import { type Token, tokenFinder } from './token-finder.ts';

export type AppKind = 'social' | 'messenger' | 'email' | 'search' | 'ai_assistant' | 'app' | 'browser';

/** An app that showed itself: by its window's user agent, or by its Android package. */
export type AppSeen = {
  app: string;
  kind: AppKind;
  /** Set where the sign fits two apps: Facebook's window without `IABMV` may be Messenger's. */
  unsure?: true;
};

const findToken = tokenFinder(parseTokens(APP_TOKENS));
const BROWSER_SHAPED = 'Mozilla/';

/**
 * The app whose in-app browser sent this user agent, if it says so. Telegram, Signal and every app that opens
 * SFSafariViewController or a Custom Tab say nothing: `undefined` never means "not an app".
 */
export function appOf(userAgent: string): AppSeen | undefined {
  const seen = findToken(userAgent)?.row;
  return seen?.kind === 'meta' ? metaAppOf(userAgent) : (seen as AppSeen | undefined);
}

/** Meta's apps share one token family, FBAN/FBAV/FB_IAB, and hide the app's name inside it. */
function metaAppOf(userAgent: string): AppSeen {
  if (userAgent.includes('Instagram')) return { app: 'instagram', kind: 'social' };
  if (includesAny(userAgent, ['Barcelona', 'MetaIAB Threads'])) return { app: 'threads', kind: 'social' };
  if (includesAny(userAgent, ['Messenger', 'MESSENGER', '/Orca', '/MLite']))
    return { app: 'messenger', kind: 'messenger' };
  if (includesAny(userAgent, ['FBAN/Work', 'FB_IAB/Work'])) return { app: 'workplace', kind: 'social' };
  if (userAgent.includes('WhatsApp')) return { app: 'whatsapp', kind: 'messenger' };
  const named = includesAny(userAgent, ['IABMV/', 'MetaIAB Facebook', 'FBAN/EMA', 'FB_IAB/EMA']);
  return named ? { app: 'facebook', kind: 'social' } : { app: 'facebook', kind: 'social', unsure: true };
}

/** Whether a person may be behind it: fetchers seldom pretend to be a whole browser. */
export const isBrowserShaped = (userAgent: string): boolean => userAgent.startsWith(BROWSER_SHAPED);

export function includesAny(text: string, parts: readonly string[]): boolean {
  return parts.some((part) => text.includes(part));
}

/** A row of the table; `meta` stands for all of Meta's apps. */
type Row = Omit<AppSeen, 'kind'> & { kind: AppKind | 'meta' };

function parseTokens(table: string): Token<Row>[] {
  const lines = table.split('\n').filter((line) => line !== '');
  return lines.flatMap((line, rank) => {
    const [app = '', kind = ''] = line.split(' ', 2);
    const row = { app, kind: kind as Row['kind'] };
    const tokens = line.slice(app.length + kind.length + 2).split('|');
    return tokens.map((text) => ({ text, row, rank }));
  });
}
