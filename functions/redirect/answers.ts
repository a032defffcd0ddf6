import { spokenOf } from '../../shared/domain/link/languages.ts';
import { NOTICES } from '../../shared/domain/link/notices.ts';
import type { FileName } from '../../shared/domain/link/read-path.ts';
import type { Language } from '../../shared/domain/vocabulary.ts';
import { THEMES } from '../../shared/report/render/palette.ts';

/** What a follower can be answered. Plain values: API Gateway and node:http both take them. */
export type Answer = {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** The body is base64 of the bytes to send. */
  base64?: true;
};

/** Not `Referrer-Policy`: the shop's own analytics may see where the follower came from. */
const NEVER_KEPT = { 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex' };

export const redirectTo = (location: string): Answer => ({
  status: 302,
  headers: {
    'cache-control': NEVER_KEPT['cache-control'],
    'x-robots-tag': NEVER_KEPT['x-robots-tag'],
    location,
  },
  body: '',
});

export const METHOD_NOT_ALLOWED: Answer = {
  status: 405,
  headers: { ...NEVER_KEPT, allow: 'GET, HEAD', 'content-type': 'text/plain; charset=utf-8' },
  body: 'A short link can only be opened (GET).\n',
};

export const notFoundPage = (wishes: readonly string[]): Answer => noticePage(404, 'nowhere', wishes);

export const gonePage = (wishes: readonly string[]): Answer => noticePage(410, 'ended', wishes);

/** Before a drop opens: no error, and when to come again, in the follower's language and the brand's time. */
export function earlyPage(opensAt: number, timeZone: string, languages: readonly string[]): Answer {
  const language = spokenOf(languages);
  const [title, when, until] = NOTICES[language].early;
  const style = { dateStyle: 'full', timeStyle: 'short', timeZone } as const;
  const time = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, style);
  return page(200, title, `${when} ${time.format(opensAt)} (${timeZone}). ${until}`, language);
}

/** The store can't be asked right now: a page that tries again by itself; to whatever counts, the error that it is. */
export const momentPage = (wishes: readonly string[]): Answer => {
  const answer = noticePage(503, 'moment', wishes);
  return { ...answer, headers: { ...answer.headers, refresh: '2', 'retry-after': '2' } };
};

const STYLE =
  `${THEMES}body{margin:0;min-height:100vh;display:grid;place-content:center;padding:1.5rem;box-sizing:border-box;` +
  'font:1.05rem/1.5 system-ui,sans-serif;text-align:center;color:var(--ink);background:var(--ground)}' +
  'h1{font-size:1.5rem;line-height:1.2;margin:0 0 .5rem;text-wrap:balance}p{margin:0;max-width:32ch;color:var(--muted);text-wrap:pretty}';

/** In the first of the follower’s languages that we speak. */
function noticePage(status: number, name: 'nowhere' | 'ended' | 'moment', wishes: readonly string[]): Answer {
  const language = spokenOf(wishes);
  return page(status, ...NOTICES[language][name], language);
}

function page(status: number, title: string, text: string, language: Language = 'en'): Answer {
  return {
    status,
    headers: {
      ...NEVER_KEPT,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
    },
    body:
      `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
      `<title>${title}</title><style>${STYLE}</style><main><h1>${title}</h1><p>${text}</p></main></html>\n`,
  };
}

/** The bare domain: the brand's own people look for their pages there. */
function homePage(): Answer {
  const answer = page(302, 'Short links live here', 'For brands: /app. A link has letters behind the slash.');
  return { ...answer, headers: { ...answer.headers, location: '/app' } };
}

/** A green square with a "v": 165 bytes, so that no browser's question for it becomes a look-up. */
const FAVICON =
  'AAABAAEAEBAAAAEAIACPAAAAFgAAAIlQTkcNChoKAAAADUlIRFIAAAAQAAAAEAIDAAAAYp0X8gAAAAlQTFRFAAAAC1xN////fYedOwAAAAF0Uk5T' +
  'AEDm2GYAAAA0SURBVHjaYxANDQ1hCAUCCBE2NWwqlFgaNZUhdGkUUGJlFpDIWgkkopbCiLCpMAKuF2QUAOaxGKx3BDioAAAAAElFTkSuQmCC';
/** Open, so that messengers' previews, which keep to it, show the shop; `noindex` on each answer keeps links out of searches. */
const ROBOTS = 'User-agent: *\nDisallow: /v1/\n';
const KEPT_A_DAY = { 'cache-control': 'public, max-age=86400', 'x-content-type-options': 'nosniff' };

export const FILES: Readonly<Record<FileName, Answer>> = {
  home: homePage(),
  robots: {
    status: 200,
    headers: { ...KEPT_A_DAY, 'content-type': 'text/plain; charset=utf-8' },
    body: ROBOTS,
  },
  favicon: {
    status: 200,
    headers: { ...KEPT_A_DAY, 'content-type': 'image/x-icon' },
    body: FAVICON,
    base64: true,
  },
};
