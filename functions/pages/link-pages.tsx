import type { Context, Hono } from 'hono';
import { type RouteAnswer, routeAnswer } from '../../shared/domain/link/destination.ts';
import { hostOfHeader } from '../../shared/domain/link/host-name.ts';
import type { LinkRoute } from '../../shared/domain/link/link-route.ts';
import { NOTICES } from '../../shared/domain/link/notices.ts';
import { withoutOwnParameters } from '../../shared/domain/link/own-parameters.ts';
import { slugsOf } from '../../shared/domain/link/read-path.ts';
import type { Brand } from '../../shared/domain/schema/access/brand.ts';
import type { BrandId } from '../../shared/domain/schema/common.ts';
import type { Language } from '../../shared/domain/vocabulary.ts';
import { drawQrPng, drawQrSvg } from '../../shared/qr-drawing.ts';
import { NoticePage } from './apply-form.tsx';
import { languageAsked } from './apply-words.ts';
import type { PagesDeps } from './deps.ts';
import { PAGE_HEADERS, Page } from './layout.tsx';
import { NOTICE_WORDS, PREVIEW_WORDS } from './notice-words.ts';

/**
 * `/{slug}+` shows where a link leads, `/{slug}/qr.svg|png` draws it. Neither counts anything. `/{slug}/preview` is
 * the same page for front doors that can't route by a path's last letter: there the redirect sends `/{slug}+` on.
 */
export function putLinkPages(app: Hono, deps: PagesDeps): void {
  const showPreview = async (c: Context, slug: string) =>
    preview(c, (await find(c, slug, deps))?.route, deps);
  app.get('/:slug{[A-Za-z0-9_-]+\\+}', (c) => showPreview(c, c.req.param('slug').slice(0, -1)));
  app.get('/:slug/preview', (c) => showPreview(c, c.req.param('slug')));

  app.get('/:slug/qr.svg', async (c) => {
    const found = await find(c, c.req.param('slug'), deps);
    if (!found || found.route.status === 'archived') return nowhere(c);
    const svg = await drawQrSvg(qrTarget(found), QR);
    return c.body(svg, 200, { ...IMAGE_HEADERS, 'content-type': 'image/svg+xml' });
  });

  app.get('/:slug/qr.png', async (c) => {
    const found = await find(c, c.req.param('slug'), deps);
    if (!found || found.route.status === 'archived') return nowhere(c);
    const png = await drawQrPng(qrTarget(found), { width: 1_024, ...QR });
    return c.body(png, 200, { ...IMAGE_HEADERS, 'content-type': 'image/png' });
  });
}

async function preview(c: Context, route: LinkRoute | undefined, deps: PagesDeps): Promise<Response> {
  const answer = route && routeAnswer(route, deps.now());
  if (!route || !answer) return nowhere(c);
  const brand = await deps.stores.brands.find(route.brandId as BrandId);
  const destination = destinationOf(route, answer, brand);
  if (!destination && answer.kind === 'early') return notYet(c);
  if (!destination) return answer.kind === 'gone' ? ended(c) : nowhere(c);
  const shown = {
    language: languageAsked(c.req.raw),
    destination: withoutOwnParameters(destination),
    brandName: brand?.name ?? '',
    slug: route.slug,
  };
  return c.html(<Preview {...shown} />, 200, PAGE_HEADERS);
}

function destinationOf(route: LinkRoute, answer: RouteAnswer, brand: Brand | undefined): string | undefined {
  if (answer.kind === 'open') return route.destination;
  return answer.kind === 'fallback' || answer.kind === 'early'
    ? answer.destination
    : brand?.fallbackDestination;
}

type Found = { route: LinkRoute; base: string };

/** The link, and the address that it has under the name that was asked for. */
async function find(c: Context, segment: string, deps: PagesDeps): Promise<Found | undefined> {
  const { linkRoutes, domainHosts } = deps.stores;
  const host = hostOfHeader(deps.hostOf ? deps.hostOf(c.req.raw) : c.req.header('host'));
  const isShared = host === undefined || host === new URL(deps.publicUrl).hostname;
  const domain = isShared ? undefined : await domainHosts.find(host);
  const base = domain ? `https://${host}` : deps.publicUrl;
  for (const slug of slugsOf(segment)) {
    const own = domain && (await linkRoutes(domain.id).find(slug));
    const route = own ?? (await linkRoutes().find(slug));
    if (route && (!domain || route.brandId === domain.brandId)) return { route, base };
  }
  return undefined;
}

/** Scans say that they are scans. Level Q outlives a quarter of the print being scratched. */
const qrTarget = ({ base, route }: Found): string => `${base}/${route.slug}?qr=1`;
const QR = { errorCorrectionLevel: 'Q', margin: 4 } as const;
const IMAGE_HEADERS = {
  'cache-control': 'public, max-age=86400',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
};

const nowhere = (c: Context) => notice(c, 404, (language) => NOTICES[language].nowhere);
const ended = (c: Context) => notice(c, 410, (language) => NOTICES[language].ended);
const notYet = (c: Context) => notice(c, 200, (language) => NOTICE_WORDS[language].notYet);

function notice(
  c: Context,
  status: 200 | 404 | 410,
  say: (language: Language) => readonly [title: string, text: string],
) {
  const language = languageAsked(c.req.raw);
  return c.html(<NoticePage language={language} notice={say(language)} />, status, PAGE_HEADERS);
}

type Previewed = { language: Language; destination: string; brandName: string; slug: string };

const Preview = ({ language, destination, brandName, slug }: Previewed) => {
  const words = PREVIEW_WORDS[language];
  return (
    <Page title={words.title.replace('{slug}', slug)} lang={language}>
      <h1>{words.leads.replace('{host}', new URL(destination).host)}</h1>
      <p class="where">{destination}</p>
      {brandName && <p>{words.madeBy.replace('{brand}', () => brandName)}</p>}
      <p class="hint">{words.notCounted}</p>
      <a class="button" href={destination} rel="noreferrer noopener nofollow">
        {words.go}
      </a>
    </Page>
  );
};
