import type { Colour } from '../../../domain/colour.ts';
import type { ReportSnapshot } from '../../../domain/report/snapshot.ts';
import { accentsOf } from '../brand-colour.ts';
import { toHtml } from '../html-text.ts';
import { presentReport, type Reader } from '../present/present.ts';
import type { Button, MailView, ReportView, Tile } from '../present/view.ts';
import { MailFigures, MailSection } from './mail-section.tsx';
import { accentCss, accented, COLORS, MAIL_CSS, STYLE, toneColor } from './mail-style.ts';

/** What differs between two recipients of the same snapshot. All URLs are ours, https. */
export type RecipientContext = Reader & {
  reportUrl: string;
  unsubscribeUrl: string;
  settingsUrl?: string;
  /** Our own address, before the paths of the pages for people; absent: no buttons. */
  appUrl?: string;
};

/**
 * The mail: two screens of a phone, the page keeps the rest. 600 px of tables with inline styles, dark where the client
 * knows how, nothing loaded from anywhere.
 */
export function renderMailHtml(snapshot: ReportSnapshot, to: RecipientContext): string {
  const view = presentReport(snapshot, to);
  const accents = accentsOf(snapshot.brand.colour);
  return toHtml(
    <html lang={view.language}>
      <Head title={view.subject} css={MAIL_CSS + accentCss(accents.dark)} />
      <body class="ground" style={STYLE.body}>
        <div style={STYLE.preheader}>{view.preheader + FILLER}</div>
        <table
          role="presentation"
          width="100%"
          cellpadding="0"
          cellspacing="0"
          class="ground"
          style={STYLE.ground}
        >
          <tr>
            <td align="center" class="outer" style="padding:24px 12px">
              <table
                role="presentation"
                width="600"
                cellpadding="0"
                cellspacing="0"
                class="card"
                style={STYLE.card}
              >
                <MailRows view={view} to={to} accent={accents.light} />
              </table>
            </td>
          </tr>
        </table>
      </body>
    </html>,
  );
}

const Head = ({ title, css }: { title: string; css: string }) => (
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="supported-color-schemes" content="light dark" />
    <title>{title}</title>
    <style dangerouslySetInnerHTML={{ __html: css }} />
  </head>
);

type RowsProps = { view: ReportView; to: RecipientContext; accent: Colour };

/** What happened, what to do, what it is made of, where to read on. */
function MailRows({ view, to, accent }: RowsProps) {
  const look = { accent, appUrl: to.appUrl };
  return (
    <>
      <MailHead view={view} />
      {view.tiles.length > 0 && <MailTiles tiles={view.tiles} note={view.tilesNote} />}
      <MailAction view={view} {...look} />
      {view.mail.tables.map((table) => (
        <MailFigures table={table} appUrl={to.appUrl} />
      ))}
      {view.mail.decisions.length > 0 && <MailDecisions mail={view.mail} {...look} />}
      {view.mail.lift && <MailLift text={view.mail.lift} />}
      {quietSections(view).map((section) => (
        <MailSection section={section} />
      ))}
      <MailOpen label={view.footer.open} url={to.reportUrl} accent={accent} />
      <MailFoot view={view} to={to} />
    </>
  );
}

/** Keeps inboxes from filling the preview with the first table after a short preheader. */
const FILLER = '\u00a0\u200c'.repeat(40);

const MailHead = ({ view }: { view: ReportView }) => (
  <tr>
    <td class="pad" style="padding:28px 32px 4px">
      <div class="muted" style={STYLE.eyebrow}>
        {view.brand}
      </div>
      <h1 class="ink" style={STYLE.h1}>
        {view.title}
      </h1>
      <div class="muted" style={STYLE.small}>
        {view.days}
      </div>
      {view.banners.map((banner) => (
        <p class="soft ink" style={STYLE.banner}>
          {banner}
        </p>
      ))}
    </td>
  </tr>
);

