import { postFilterFields } from '../../../shared/domain/schema/filters.ts';
import { daysOfInterval, INTERVALS, type IntervalName } from '../../../shared/domain/time/interval.ts';
import { addDays, dayOf, daysBetween, parseDay } from '../../../shared/domain/time/week.ts';
import { CREATOR_SOURCES, FORMATS, STAGES, type Stage, TIERS } from '../../../shared/domain/vocabulary.ts';
import { messagesFor } from '../../../shared/report/render/words/messages.ts';
import { askedOf } from '../http/asked.ts';
import type { Visit } from '../http/visit.ts';
import { hrefWith } from './parts.tsx';

const MOST_DAYS = 732;

/** The days that a page is about, and those beside which it shows them. */
export type Question = {
  from: string;
  to: string;
  before?: { from: string; to: string };
  /** The filters of the address, as the API takes them. */
  filter: Readonly<Record<string, string>>;
};

const FILTERS = Object.keys(postFilterFields);

/** Read from the address alone, so that the page can be passed on. A relative interval stays relative. */
export function questionOf(visit: Visit, own: Readonly<Record<string, string>> = {}): Question {
  const { query, now, brand } = visit;
  const today = dayOf(now, brand.timeZone);
  const named = INTERVALS.find((name) => name === query.interval) ?? '28d';
  const [from, to] = [parseDay(query.from ?? ''), parseDay(query.to ?? '')];
  const span =
    from && to && from <= to && daysBetween(from, to) < MOST_DAYS
      ? { from, to }
      : daysOfInterval(named, today, MOST_DAYS);
  const filter = askedOf(visit, postFilterFields);
  const before = beforeOf(span, query.compare);
  return { ...span, ...(before ? { before } : {}), filter: { ...filter, ...own } };
}

/** The stretch before it, moved by whole weeks so that weekdays match; or the year before. */
function beforeOf({ from, to }: { from: string; to: string }, compare: string | undefined) {
  const days = daysBetween(from, to) + 1;
  if (compare === 'none' || days > 366) return undefined;
  const shift = compare === 'year' ? 364 : Math.ceil(days / 7) * 7;
  return { from: addDays(from, -shift), to: addDays(to, -shift) };
}

const INTERVAL_NAMES: Readonly<Record<IntervalName, string>> = {
  today: 'Today',
  '7d': 'Last 7 days',
  '28d': 'Last 28 days',
  '30d': 'Last 30 days',
  '90d': 'Last 90 days',
  mtd: 'This month',
  qtd: 'This quarter',
  ytd: 'This year',
  '12mo': 'Last 12 months',
  all: 'Two years',
};

type Shown = 'range' | 'compare' | (typeof FILTERS)[number] | 'q';

/** One GET form; without script its button applies it, and each filter that stands is a link that takes it away. */
export const RangeBar = ({ visit, show }: { visit: Visit; show: readonly Shown[] }) => {
  const { query, say } = visit;
  const kept = Object.entries(query).filter(
    ([name]) => !['cursor', 'done', 'interval', 'from', 'to', ...show].includes(name),
  );
  const field = (name: Shown) => <FilterField visit={visit} name={name} />;
  return (
    <>
      <form method="get" class="filters" aria-label={say('Filter')}>
        {kept.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        {show.includes('range') && <RangeFields visit={visit} />}
        {show.filter(isFirst).map(field)}
        <button type="submit" class="quiet small">
          {say('Show')}
        </button>
        {show.some(isFurther) && (
          <details open={show.some((name) => isFurther(name) && query[name])}>
            <summary>{say('More filters')}</summary>
            <div class="filters">{show.filter(isFurther).map(field)}</div>
          </details>
        )}
      </form>
      <Chips visit={visit} />
    </>
  );
};

const isFirst = (name: Shown): boolean => name === 'q';
const isFurther = (name: Shown): boolean => name !== 'q' && name !== 'range';

function nameOf({ say }: Visit, filter: Shown): string {
  const names: Partial<Record<Shown, string>> = {
    stage: say('Stage'),
    tier: say('Tier'),
    source: say('Came as'),
    format: say('Format'),
    compare: say('Beside'),
    platform: say('Platform'),
    placement: say('Placement'),
    tag: say('Tag'),
    q: say('Search'),
  };
  return names[filter] ?? filter;
}

type Options = readonly (readonly [value: string, text: string])[];

/** What a filter chooses from; none where any text will do. */
function optionsOf({ say, locale }: Visit, filter: Shown): Options | undefined {
  const stages = messagesFor(locale).stage;
  const all = (values: readonly string[], textOf = (value: string) => value): Options => [
    ['', say('all')],
    ...values.map((value) => [value, textOf(value)] as const),
  ];
  if (filter === 'stage') return all(STAGES, (stage) => stages[stage as Stage]);
  if (filter === 'tier') return all(TIERS);
  if (filter === 'source') return all(CREATOR_SOURCES, say);
  if (filter === 'format') return all(FORMATS, say);
  if (filter !== 'compare') return undefined;
  return [
    ['', say('previous period')],
    ['year', say('year before')],
    ['none', say('nothing')],
  ];
}

const FilterField = ({ visit, name }: { visit: Visit; name: Shown }) => {
  const id = `f-${name}`;
  const value = visit.query[name] ?? '';
  const options = optionsOf(visit, name);
  return (
    <div>
      <label for={id}>{nameOf(visit, name)}</label>
      {options ? (
        <select id={id} name={name}>
          {options.map(([code, text]) => (
            <option value={code} selected={code === value}>
              {text}
            </option>
          ))}
        </select>
      ) : (
        <input id={id} name={name} value={value} autocomplete="off" />
      )}
    </div>
  );
};

const RangeFields = ({ visit: { query, say } }: { visit: Visit }) => (
  <>
    <div>
      <label for="f-interval">{say('Days')}</label>
      <select id="f-interval" name="interval">
        {INTERVALS.map((name) => (
          <option value={name} selected={name === (query.interval ?? '28d')}>
            {say(INTERVAL_NAMES[name])}
          </option>
        ))}
      </select>
    </div>
    <div>
      <label for="f-from">{say('or from')}</label>
      <input id="f-from" name="from" type="date" value={query.from ?? ''} />
    </div>
    <div>
      <label for="f-to">{say('to')}</label>
      <input id="f-to" name="to" type="date" value={query.to ?? ''} />
    </div>
  </>
);

/** What narrows the page, each with a way to take it off. */
const Chips = ({ visit }: { visit: Visit }) => {
  const standing = [...FILTERS, 'q'].filter((name) => visit.query[name]);
  if (standing.length === 0) return null;
  return (
    <ul class="chips">
      {standing.map((name) => (
        <li>
          <a href={hrefWith(visit, { [name]: undefined })}>
            {nameOf(visit, name)}: {visit.query[name]} ✕
            <span class="hidden">{visit.say('take this filter away')}</span>
          </a>
        </li>
      ))}
    </ul>
  );
};
