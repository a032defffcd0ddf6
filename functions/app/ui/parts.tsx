import type { Child } from 'hono/jsx';
import { appName } from '../../../shared/domain/judge/tables/app-names.ts';
import type { Creator } from '../../../shared/domain/schema/programme/creators.ts';
import { weekTitle } from '../../../shared/report/render/figures.ts';
import { dateFormat } from '../../../shared/report/render/format.ts';
import type { Tone } from '../../../shared/report/render/present/view.ts';
import { messagesFor } from '../../../shared/report/render/words/messages.ts';
import { pluralIn } from '../../../shared/report/render/words/plural.ts';
import { localOf } from '../http/local-time.ts';
import { calledBy, handleBeside } from '../http/names.ts';
import { localeOf, type Visit } from '../http/visit.ts';
import type { Say } from '../words/say.ts';

/** `href`: where the rows are that the figure is made of. */
export type TableCell =
  | Child
  | { text: Child; detail?: Child; tone?: 'good' | 'bad'; href?: string | undefined };
export type TableColumn = {
  /** Empty over buttons. */
  name: string;
  right?: true /** Left out on phones. */;
  wide?: true;
  /** As the list’s route calls the order by it: then its heading sorts. */
  sort?: string;
};
export type TableRow = { key?: string; cells: readonly TableCell[]; total?: true; isNew?: true };

export const Section = ({ id, title, children }: { id: string; title: string; children?: Child }) => (
  <section aria-labelledby={id}>
    <h2 id={id}>{title}</h2>
    {children}
  </section>
);

/** Name column first, numbers right; a wide one scrolls in its own frame, by keyboard too. */
export const Table = (props: {
  caption: string;
  /** The heading above says the same: the caption is for screen readers alone. */
  isSaid?: boolean;
  columns: readonly TableColumn[];
  rows: readonly TableRow[];
  order?: Order | undefined;
}) => (
  // biome-ignore lint/a11y/useSemanticElements: the element for this role, fieldset, is one of forms.
  <div class="scroll" tabindex={0} role="group" aria-label={props.caption}>
    <table>
      <caption class={props.isSaid ? 'hidden' : undefined}>{props.caption}</caption>
      <thead>
        <tr>
          {props.columns.map((column) =>
            column.name === '' ? <td /> : <ColumnHeading column={column} order={props.order} />,
          )}
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <Row row={row} columns={props.columns} />
        ))}
      </tbody>
    </table>
  </div>
);

/** In which order rows stand: what was asked for, and what they stand in without being asked. */
export type Order = { visit: Visit; usual?: string };

const isBy = (sort: string | undefined, column: TableColumn): boolean =>
  column.sort !== undefined && sort?.replace(/^-/, '') === column.sort;

/** The order that the address asks for, where one of the columns has it; else the usual one. */
export const sortAsked = <S extends string | undefined>(
  { query }: Pick<Visit, 'query'>,
  columns: readonly TableColumn[],
  usual: S,
): S => (columns.some((column) => isBy(query.sort, column)) ? (query.sort as S) : usual);

/** What a list by a moment is called by its order. */
export const firstOf = (say: Say, sort: string): string =>
  sort.startsWith('-') ? say('The newest first') : say('The oldest first');

/** Numbers begin with the largest, names with the first; pressed again it is the other way round. */
const ColumnHeading = ({ column, order }: { column: TableColumn; order: Order | undefined }) => {
  const { name, sort } = column;
  if (!order || !sort)
    return (
      <th scope="col" class={classOf(column)}>
        {name}
      </th>
    );
  const standing = order.visit.query.sort ?? order.usual;
  const isStanding = isBy(standing, column);
  const isDown = standing === `-${sort}`;
  const next = (isStanding ? !isDown : column.right) ? `-${sort}` : sort;
  return (
    <th
      scope="col"
      class={classOf(column)}
      {...(isStanding ? { 'aria-sort': isDown ? 'descending' : 'ascending' } : {})}
    >
      <a href={hrefWith(order.visit, { sort: next === order.usual ? undefined : next })}>{name}</a>
    </th>
  );
};

const Row = ({ row, columns }: { row: TableRow; columns: readonly TableColumn[] }) => (
  <tr class={[row.total && 'total', row.isNew && 'new'].filter(Boolean).join(' ') || undefined}>
    {row.cells.map((cell, index) =>
      index === 0 ? (
        <th scope="row">
          <Held cell={cell} />
        </th>
      ) : (
        <td class={classOf(columns[index])}>
          <Held cell={cell} />
        </td>
      ),
    )}
  </tr>
);

const classOf = (column: TableColumn | undefined): string | undefined =>
  [column?.right && 'right', column?.wide && 'optional'].filter(Boolean).join(' ') || undefined;

