import { foldName } from '../../fold-name.ts';
import { readMinor } from '../../money/decimal.ts';
import { toDecimal } from '../../money/money.ts';
import { BadCell } from '../cells/bad-cell.ts';
import type { ColumnReading, RowReader } from '../cells/row-reader.ts';
import type { FileRow } from '../file/read-table.ts';
import { sentence } from '../sentences.ts';
import type { Told } from '../told.ts';
import { isTotalName } from '../totals.ts';
import { eachRow } from './each-row.ts';
import { type Items, said } from './item.ts';

type Totals = Readonly<Record<string, unknown>>;
/** A day as its lines have told it so far; `names`: in which line the whole shop (its name is empty) and each region stand. */
type OfDay = {
  line: number;
  whole: Totals;
  regions: Totals[];
  names: Map<string, number>;
  figures: string[];
};

/**
 * The shop's own totals, a day each as `POST /v1/baselines/bulk` takes them: a line without a region, or one that calls itself the total,
 * is the whole shop's, the others are regions of their day. Nothing is added up: a shop may sell where no region is told. What is left
 * open is not known, and never 0.
 */
export function baselineItems(rows: readonly FileRow[], reading: ColumnReading, told: Told): Items {
  const days = new Map<string, OfDay>();
  const out = eachRow(rows, reading, (row, line) => {
    const day = dayOf(row, told);
    const region = regionOf(row);
    const name = foldName(region);
    refusePart(row);
    const before: OfDay = days.get(day) ?? { line, whole: {}, regions: [], names: new Map(), figures: [] };
    const above = before.names.get(name);
    if (above !== undefined)
      throw new BadCell(sentence('toldAbove', { day: called(day, region), line: above }));
    const totals = totalsOf(row, region, told);
    before.names.set(name, line);
    if (region) before.regions.push({ region, ...totals });
    else before.whole = totals;
    before.figures.push(figuresOf(region, totals));
    days.set(day, before);
  });
  return {
    ...out,
    items: [...days].map(([day, { line, whole, regions, figures }]) => ({
      line,
      label: sentence('shopDay', { day, figures: figures.join('; ') }),
      body: { day, ...whole, ...(regions.length > 0 ? { regions } : {}) },
    })),
  };
}

function dayOf(row: RowReader, { asOf }: Told): string {
  const day = row.day('incurredOn');
  const until = row.day('until');
  if (!day) throw new BadCell(sentence('missing', { field: 'incurredOn' }));
  if (until && until !== day) throw new BadCell(sentence('totalsOfDays', { field: 'until', day, until }));
  if (day > asOf.slice(0, 10)) throw new BadCell(sentence('yetToCome', { field: 'incurredOn', day }));
  return day;
}

/** Empty: the whole shop. */
function regionOf(row: RowReader): string {
  const name = row.text('region') ?? '';
  return isTotalName(name) ? '' : name;
}

/** A code's, a channel's or a product's totals by day: taken for the shop's they would be too low. */
function refusePart(row: RowReader): void {
  const cell = row.text('part');
  if (cell && /\p{L}/u.test(cell) && !isTotalName(cell))
    throw new BadCell(sentence('ofPart', { field: 'part', cell }));
}

function totalsOf(row: RowReader, region: string, told: Told): Totals {
  const event = eventOf(row);
  const ofShop = said({
    directVisits: row.count('directVisits'),
    brandSearchVisits: row.count('brandSearchVisits'),
    event,
    note: row.text('note'),
  });
  const [field] = Object.keys(ofShop);
  if (region && field) throw new BadCell(sentence('ofWholeShop', { field }));
  const totals = said({
    orders: row.count('orders'),
    revenue: revenueOf(row, told),
    visits: row.count('visits'),
    ...ofShop,
  });
  if (Object.keys(totals).every((name) => name === 'note')) throw new BadCell(sentence('nothingTold', {}));
  return totals;
}

function revenueOf(row: RowReader, { currency }: Told): { amount: number; currency: string } | undefined {
  const money = row.money('revenue');
  if (!money) return undefined;
  if (money.currency !== currency)
    throw new BadCell(sentence('otherCurrency', { currency: money.currency, ours: currency }));
  const read = readMinor(money.value, currency);
  if ('problem' in read)
    throw new BadCell(sentence('tooExact', { field: 'revenue', cell: money.value, currency }));
  if (read.minor < 0) throw new BadCell(sentence('lessThanNothing', { field: 'revenue' }));
  return { amount: read.minor, currency };
}

/** As a brand's own calendar calls such days. */
const EVENTS: Readonly<Record<string, readonly string[]>> = {
  sale: [
    'sale',
    'sales',
    'ausverkauf',
    'rabattaktion',
    'aktion',
    'soldes',
    'promotion',
    'rebajas',
    'oferta',
    'saldi',
    'uitverkoop',
    'saldos',
    'promoção',
    'liquidação',
    'wyprzedaż',
    'promocja',
  ],
  holiday: [
    'holiday',
    'public holiday',
    'feiertag',
    'jour férié',
    'férié',
    'festivo',
    'feriado',
    'feestdag',
    'święto',
  ],
  closed: [
    'closed',
    'geschlossen',
    'fermé',
    'fermeture',
    'cerrado',
    'chiuso',
    'gesloten',
    'fechado',
    'zamknięte',
  ],
  outage: [
    'outage',
    'down',
    'ausfall',
    'störung',
    'panne',
    'caída',
    'avería',
    'guasto',
    'storing',
    'falha',
    'awaria',
  ],
};

function eventOf(row: RowReader): string | undefined {
  const cell = row.text('event');
  if (cell === undefined) return undefined;
  const event = Object.keys(EVENTS).find((name) => EVENTS[name]?.includes(foldName(cell)));
  if (!event) throw new BadCell(sentence('noEvent', { field: 'event', cell }));
  return event;
}

const called = (day: string, region: string): string => (region ? `${day}, ${region}` : day);

/** What was read of a line, in the order of the fields. */
function figuresOf(region: string, totals: Totals): string {
  const shown = Object.entries(totals).flatMap(([name, value]) => {
    if (name === 'note') return [];
    return name === 'revenue' ? moneyOf(value as { amount: number; currency: string }) : String(value);
  });
  return [...(region ? [region] : []), ...shown].join(' · ');
}

const moneyOf = ({ amount, currency }: { amount: number; currency: string }): string =>
  `${toDecimal(amount, currency)} ${currency}`;
