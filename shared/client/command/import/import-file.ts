import { DAY_ORDERS } from '../../../domain/imports/cells/dates.ts';
import { DECIMAL_SIGNS } from '../../../domain/imports/cells/numbers.ts';
import { platformNamed } from '../../../domain/imports/cells/post-address.ts';
import type { ToldColumns } from '../../../domain/imports/map-columns.ts';
import { englishOf, type ReadImport, readImport } from '../../../domain/imports/read-import.ts';
import type { Told } from '../../../domain/imports/told.ts';
import { byKnownNames } from '../../known-names.ts';
import type { Answered } from '../answers.ts';
import { type Connection, Mistyped } from '../connection.ts';
import { dryRun } from './dry-run.ts';
import { dryRunText, outcomeOf, questionText, readingOf } from './import-words.ts';
import { besideThere } from './links-there.ts';
import { type Opened, openFile } from './open-file.ts';
import { progressFile } from './progress-file.ts';
import { NOTHING_SENT, type Sending, sendItems } from './send-items.ts';

export type ImportWish = {
  file: string | undefined;
  as?: string | undefined;
  map?: string[] | undefined;
  set?: string[] | undefined;
  creator?: string | undefined;
  stage?: string | undefined;
  dates?: string[] | undefined;
  decimal?: string[] | undefined;
  'as-of'?: string | undefined;
  encoding?: string | undefined;
  'dry-run'?: boolean | undefined;
  say: (line: string) => void;
};

/**
 * Brings a file's lines into Vouch: what it holds and how it is written is found out, shown, and asked about where it
 * could be read in two ways. Lines that are refused are named and cost no other; stopped, it goes on where it was.
 */
export async function importFile({ vouch }: Connection, wish: ImportWish): Promise<Answered> {
  const { file, say } = wish;
  if (!file) throw new Mistyped('vouch import FILE; see vouch --help');
  const map = pairsOf(wish.map, '--map "Column=field"', 'lastIndexOf');
  const opened = openFile(file, wish, map);
  const told = await toldOf(vouch, wish, map, opened);
  const read = englishOf(readImport(opened.table, told));
  say(readingOf(opened, read));
  if (read.questions.length > 0)
    throw new Mistyped(`${file}:\n- ${read.questions.map(questionText).join('\n- ')}`);
  if (read.items.length > MANY) say('asking what is there already …');
  const ready = opened.kind === 'links' ? await besideThere(vouch) : asTheyAre;
  if (wish['dry-run']) return tried(vouch, read, { kind: opened.kind, items: read.items, ready });
  const progress = progressFile(file, opened.bytes, opened.encoding, JSON.stringify(told));
  const kept = progress.read();
  if (kept) say(`going on behind the ${kept.done} that are done`);
  const outcomes = await sendItems(
    vouch,
    { kind: opened.kind, items: await byKnownNames(vouch, opened.kind, read.items), ready },
    kept ?? { done: 0, outcomes: { ...NOTHING_SENT, refused: read.refused } },
    (done, so) => {
      progress.write({ done, outcomes: so });
      say(`${done} of ${read.items.length} (${Math.floor((done / read.items.length) * 100)} %)`);
    },
  ).catch((failure) => {
    say('stopped: start it again, and it goes on where it was');
    throw failure;
  });
  progress.remove();
  return {
    answer: { kind: opened.kind, ...outcomes, skipped: read.skipped },
    text: outcomeOf(outcomes, read.skipped.length),
    code: outcomes.refused.length > 0 ? 1 : 0,
  };
}

async function tried(
  vouch: Connection['vouch'],
  { columns, ignored, skipped, refused: unread }: ReadImport<string>,
  sending: Sending,
): Promise<Answered> {
  const { items, refused: denied } = await dryRun(vouch, sending);
  const refused = [...unread, ...denied].sort((one, other) => one.line - other.line);
  const answer = {
    columns: columns.map(({ heading, fact }) => ({ heading, field: fact.field })),
    ...{ ignored, items, refused, skipped },
  };
  return { answer, text: dryRunText(answer), code: refused.length > 0 ? 1 : 0 };
}

/** So many take seconds to ask about. */
const MANY = 500;

const asTheyAre: Sending['ready'] = (items) => ({ items, refused: [] });

/** `a=b` as it was typed, cut where a sign stands: headings may hold one, and so may values. */
function pairsOf(
  pairs: readonly string[] = [],
  shape: string,
  cut: 'indexOf' | 'lastIndexOf',
): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair[cut]('=');
      if (at < 1) throw new Mistyped(`${shape}, not ${pair}`);
      return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
    }),
  );
}

const OF_NO_CREATOR =
  'links of another service are taken without a post, so no --creator and no --stage; --set post=URL puts them under a post of yours';

async function toldOf(
  vouch: Connection['vouch'],
  wish: ImportWish,
  map: ToldColumns,
  { kind, savedAt }: Opened,
): Promise<Told> {
  const { creator, stage } = wish;
  if (kind === 'links' && (creator || stage)) throw new Mistyped(OF_NO_CREATOR);
  const { timeZone, currency } = await vouch.get('/v1/brand');
  const set: Record<string, string> = {
    ...(creator ? { handle: creator } : {}),
    ...(stage ? { stage } : {}),
    ...pairsOf(wish.set, '--set field=value', 'indexOf'),
  };
  if (set.platform) set.platform = platformNamed(set.platform);
  const dates = answersOf(DAY_ORDERS, wish.dates, '--dates');
  const decimal = answersOf(DECIMAL_SIGNS, wish.decimal, '--decimal');
  return {
    kind,
    map,
    set,
    ...(dates.others ? { dates: dates.others } : {}),
    ...(decimal.others ? { decimal: decimal.others } : {}),
    datesOf: dates.of,
    decimalOf: decimal.of,
    zone: timeZone,
    currency,
    asOf: asOfDay(wish['as-of']) ?? savedAt,
  };
}

/** `dmy` for all columns that leave it open, `Posted=dmy` for one; said twice of the same, the last one holds. */
function answersOf<T extends string>(
  list: readonly T[],
  told: readonly string[] = [],
  option: string,
): { others: T | undefined; of: Record<string, T> } {
  const shape = `${option} ${list.join(' | ')}, or ${option} "Column=${list[0]}"`;
  const meant = (text: string): T => {
    const found = list.find((one) => one === text);
    if (!found) throw new Mistyped(`${shape}, not ${text || 'nothing'}`);
    return found;
  };
  const ofColumns = told.filter((text) => text.includes('='));
  const others = told.filter((text) => !text.includes('=')).map(meant);
  const pairs = Object.entries(pairsOf(ofColumns, shape, 'lastIndexOf'));
  return {
    others: others.at(-1),
    of: Object.fromEntries(pairs.map(([column, said]) => [column, meant(said)])),
  };
}

function asOfDay(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const at = Date.parse(`${text}T00:00:00Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || Number.isNaN(at)) throw new Mistyped('--as-of 2026-11-27');
  return new Date(at).toISOString();
}