function Held({ cell }: { cell: TableCell }) {
  if (typeof cell !== 'object' || cell === null || !('text' in cell)) return <>{cell as Child}</>;
  const text = cell.href ? <a href={cell.href}>{cell.text}</a> : cell.text;
  return (
    <>
      {cell.tone ? <span class={cell.tone}>{text}</span> : text}
      {cell.detail && <span class="detail">{cell.detail}</span>}
    </>
  );
}

/** Whom a row is about: the name, and beneath it the handle, and what else is said of her. */
export function creatorCell(
  creator: Pick<Creator, 'id' | 'handle' | 'displayName'>,
  more?: Child,
): TableCell {
  const handle = handleBeside(creator);
  const text = <a href={`/app/creators/${creator.id}`}>{calledBy(creator)}</a>;
  if (!handle && !more) return text;
  return {
    text,
    detail: (
      <>
        {handle}
        {handle && more && ' · '}
        {more}
      </>
    ),
  };
}

export type TileShown = {
  label: string;
  value: Child;
  href?: string | undefined;
  change?: Child;
  tone?: Tone;
  detail?: Child;
};

export const Tiles = ({ tiles }: { tiles: readonly TileShown[] }) => (
  <dl class="tiles">
    {tiles.map(({ label, value, href, change, tone, detail }) => (
      <div>
        <dt>{label}</dt>
        <dd class="figure">{href ? <a href={href}>{value}</a> : value}</dd>
        {change && <dd class={tone === 'good' || tone === 'bad' ? tone : 'muted'}>{change}</dd>}
        {detail && <dd class="muted">{detail}</dd>}
      </div>
    ))}
  </dl>
);

export const FactList = ({ facts }: { facts: readonly (readonly [string, Child] | undefined | false)[] }) => (
  <dl class="facts">
    {facts.map((fact) =>
      fact ? (
        <>
          <dt>{fact[0]}</dt>
          <dd>{fact[1]}</dd>
        </>
      ) : null,
    )}
  </dl>
);

/** Why it is empty, and one way on. */
export const Empty = ({ children, href, action }: { children: Child; href?: string; action?: string }) => (
  <>
    <p>{children}</p>
    {href && action && (
      <div class="acts">
        <a class="button main" href={href}>
          {action}
        </a>
      </div>
    )}
  </>
);

/** A list that is empty because of its filters, or because there is none yet: then `first` leads to the first one. */
export const NoneListed = (props: {
  visit: Visit;
  first: { href: string; action: string } | false;
  children: Child;
}) => {
  const { visit, first } = props;
  if (!isFiltered(visit)) return <Empty {...(first || {})}>{props.children}</Empty>;
  return (
    <Empty href={visit.path} action={visit.say('Show all')}>
      {visit.say('None fits these filters.')}
    </Empty>
  );
};

/** A list and the way to its next page; `children`: what stands there when it is empty. */
export const ListSection = <T,>(props: {
  visit: Visit;
  id?: string;
  title: string;
  /** What the title doesn't say of its rows. */
  caption?: string;
  found: { data: readonly T[]; nextCursor: string | null };
  columns: readonly TableColumn[];
  /** The order that it stands in without being asked. */
  usual?: string;
  cells: (one: T) => readonly TableCell[];
  children: Child;
}) => (
  <Section id={props.id ?? 'list'} title={props.title}>
    {props.found.data.length === 0 ? (
      props.children
    ) : (
      <Table
        caption={props.caption ?? props.title}
        isSaid={props.caption === undefined}
        columns={props.columns}
        order={{ visit: props.visit, ...(props.usual ? { usual: props.usual } : {}) }}
        rows={props.found.data.map((one) => ({ cells: props.cells(one) }))}
      />
    )}
    <NextPage visit={props.visit} cursor={props.found.nextCursor} />
  </Section>
);

/** What waits, where it is done, and the word on its button. */
export type Todo = readonly [text: Child, href: string, action: string];

export const TodoList = ({ lines }: { lines: readonly Todo[] }) => (
  <ul class="todo">
    {lines.map(([text, href, action], nth) => (
      <li>
        <span id={`todo-${nth}`}>{text}</span>
        <a class="button small" href={href} id={`do-${nth}`} aria-labelledby={`do-${nth} todo-${nth}`}>
          {action}
        </a>
      </li>
    ))}
  </ul>
);

/** Views of one list beside each other: the one that is shown is no link. */
export const Views = ({
  views,
}: {
  views: readonly (readonly [name: string, href: string, isShown: boolean])[];
}) => (
  <>
    {views.map(([name, href, isShown], index) => (
      <>
        {index > 0 && ' · '}
        {isShown ? <strong aria-current="true">{name}</strong> : <a href={href}>{name}</a>}
      </>
    ))}
  </>
);

/** The one thing that people come to a page for, beside reading it. */
export const MainAct = ({ href, children }: { href: string; children: Child }) => (
  <div class="acts">
    <a class="button main" href={href}>
      {children}
    </a>
  </div>
);

