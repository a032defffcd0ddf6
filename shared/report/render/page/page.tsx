import { contentAddress } from '../../../domain/report/content-address.ts';
import { withoutSpend } from '../../../domain/report/redact.ts';
import type { ReportSnapshot } from '../../../domain/report/snapshot.ts';
import { toHtml } from '../html-text.ts';
import { presentReport, type Reader, speechFor } from '../present/present.ts';
import type { ReportView, Tile } from '../present/view.ts';
import { readable } from '../readable.ts';
import { PageSection } from './page-section.tsx';
import { sheetsOf } from './page-style.ts';

export type ReportPageOptions = Reader & {
  /** False: everything that tells what the brand pays is gone from the page's source too. */
  showSpend: boolean;
  /** Where the reader came from, when it is read among other pages. */
  back?: { label: string; path: string };
};

/**
 * The hosted report: mail's sections with their charts, readable on a phone, in the dark, on paper and by ear.
 * Serve it with `reportPageHeaders`; it holds no script and no style attribute.
 */
export function renderPage(stored: ReportSnapshot, options: ReportPageOptions): string {
  const snapshot = readable(options.showSpend ? stored : withoutSpend(stored));
  const address = options.address ?? contentAddress(stored);
  const view = presentReport(snapshot, { ...options, address });
  const speech = speechFor(snapshot, options.locale);
  return toHtml(
    <html lang={view.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex, nofollow" />
        <title>{view.subject}</title>
        {sheetsOf(snapshot.brand).map((sheet) => (
          <style dangerouslySetInnerHTML={{ __html: sheet }} />
        ))}
      </head>
      <body>
        <a class="skip" href="#report">
          {speech.say.footer.skip}
        </a>
        <PageTop view={view} back={options.back} />
        <main id="report">
          <PageTiles view={view} />
          <PageAction view={view} leadsOn={options.showSpend} />
          {view.sections.map((section) => (
            <PageSection section={section} snapshot={snapshot} speech={speech} />
          ))}
        </main>
        <footer>{speech.say.footer.madeBy}</footer>
      </body>
    </html>,
  );
}

const PageTop = ({ view, back }: { view: ReportView; back: ReportPageOptions['back'] }) => (
  <header class="top">
    <div class="muted">{view.brand}</div>
    <h1>{view.title}</h1>
    <div class="muted">{view.days}</div>
    <nav class="weeks">
      {back && <a href={back.path}>{back.label}</a>}
      {view.otherWeeks.map(({ label, path }) => (
        <a href={path}>{label}</a>
      ))}
    </nav>
    {view.banners.map((banner) => (
      <p class="banner">{banner}</p>
    ))}
  </header>
);

const PageTiles = ({ view: { tiles, tilesNote } }: { view: ReportView }) => (
  <>
    {tiles.length > 0 && (
      <dl class="tiles">
        {tiles.map((tile) => (
          <PageTile tile={tile} />
        ))}
      </dl>
    )}
    {tilesNote && <p class="muted note">{tilesNote}</p>}
  </>
);

const PageTile = ({ tile }: { tile: Tile }) => (
  <div>
    <dt>{tile.label}</dt>
    <dd class="figure">{tile.value}</dd>
    {tile.change && (
      <dd class={tile.tone === 'flat' ? 'muted' : tile.tone}>
        {tile.change}
        {tile.word && `, ${tile.word}`}
      </dd>
    )}
    {tile.detail && <dd class="muted">{tile.detail}</dd>}
  </div>
);

/** Leads to where it is done, but for whoever was handed an address to read at: the pages are not theirs. */
const PageAction = ({ view, leadsOn }: { view: ReportView; leadsOn: boolean }) => (
  <div class="action">
    <strong>{view.actionTitle}</strong>
    <p>{view.action}</p>
    {leadsOn && (
      <p>
        <a href={view.mail.button.path}>{view.mail.button.label}</a>
      </p>
    )}
  </div>
);