const MailTiles = ({ tiles, note }: { tiles: Tile[]; note: string }) => (
  <tr>
    <td class="tiles" style="padding:14px 24px 0">
      <table role="presentation" width="100%" cellpadding="0" cellspacing="0">
        {[tiles.slice(0, 2), tiles.slice(2)].map((pair) => (
          <tr>
            {pair.map((tile) => (
              <td width="50%" valign="top" style="padding:8px">
                <MailTile tile={tile} />
              </td>
            ))}
          </tr>
        ))}
      </table>
      {note && (
        <p class="muted" style={`${STYLE.tiny};margin:2px 8px 0`}>
          {note}
        </p>
      )}
    </td>
  </tr>
);

const MailTile = ({ tile }: { tile: Tile }) => (
  <>
    <div class="muted" style={STYLE.small}>
      {tile.label}
    </div>
    <div class="ink figure" style={STYLE.figure}>
      {tile.value}
    </div>
    {tile.change && (
      <div
        class={tile.tone === 'flat' ? 'muted' : tile.tone}
        style={`${STYLE.small};color:${toneColor(tile.tone)}`}
      >
        {tile.change}
        {tile.word && `, ${tile.word}`}
      </div>
    )}
    {tile.detail && (
      <div class="muted" style={STYLE.tiny}>
        {tile.detail}
      </div>
    )}
  </>
);

/** The accent by day, and where the pages for people are. */
type Look = { accent: Colour; appUrl: string | undefined };

const MailAction = ({ view, accent, appUrl }: Look & { view: ReportView }) => (
  <tr>
    <td class="pad" style="padding:14px 32px 6px">
      <table role="presentation" width="100%" cellpadding="0" cellspacing="0">
        <tr>
          <td class="soft action" style={accented('action', accent)}>
            <div class="accent" style={accented('actionTitle', accent)}>
              {view.actionTitle}
            </div>
            <div class="ink" style={STYLE.actionText}>
              {view.action}
            </div>
            {appUrl && <MailButton button={view.mail.button} accent={accent} appUrl={appUrl} />}
          </td>
        </tr>
      </table>
    </td>
  </tr>
);

const MailButton = ({ button, accent, appUrl }: Look & { button: Button }) => (
  <div style="padding-top:10px">
    <a href={appUrl + button.path} class="button" style={accented('button', accent)}>
      {button.label}
    </a>
  </div>
);

const MailDecisions = ({ mail, accent, appUrl }: Look & { mail: MailView }) => (
  <tr>
    <td class="pad" style={STYLE.section}>
      <h2 class="ink" style={STYLE.h2}>
        {mail.decisionsTitle}
      </h2>
      {mail.decisions.map(({ text, button }) => (
        <p class="ink" style={STYLE.text}>
          {text}
          {appUrl && (
            <>
              <br />
              <a href={appUrl + button.path} class="accent" style={accented('link', accent)}>
                {button.label}
              </a>
            </>
          )}
        </p>
      ))}
    </td>
  </tr>
);

const MailLift = ({ text }: { text: string }) => (
  <tr>
    <td class="pad ink" style={`${STYLE.section};${STYLE.text};margin:0`}>
      {text}
    </td>
  </tr>
);

const MailOpen = ({ label, url, accent }: { label: string; url: string; accent: Colour }) => (
  <tr>
    <td class="pad" style={STYLE.section}>
      <a href={url} class="button" style={accented('button', accent)}>
        {label}
      </a>
    </td>
  </tr>
);

/** Of a quiet week the mail says what earlier posts still bring and what changed, and no more. */
const quietSections = ({ sections, tiles }: ReportView) =>
  tiles.length > 0 ? [] : sections.filter(({ id }) => id === 'earning' || id === 'earlier');

const MailFoot = ({ view, to }: { view: ReportView; to: RecipientContext }) => (
  <tr>
    <td class="pad rule" style={STYLE.foot}>
      <p class="muted" style={STYLE.footText}>
        {view.footer.attachment} {view.footer.why}
      </p>
      <p class="muted" style={STYLE.footText}>
        <a href={to.unsubscribeUrl} class="muted" style={`color:${COLORS.muted}`}>
          {view.footer.unsubscribe}
        </a>
        {to.settingsUrl && (
          <>
            {' · '}
            <a href={to.settingsUrl} class="muted" style={`color:${COLORS.muted}`}>
              {view.footer.settings}
            </a>
          </>
        )}
      </p>
    </td>
  </tr>
);