/** Sentences after a form has done its work, by the code in the address. */
const DONE: Readonly<Record<string, string>> = {
  saved: 'Saved.',
  accepted: 'Accepted. This volunteer is a creator now.',
  declined: 'Declined.',
  decided: 'Your decision is kept.',
  added: 'Added.',
  removed: 'Removed.',
  paused: 'Paused: followers see that the link rests.',
  resumed: 'The link leads on again.',
  archived: 'Archived.',
  opened: 'The call is open.',
  closed: 'The call is closed.',
  sent: 'On its way.',
};

/** What a thing is tagged with, each leading to all that are. */
export const TagLinks = ({ path, tags }: { path: string; tags: readonly string[] }) => (
  <>
    {tags.map((tag) => (
      <>
        <a class="tag" href={`${path}?${new URLSearchParams({ tag })}`}>
          {tag}
        </a>{' '}
      </>
    ))}
  </>
);

/** The target of `#saved`, which a successful form leads to. */
export const Saved = ({ visit }: { visit: Visit }) => {
  const text = DONE[visit.query.done ?? ''];
  return text ? (
    <p class="saved" id="saved" role="status" tabindex={-1}>
      {visit.say(text)}
    </p>
  ) : null;
};

/** `?done=accepted#saved`, keeping what else the address says. */
export const doneAt = (path: string, done: string, query: Readonly<Record<string, string>> = {}): string =>
  `${path}?${new URLSearchParams({ ...query, done })}#saved`;

/** What every list asks for: fifty, from where the page before ended. */
export const fiftyOf = ({ query }: Visit) => ({
  limit: 50,
  ...(query.cursor ? { cursor: query.cursor } : {}),
});

/** Does the address ask for some of a list only? */
export const isFiltered = ({ query }: Visit): boolean =>
  Object.keys(query).some((name) => !['done', 'cursor', 'sort'].includes(name));

export const NextPage = ({ visit, cursor }: { visit: Visit; cursor: string | null }) =>
  cursor ? (
    <p class="next-page">
      <a class="button" href={hrefWith(visit, { cursor })}>
        {visit.say('Next page')}
      </a>
    </p>
  ) : null;

/** This page's address with something changed; `undefined` takes it away. */
export function hrefWith(
  { path, query }: Pick<Visit, 'path' | 'query'>,
  change: Record<string, string | undefined>,
  to = path,
): string {
  const all = new URLSearchParams(query);
  all.delete('done');
  if (!('cursor' in change)) all.delete('cursor');
  for (const [name, value] of Object.entries(change))
    if (value === undefined) all.delete(name);
    else all.set(name, value);
  const text = all.toString();
  return text ? `${to}?${text}` : to;
}

/** A count in the reader's words, as his language counts; `more`: what else the sentence names, or how its `{n}` is written. */
export const plural = (
  { say, locale, format }: Pick<Visit, 'say' | 'locale' | 'format'>,
  count: number,
  one: string,
  many: string,
  more: Readonly<Record<string, string>> = {},
): string => say(pluralIn(locale)(count, one, many), { n: format.count(count), ...more });

/** "21 Nov", with its year where that is not this one: for tables on phones. */
export const shortDay = (visit: Pick<Visit, 'locale' | 'now'>, day: string): string =>
  dateFormat(localeOf(visit), {
    day: 'numeric',
    month: 'short',
    ...(day.slice(0, 4) === new Date(visit.now).toISOString().slice(0, 4) ? {} : { year: 'numeric' }),
  })
    .format(new Date(`${day}T12:00:00Z`))
    .replaceAll(' ', '\u00a0');

/** As reports call it: "Week 47, 2026". */
export const weekText = ({ locale }: Pick<Visit, 'locale'>, week: string): string =>
  weekTitle(week, { say: messagesFor(locale) });

/** "22 Nov, 23:59" on the brand's clock, which the page names elsewhere. */
export const shortMoment = (visit: Pick<Visit, 'locale' | 'now' | 'brand'>, at: string): string => {
  const [day = '', time = ''] = localOf(at, visit.brand.timeZone).split('T');
  return `${shortDay(visit, day)}, ${time}`;
};

/** A moment without its zone, which the page names elsewhere; `never` when there is none. */
export const seenAt = ({ format, brand, say }: Visit, at: string | undefined): string =>
  at ? format.moment(at, brand.timeZone).replace(/ \(.*/, '') : say('never');

/** As the platform writes its own name. */
export const platformText = (say: Say, platform: string): string =>
  platform === 'other' ? say('other') : appName(platform);

/** A name of ours in words: `dark_messenger` → "dark messenger". Catalogues may know better ones. */
export const wordOf = (say: Say, code: string): string => {
  const words = code
    .replaceAll(/[_-]/g, ' ')
    .replace(/[a-z](?=[A-Z])/g, '$& ')
    .toLowerCase();
  return say(words);
};
