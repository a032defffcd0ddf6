import type { Child } from 'hono/jsx';
import type { Brand } from '../../../shared/domain/schema/access/brand.ts';
import { toHtml } from '../../../shared/report/render/html-text.ts';
import type { Say } from '../words/say.ts';
import { SCRIPT } from './script.ts';
import { sheetsFor } from './style.ts';

export type Frame = {
  title: string;
  language: string;
  say: Say;
  /** Absent on the pages before signing in. */
  signedIn?: { brand: Pick<Brand, 'name' | 'colour'>; person: string; path: string; token: string };
  narrow?: boolean;
};

/** A whole page of /app as text. */
export function renderFrame({ title, language, say, signedIn, narrow }: Frame, body: Child): string {
  return toHtml(
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex, nofollow" />
        <title>{signedIn ? `${title} · ${signedIn.brand.name}` : `${title} · Vouch`}</title>
        <link rel="icon" href="data:," />
        {sheetsFor(signedIn?.brand.colour).map((sheet) => (
          <style dangerouslySetInnerHTML={{ __html: sheet }} />
        ))}
      </head>
      <body class={narrow ? 'app form' : 'app'}>
        <a class="skip" href="#main">
          {say('Skip to the content')}
        </a>
        {signedIn && <TopBar {...signedIn} say={say} />}
        <main id="main">{body}</main>
        <footer>Vouch</footer>
        <script dangerouslySetInnerHTML={{ __html: SCRIPT }} />
      </body>
    </html>,
  );
}

/** Of a page as it leaves: a handle may be broken behind its own dots and underlines on a phone, and nowhere else. */
export const withBreaks = (html: string): string =>
  html.replace(NAMING, (_all, tag: string, text: string) => tag + text.replace(INSIDE_HANDLE, '<wbr>'));
const NAMING = /(<(?:a|h1|td|th|span|dd|li|p)\b[^>]*>)([^<]*@[\w.]+[^<]*)/g;
const INSIDE_HANDLE = /(?<=@[\w.]*[._])(?=\w)|(?<=\w)(?=@\w)/g;

const MAIN_PLACES: readonly [string, string, boolean][] = [
  ['/app', 'This week', false],
  ['/app/posts', 'Posts', false],
  ['/app/creators', 'Creators', false],
  ['/app/campaigns', 'Campaigns', true],
  ['/app/orders', 'Orders', true],
];
const MORE: readonly [string, string][] = [
  ['/app/live', 'Live'],
  ['/app/decisions', 'Decisions'],
  ['/app/volunteers', 'Volunteers'],
  ['/app/calls', 'Open calls'],
  ['/app/promotions', 'Promotions'],
  ['/app/sources', 'Found, or came by themselves'],
  ['/app/stages', 'Stages'],
  ['/app/squads', 'Squads'],
  ['/app/timetable', 'Timetable'],
  ['/app/clicks', 'Clicks'],
  ['/app/links', 'Links without a post'],
  ['/app/dark-social', 'Dark social'],
  ['/app/lift', 'Lift'],
  ['/app/spend', 'Spend'],
  ['/app/ads', 'Posts beside ads'],
  ['/app/reports', 'Reports'],
  ['/app/settings', 'Settings'],
];

/** Pages that no menu names stand under one that it does. */
const UNDER: Readonly<Record<string, string>> = {
  '/app/ages': '/app/creators',
  '/app/surveys': '/app/campaigns',
};

type Bar = NonNullable<Frame['signedIn']> & { say: Say };

const TopBar = ({ brand, person, path, token, say }: Bar) => {
  const place = UNDER[path.split('/').slice(0, 3).join('/')] ?? path;
  const here = (href: string) =>
    (href === '/app' ? place === href : place === href || place.startsWith(`${href}/`)) ? 'page' : undefined;
  return (
    <div class="bar-top">
      <nav aria-label={say('Main')}>
        {MAIN_PLACES.map(([href, name, wide]) => (
          <a href={href} class={wide ? 'wide-nav' : undefined} aria-current={here(href)}>
            {say(name)}
          </a>
        ))}
        <details>
          <summary>{say('More')}</summary>
          <div>
            {MAIN_PLACES.filter(([, , wide]) => wide).map(([href, name]) => (
              <a href={href} class="narrow-nav" aria-current={here(href)}>
                {say(name)}
              </a>
            ))}
            {MORE.map(([href, name]) => (
              <a href={href} aria-current={here(href)}>
                {say(name)}
              </a>
            ))}
            <form method="post" action="/app/sign-out">
              <input type="hidden" name="token" value={token} />
              <button class="quiet small" type="submit">
                {say('Sign out')}
              </button>
            </form>
          </div>
        </details>
        <span class="who">
          {brand.name} · {person}
        </span>
      </nav>
    </div>
  );
};

/** Title, and one muted sentence beneath it. */
export const Heading = ({ title, children }: { title: Child; children?: Child }) => (
  <div class="head">
    <h1>{title}</h1>
    {children && <div class="muted">{children}</div>}
  </div>
);
