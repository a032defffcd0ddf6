import type { ReportSnapshot } from '../../../domain/report/snapshot.ts';
import { presentReport } from '../present/present.ts';
import type { Block, ReportView, Tile, ViewSection } from '../present/view.ts';
import { textTable, wrap } from '../text-table.ts';
import type { RecipientContext } from './mail-html.tsx';

const WIDTH = 76;

/** The mail for people who read mail as text: laid out for it, with aligned columns, never over 78 characters. */
export function renderMailText(snapshot: ReportSnapshot, to: RecipientContext): string {
  const view = presentReport(snapshot, to);
  const parts = [
    head(view),
    ...(view.tiles.length > 0 ? [tilesText(view)] : []),
    `${view.actionTitle.toUpperCase()}\n${wrap(view.action, WIDTH, '  ')}\n\n  ${view.footer.open}:\n  ${to.reportUrl}`,
    ...view.sections.filter(({ blocks }) => blocks.some(({ kind }) => kind !== 'chart')).map(sectionText),
    foot(view, to),
  ];
  return `${plainSpaces(parts.join('\n\n\n'))}\n`;
}

function head(view: ReportView): string {
  const lines = [wrap(view.brand, WIDTH), `${view.title} · ${view.days}`, '='.repeat(WIDTH)];
  return [...lines, ...view.banners.map((banner) => `\n${wrap(banner, WIDTH)}`)].join('\n');
}

function tilesText({ tiles, tilesNote }: ReportView): string {
  return [...tiles.map(tileLine), ...(tilesNote ? ['', wrap(tilesNote, WIDTH)] : [])].join('\n');
}

function tileLine({ label, value, change, word, detail }: Tile): string {
  const aside = [change, word].filter(Boolean).join(', ');
  const line = `${label.padEnd(18)}${value.padStart(16)}   ${aside}`.trimEnd();
  return detail ? `${line}\n${wrap(detail, WIDTH, ' '.repeat(37))}` : line;
}

const sectionText = ({ title, blocks }: ViewSection): string =>
  [
    `${title.toUpperCase()}\n${'-'.repeat(WIDTH)}`,
    ...blocks.flatMap((block) => blockText(block, title)),
  ].join('\n\n');

function blockText(block: Block, title: string): string[] {
  switch (block.kind) {
    case 'text':
      return [wrap(block.text, WIDTH)];
    case 'lines':
      return [block.items.map((item) => wrap(item, WIDTH, '  ', '* ')).join('\n')];
    case 'table': {
      const heading = block.table.caption === title ? '' : `${wrap(block.table.caption, WIDTH)}\n`;
      return [`${heading}${textTable(block.table, WIDTH)}`];
    }
    case 'chart':
      return [];
  }
}

function foot(view: ReportView, to: RecipientContext): string {
  const links = [`${view.footer.unsubscribe}:\n${to.unsubscribeUrl}`];
  if (to.settingsUrl) links.push(`${view.footer.settings}:\n${to.settingsUrl}`);
  return `-- \n${wrap(`${view.footer.attachment} ${view.footer.why}`, WIDTH)}\n\n${links.join('\n\n')}`;
}

/** Spaces that do not break are for typesetting; in a terminal they only break searching. */
const plainSpaces = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');
