/** First segments of paths that the API and the pages answer: behind them is no link. */
export const OUR_DOORS: readonly string[] =
  'v1 docs openapi.json healthz metrics outbox app apply r u e v v.js'.split(' ');

/** The API's pages about a link, behind its address. */
export const LINK_PAGES = /\/(?:qr\.svg|qr\.png|preview)$/;
