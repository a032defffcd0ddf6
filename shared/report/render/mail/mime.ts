import { contentAddress } from '../../../domain/report/content-address.ts';
import { REPORT_TABLES, type ReportSnapshot } from '../../../domain/report/snapshot.ts';
import type { ChartPainter } from '../chart-png.ts';
import { chartSvg } from '../charts/draw.ts';
import { renderCsv } from '../csv.ts';
import { plainName } from '../html-text.ts';
import { presentReport, speechFor } from '../present/present.ts';
import { readable } from '../readable.ts';
import { renderTable } from '../table-csv.ts';
import { mailBytes } from './mail-bytes.ts';
import { type RecipientContext, renderMailHtml } from './mail-html.tsx';
import { renderMailText } from './mail-text.ts';

export type Letter = {
  snapshot: ReportSnapshot;
  deliveryId: string;
  /** Bare address; the brand's name is put before it. */
  from: string;
  to: string;
  recipient: RecipientContext;
  /** Address that unsubscribes by mail. */
  unsubscribeMailto: string;
  /** Our own host name, for Message-ID and List-Id. */
  host: string;
  /** When the delivery was made; SES writes its own Date over it. */
  dateMs: number;
};

/**
 * The whole mail as bytes: mixed(alternative(text, html), csv, csv, …). Everything that could vary is derived
 * from the delivery, so building it again gives the same bytes.
 */
export function renderEml(letter: Letter): Promise<Buffer> {
  const { snapshot, recipient, deliveryId, host } = letter;
  return mailBytes({
    from: { name: plainName(snapshot.brand.name).slice(0, 120), address: addressOf(letter.from) },
    to: { name: '', address: letter.to },
    subject: presentReport(snapshot, recipient).subject.slice(0, 200),
    messageId: `<${deliveryId}@${host}>`,
    date: new Date(letter.dateMs),
    headers: headersOf(letter),
    text: renderMailText(snapshot, recipient),
    html: renderMailHtml(snapshot, recipient),
    textEncoding: 'quoted-printable',
    attachments: [
      ...REPORT_TABLES.map((table) =>
        csvFile(snapshot, `-${table}`, renderTable(snapshot, table, recipient.locale)),
      ),
      csvFile(snapshot, '', renderCsv(snapshot)),
    ],
    baseBoundary: contentAddress([deliveryId, snapshot.period.week]).slice(0, 24),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

const csvFile = ({ period }: ReportSnapshot, about: string, content: string) => ({
  filename: `vouch-${period.week}${about}.csv`,
  contentType: 'text/csv; charset=utf-8',
  content: Buffer.from(content),
});

/** The weeks as a picture for elsewhere, and what it says to those who do not see it. */
export function paintWeeks(stored: ReportSnapshot, locale: string | undefined, paint: ChartPainter) {
  const snapshot = readable(stored);
  const speech = speechFor(snapshot, locale);
  const svg = chartSvg('weeks', snapshot, speech, { width: 600, id: 'weeks', margin: 16 });
  if (!svg) return undefined;
  const said = [...svg.matchAll(/<(?:title|desc)[^>]*>([^<]*)</g)].map(([, text = '']) => text);
  return { png: paint(svg), alt: said.join('. ') };
}

/**
 * By hand, since MailComposer leaves its `list` option out. One-click unsubscribing (RFC 8058) wants https first and
 * both headers under the DKIM signature.
 */
function headersOf({ recipient, unsubscribeMailto, host, deliveryId, snapshot }: Letter) {
  return [
    { key: 'List-Unsubscribe', value: `<${recipient.unsubscribeUrl}>, <mailto:${unsubscribeMailto}>` },
    { key: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' },
    {
      key: 'List-Id',
      value: `<weekly.${snapshot.brand.brandId.toLowerCase().replace(/[^a-z0-9]/g, '-')}.${host}>`,
    },
    { key: 'Auto-Submitted', value: 'auto-generated' },
    { key: 'X-Vouch-Delivery', value: deliveryId },
  ];
}

/** `Vouch <reports@vouch.example>` names the same mailbox as the address alone; the brand's name takes the name's place. */
const addressOf = (from: string): string => /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from;
