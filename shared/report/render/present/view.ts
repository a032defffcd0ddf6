/**
 * The report as a reader sees it, before anybody decides on HTML, text or page: sections of sentences and tables in
 * the reader's language. Mail, text and page only lay it out, so they can never say different things.
 */
export type ReportView = {
  language: string;
  subject: string;
  preheader: string;
  brand: string;
  title: string;
  days: string;
  /** "This week still runs", "Revision 2": said before anything else. */
  banners: string[];
  /** The weeks before and after, on the pages for people; a week that still runs has none after it. */
  otherWeeks: Button[];
  tiles: Tile[];
  /** What the least known of the figures means, and a change without a word. */
  tilesNote: string;
  actionTitle: string;
  action: string;
  mail: MailView;
  sections: ViewSection[];
  footer: {
    why: string;
    unsubscribe: string;
    settings: string;
    attachment: string;
    open: string;
  };
};

/** A link into the pages for people; `path` is below our own address. */
export type Button = { label: string; path: string };
export type MailView = {
  /** Of the one thing to do. */
  button: Button;
  tables: ViewTable[];
  decisionsTitle: string;
  decisions: { text: string; button: Button }[];
  /** What posts did to the whole shop, where it was seen. */
  lift?: string;
};

export type Tone = 'good' | 'bad' | 'flat';
export type Tile = { label: string; value: string; detail: string; change: string; word: string; tone: Tone };

export type SectionId =
  | 'moved'
  | 'stages'
  | 'promotion'
  | 'best'
  | 'pace'
  | 'earning'
  | 'dark'
  | 'lift'
  | 'programme'
  | 'messages'
  | 'safety'
  | 'earlier'
  | 'how';
export type ViewSection = { id: SectionId; title: string; blocks: Block[] };

export type Block =
  | { kind: 'text'; text: string }
  | { kind: 'lines'; items: string[] }
  | { kind: 'table'; table: ViewTable }
  | { kind: 'chart'; chart: ChartId };
export type ChartId = 'weeks' | 'roi' | 'posteriors' | 'decay' | 'lift' | 'lasting';

export type ViewTable = { caption: string; columns: ViewColumn[]; rows: ViewRow[] };
export type ViewColumn = {
  label: string;
  align: 'left' | 'right' /** Left out on narrow screens. */;
  wide?: boolean;
};
/** `bar` is a share of a full cell (0–1), drawn under the text. */
/** `path`: the page for people about what stands here. */
export type ViewCell = { text: string; detail?: string; bar?: number; tone?: Tone; path?: string };
export type ViewRow = { cells: ViewCell[]; total?: boolean };

export const textBlock = (value: string): Block => ({ kind: 'text', text: value });
export const lines = (items: string[]): Block[] => (items.length > 0 ? [{ kind: 'lines', items }] : []);
export const table = (value: ViewTable): Block[] =>
  value.rows.length > 0 ? [{ kind: 'table', table: withoutBlankColumns(value) }] : [];

/** What stands where no number may be shown or is known. */
const BLANK = '–';

/** A column without any number, as in a report shared without spend, is not worth its width. */
function withoutBlankColumns({ caption, columns, rows }: ViewTable): ViewTable {
  const told = columns.map((_, index) => rows.some(({ cells }) => cells[index]?.text !== BLANK));
  const keep = <T>(items: T[]): T[] => items.filter((_, index) => told[index]);
  return { caption, columns: keep(columns), rows: rows.map((row) => ({ ...row, cells: keep(row.cells) })) };
}
export const cell = (value: string, more: Omit<ViewCell, 'text'> = {}): ViewCell => ({
  text: value,
  ...more,
});
