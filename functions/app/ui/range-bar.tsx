import { POST_DIMENSIONS } from '../../../shared/domain/post-filter.ts';
import { ROI_FIELDS, type RoiQuestion } from '../../../shared/domain/schema/answers/roi.ts';
import { clickFilterFields } from '../../../shared/domain/schema/filters.ts';
import { INTERVALS, type IntervalName } from '../../../shared/domain/time/interval.ts';
import {
  CHANNELS,
  CREATOR_SOURCES,
  DEVICES,
  FORMATS,
  STAGES,
  type Stage,
  TIERS,
} from '../../../shared/domain/vocabulary.ts';
import { messagesFor } from '../../../shared/report/render/words/messages.ts';
import type { Filter } from '../http/question.ts';
import type { Visit } from '../http/visit.ts';
import { hrefWith, wordOf } from './parts.tsx';

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

const CHIPS: readonly string[] = [...Object.keys(clickFilterFields), 'verdict', 'kind', 'by', 'q'];

/**
 * One GET form of all that the page says it is asked by; without script its button applies it, and each filter that
 * stands is a link that takes it away.
 */
export const RangeBar = ({ visit }: { visit: Visit }) => {
  const { query, say, filters } = visit;
  const kept = Object.entries(query).filter(
    ([name]) =>
      !['cursor', 'done', 'interval', 'from', 'to'].includes(name) && !filters.some((one) => one === name),
  );
  const field = (name: Filter) => <FilterField visit={visit} name={name} />;
  const further = filters.filter(isFurther);
  return (
    <>
      <form method="get" class="filters" aria-label={say('Filter')}>
        {kept.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        {filters.some(isOfDays) && <RangeFields visit={visit} />}
        {filters.filter((name) => name === 'q').map(field)}
        <button type="submit" class="quiet small">
          {say('Show')}
        </button>
        {further.length > 0 && (
          <details open={further.some((name) => query[name])}>
            <summary>{say('More filters')}</summary>
            <div class="filters">{further.map(field)}</div>
          </details>
        )}
      </form>
      <Chips visit={visit} />
    </>
  );
};

const isOfDays = (name: Filter): boolean => name === 'range' || name === 'days';
const isFurther = (name: Filter): boolean => name !== 'q' && !isOfDays(name);

function nameOf({ say }: Pick<Visit, 'say'>, filter: string): string {
  const names: Readonly<Record<string, string>> = {
    stage: say('Stage'),
    creatorId: say('Creator'),
    campaignId: say('Campaign'),
    squadId: say('Squad'),
    postId: say('Post'),
    linkId: say('Link'),
    tier: say('Tier'),
    source: say('Came as'),
    format: say('Format'),
    compare: say('Beside'),
    platform: say('Platform'),
    placement: say('Placement'),
    message: say('Message'),
    tag: say('Tag'),
    without: say('Without'),
    rest: say('Post'),
    channel: say('Channel'),
    app: say('App'),
    country: say('Country'),
    device: say('Device'),
    verdict: say('Counted?'),
    sign: say('Sign'),
    way: say('Way'),
    dark: say('Dark social'),
    referrerGroup: say('Group'),
    kind: say('What'),
    by: say('By'),
    groupBy: say('By what'),
    basis: say('Whose money'),
    week: say('Week'),
    month: say('Month'),
    q: say('Search'),
  };
  return names[filter] ?? filter;
}

/** What returns can be told by, in the order of the choice. */
const GROUPS = [
  'stage',
  'creator',
  'post',
  'campaign',
  'squad',
  'platform',
  'tier',
  'source',
  'format',
  'placement',
  'tag',
  'message',
  'week',
  'month',
] as const satisfies readonly RoiQuestion[];

/** Each called as the filter that narrows to one of its rows. */
export const groupNames = (visit: Pick<Visit, 'say'>): Partial<Record<RoiQuestion, string>> =>
  Object.fromEntries(GROUPS.map((group) => [group, nameOf(visit, ROI_FIELDS[group])]));

type Options = readonly (readonly [value: string, text: string])[];

/** What a filter chooses from; none where any text will do. */
function optionsOf(visit: Visit, filter: string): Options | undefined {
  const { say, locale, choices } = visit;
  const stages = messagesFor(locale).stage;
  const all = (values: readonly string[], textOf = (value: string) => value): Options => [
    ['', say('all')],
    ...values.map((value) => [value, textOf(value)] as const),
  ];
  const ofBrand = choices[filter];
  if (ofBrand && !ofBrand.isTyped) return [['', say('all')], ...ofBrand.named];
  if (filter === 'stage') return all(STAGES, (stage) => stages[stage as Stage]);
  if (filter === 'tier') return all(TIERS);
  if (filter === 'source') return all(CREATOR_SOURCES, say);
  if (filter === 'format') return all(FORMATS, say);
  if (filter === 'channel') return all(CHANNELS, (code) => wordOf(say, code));
  if (filter === 'device') return all(DEVICES, say);
  if (filter === 'rest')
    return [
      ['withoutPost', say('without a post')],
      ['notTied', say('not tied to a post')],
    ];
  if (filter === 'without')
    return [['', '–'], ...POST_DIMENSIONS.map((name) => [name, nameOf(visit, name)] as const)];
  if (filter === 'groupBy') return [['', '–'], ...Object.entries(groupNames(visit))];
  if (filter === 'basis')
    return [
      ['', say('moved in these days')],
      ['cohort', say('of posts of these days')],
    ];
  if (filter !== 'compare') return undefined;
  return [
    ['', say('previous period')],
    ['year', say('year before')],
    ['none', say('nothing')],
  ];
}

/** How a value that stands is called: by its name where it has one. */
const calledIn = (visit: Visit, filter: string, value: string): string =>
  visit.choices[filter]?.named.find(([id]) => id === value)?.[1] ??
  optionsOf(visit, filter)?.find(([code]) => code === value)?.[1] ??
  value;

const FilterField = ({ visit, name }: { visit: Visit; name: Filter }) => {
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
        <input id={id} name={name} value={value && calledIn(visit, name, value)} autocomplete="off" />
      )}
    </div>
  );
};

const RangeFields = ({ visit: { query, say, filters } }: { visit: Visit }) => (
  <>
    <div>
      <label for="f-interval">{say('Days')}</label>
      <select id="f-interval" name="interval">
        {filters.includes('days') && <option value="">{say('all')}</option>}
        {INTERVALS.map((name) => (
          <option
            value={name}
            selected={name === (query.interval ?? (filters.includes('days') ? '' : '28d'))}
          >
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
  const standing = CHIPS.flatMap((name) => {
    const value = visit.query[name];
    return value ? [{ name, value }] : [];
  });
  if (standing.length === 0) return null;
  return (
    <ul class="chips">
      {standing.map(({ name, value }) => (
        <li>
          <a href={hrefWith(visit, { [name]: undefined })}>
            {nameOf(visit, name)}: {calledIn(visit, name, value)} ✕
            <span class="hidden">{visit.say('take this filter away')}</span>
          </a>
        </li>
      ))}
    </ul>
  );
};
