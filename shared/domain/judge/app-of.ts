import { APP_TOKENS } from './app-tokens.ts';

export type AppKind = 'social' | 'messenger' | 'email' | 'search' | 'ai_assistant' | 'app' | 'browser';

/** An app that showed itself: by its window's user agent, or by its Android package. */
export type AppSeen = {
  app: string;
  kind: AppKind;
  /** Set where the sign fits two apps: Facebook's window without `IABMV` may be Messenger's. */
  unsure?: true;
};

const ROWS = parseTokens(APP_TOKENS);
const BROWSER_SHAPED = 'Mozilla/';

/**
 * The app whose in-app browser sent this user agent, if it says so. Telegram, Signal and every app that opens
 * SFSafariViewController or a Custom Tab say nothing: `undefined` never means "not an app".
 */
export function appOf(userAgent: string): AppSeen | undefined {
  const meta = metaAppOf(userAgent);
  if (meta) return meta;
  for (const row of ROWS) {
    if (row.tokens.some((token) => userAgent.includes(token))) return row.seen;
  }
  return undefined;
}

/** Meta's apps share one token family, FBAN/FBAV/FB_IAB, and hide the app's name inside it. */
function metaAppOf(userAgent: string): AppSeen | undefined {
  if (!includesAny(userAgent, ['FBAN/', 'FBAV/', 'FB_IAB', 'MetaIAB', 'FBIOS', 'FB4A'])) return undefined;
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

function parseTokens(table: string): { seen: AppSeen; tokens: string[] }[] {
  return table
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [app = '', kind = ''] = line.split(' ', 2);
      const tokens = line.slice(app.length + kind.length + 2).split('|');
      return { seen: { app, kind: kind as AppKind }, tokens };
    });
}
