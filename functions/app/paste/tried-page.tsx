import { DAY_ORDERS, type DayOrder, type DayReading } from '../../../shared/domain/imports/cells/dates.ts';
import { takesAnswer } from '../../../shared/domain/imports/column-answers.ts';
import { FIELDS } from '../../../shared/domain/imports/fields.ts';
import type { NamedColumn, OpenQuestion } from '../../../shared/domain/imports/open-question.ts';
import { SPEND_KINDS, STAGES } from '../../../shared/domain/vocabulary.ts';
import { messagesFor } from '../../../shared/report/render/words/messages.ts';
import type { Drawn, Visit } from '../http/visit.ts';
import { platformOptions } from '../ui/creator-fields.tsx';
import { Check, Field, Form, type FormState, formOf } from '../ui/forms.tsx';
import { labelOf } from '../ui/labels.ts';
import { Heading } from '../ui/layout.tsx';
import { plural, Section, Table, type TableRow } from '../ui/parts.tsx';
import { columnsOf, type Pasted, SETTABLE } from './read-pasted.ts';
import { columnOf, fieldIn, headingOf } from './said-of.ts';
import type { Tried, TriedLine } from './send-pasted.ts';

type Shown = {
  pasted: Pasted;
  tried: Tried;
  under: { href: string; name: string };
  /** Why it was not stored when that was asked for. */
  notice?: string;
};
type Of = { visit: Visit } & Shown;

/** How a pasted table was read, and what would become of each line; from here it is put right or stored. */
export function drawTried(visit: Visit, shown: Shown): Drawn {
  const { pasted, tried, under } = shown;
  const { say } = visit;
  const title = say('Look before it is stored');
  const form = formOf(visit, 'paste');
  const of = { visit, ...shown };
  const wrongs = wrongsIn(of);
  const isRight = wrongs.said.length === 0 && wrongs.refused.length === 0;
  return {
    title,
    body: (
      <>
        <Heading title={title}>
          <a href={under.href}>{under.name}</a>
        </Heading>
        {!isRight && <Wrong visit={visit} {...wrongs} />}
        <Form form={form}>
          <input type="hidden" name="seen" value={pasted.stamp} />
          <input type="hidden" name="asOf" value={pasted.told.asOf} />
          <input type="hidden" name="columns" value={columnsOf(pasted.table)} />
          <Lines {...of} isRight={isRight} />
          <Reading {...of} form={form} />
          <Section id="text" title={say('The table')}>
            <Field form={form} name="table" rows={8} table initial={pasted.text} />
          </Section>
          {tried.refused > 0 && tried.fit.length > 0 && (
            <Check
              form={form}
              name="leaveOut"
              value="yes"
              label={say('Leave out the lines that can’t be taken')}
              checked={false}
            />
          )}
          <Buttons {...of} />
        </Form>
      </>
    ),
  };
}

/** Enter presses the first one: it stores nothing. */
const Buttons = ({ visit, tried: { fit }, pasted: { read } }: Of) => (
  <div class="acts">
    <button class="quiet" type="submit" name="act" value="paste">
      {visit.say('Look again')}
    </button>
    {fit.length > 0 && read.questions.length === 0 && (
      <button class="main" type="submit" name="act" value="store">
        {plural(visit, fit.length, 'Store {n} line', 'Store {n} lines')}
      </button>
    )}
  </div>
);

type Wrongs = { said: readonly string[]; refused: readonly TriedLine[] };

const wrongsIn = ({ visit, pasted, tried, notice }: Of): Wrongs => ({
  said: [
    ...(notice ? [notice] : []),
    ...pasted.read.questions.filter(isShown).map((question) => asked(visit, pasted, question)),
  ],
  refused: tried.lines.filter(({ outcome }) => outcome === 'refused'),
});

/** What has to be put right or said, first on the page and where the browser goes. */
const Wrong = ({ visit, said, refused }: { visit: Visit } & Wrongs) => {
  const { say } = visit;
  return (
    <div class="summary" id="problems" role="alert" tabindex={-1}>
      <h2>{say('Please look at this again')}</h2>
      <ul>
        {said.map((text) => (
          <li>{text}</li>
        ))}
        {refused.map(({ line, what }) => (
          <li>
            <a href="#paste-table">{say('Line {n}', { n: line })}</a>: {what}
          </li>
        ))}
      </ul>
      <p>{say('Nothing has been stored.')}</p>
    </div>
  );
};

/** Where two columns are read as one, that is asked; how the second of them is written is no question then. */
const isShown = (question: OpenQuestion): boolean => question.about !== 'told' || question.option === 'map';

function asked(visit: Visit, pasted: Pasted, question: OpenQuestion): string {
  const { say } = visit;
  if (question.about === 'told')
    return say('{heading}: another column is read as {field} already.', {
      heading: headingOf(say, pasted.table, Number(question.wish) - 1),
      field: labelOf(say, question.said) ?? question.said,
    });
  if (question.about === 'column')
    return say('“{heading}” stands over {n} columns: say which is read as what.', {
      heading: question.heading,
      n: question.count,
    });
  const heading = calledIn(visit, pasted, question);
  if (question.about === 'dates') {
    const [{ cell = '' } = {}, ...others] = question.readings;
    return question.isMixed
      ? say('{heading}: days are written in more than one way, {cell} and {other}. Say which it is.', {
          heading,
          cell,
          other: others.find((one) => one.cell !== cell)?.cell ?? cell,
        })
      : say('{heading}: {cell} can be {days}. Say which it is.', {
          heading,
          cell,
          days: daysOf(visit, question.readings).join(', '),
        });
  }
  return question.cell
    ? say('{heading}: is {cell} a thousand, or has it three decimals? Say how amounts are written.', {
        heading,
        cell: question.cell,
      })
    : say('{heading}: some lines have a point before the decimals, others a comma. Say which it is.', {
        heading,
      });
}

/** As the reader's table calls a column. */
const calledIn = ({ say }: Visit, pasted: Pasted, { heading, column }: NamedColumn): string =>
  pasted.table.isBare ? columnOf(say, pasted, heading) : headingOf(say, pasted.table, column - 1);

const daysOf = (visit: Visit, readings: readonly DayReading[]): string[] =>
  readings.map(({ order, day }) => `${day} (${orderNames(visit)[order]})`);

/** Lines that are shown beside those that are refused. */
const MOST_SHOWN = 200;

/** Where nothing is wrong, it is here that the browser goes and reading begins. */
const Lines = ({ visit, tried: { lines, fit, refused }, isRight }: Of & { isRight: boolean }) => {
  const { say, format } = visit;
  const shown = lines.filter(({ outcome }, at) => at < MOST_SHOWN || outcome === 'refused');
  const [ready, not] = [format.count(fit.length), format.count(refused)];
  return (
    <Section id="lines" title={say('Line by line')}>
      <p {...(isRight ? { id: 'problems', tabindex: -1 } : {})}>
        {say('Lines or days that can be stored: {ready}. Lines that can’t be taken: {not}.', { ready, not })}
      </p>
      <Table
        caption={say('What would become of each line; nothing is stored yet')}
        columns={[{ name: say('Line') }, { name: say('What') }, { name: say('Becomes') }]}
        rows={shown.map((line) => rowOf(visit, line))}
      />
      {shown.length < lines.length && (
        <p class="muted">{say('And {n} more.', { n: format.count(lines.length - shown.length) })}</p>
      )}
    </Section>
  );
};

function rowOf({ say }: Visit, { line, what, outcome }: TriedLine): TableRow {
  const words: Readonly<Record<TriedLine['outcome'], string>> = {
    stored: say('new'),
    changed: say('changed'),
    repeated: say('as it is already'),
    refused: say('refused'),
    skipped: say('passed over'),
  };
  const isBad = outcome === 'refused';
  return { cells: [String(line), what, isBad ? { text: words.refused, tone: 'bad' } : words[outcome]] };
}

/** Which column is read as what, and how figures and dates are written: each can be said otherwise. */
const Reading = ({ visit, pasted, form }: Of & { form: FormState }) => {
  const { say } = visit;
  const { read, table, told, kind } = pasted;
  const wished = new Set(read.refused.flatMap(({ set }) => (set ? [set.field] : [])));
  const settable = SETTABLE[kind].filter((field) => wished.has(field) || told.set[field] !== undefined);
  return (
    <Section id="reading" title={say('How it was read')}>
      <Table
        caption={say('Each column, and what it was taken for')}
        columns={[{ name: say('Column') }, { name: say('Such as'), wide: true }, { name: say('Is read as') }]}
        rows={table.headings.map((_, at) => ({
          cells: [
            headingOf(say, table, at),
            table.rows.find(({ cells }) => cells[at])?.cells[at] ?? '',
            <ColumnChoice visit={visit} pasted={pasted} at={at} />,
          ],
        }))}
      />
      <div class="pair">
        <Written visit={visit} pasted={pasted} form={form} />
        {settable.map((field) => (
          <Field
            form={form}
            name={`set-${field}`}
            label={say('{field}, where a line doesn’t say it', { field: labelOf(say, field) ?? field })}
            options={[['', '–'], ...choicesFor(visit, field)]}
            initial={told.set[field] ?? ''}
            optional
          />
        ))}
      </div>
    </Section>
  );
};

/** One choice for each column that leaves open how it is written, or was told. */
const Written = ({ visit, pasted, form }: { visit: Visit; pasted: Pasted; form: FormState }) => {
  const { say } = visit;
  const { read, told } = pasted;
  return (
    <>
      {read.columns.flatMap(({ at, heading, fact }) => {
        const named = { heading, column: at + 1 };
        const open = read.questions.find(
          (question) =>
            'column' in question && question.column === named.column && question.about !== 'column',
        );
        const [option, label, values] = takesAnswer('dates', fact.reads)
          ? ([
              'dates',
              say('{heading}: days are written', { heading: calledIn(visit, pasted, named) }),
              orders(visit, open),
            ] as const)
          : ([
              'decimal',
              say('{heading}: amounts are written', { heading: calledIn(visit, pasted, named) }),
              decimals(visit),
            ] as const);
        const said = (option === 'dates' ? told.datesOf : told.decimalOf)?.[String(named.column)];
        if (!open && said === undefined) return [];
        return [
          <Field
            form={form}
            name={`${option}-${at}`}
            label={label}
            options={values}
            initial={said ?? ''}
            optional
          />,
        ];
      })}
    </>
  );
};

const decimals = ({ say }: Visit) =>
  [
    ['', say('as the column shows')],
    ['.', '1,234.50'],
    [',', '1.234,50'],
  ] as const;

const orderNames = ({ say }: Visit): Readonly<Record<DayOrder, string>> => ({
  dmy: say('day first'),
  mdy: say('month first'),
  ymd: say('year first'),
});

/** The orders that a column could have, with the day that each makes of a cell; of one that was told all of them. */
function orders(visit: Visit, open: OpenQuestion | undefined): (readonly [string, string])[] {
  const names = orderNames(visit);
  const shown =
    open?.about === 'dates'
      ? open.readings.map(({ order, cell, day }) => [order, `${names[order]}: ${cell} = ${day}`] as const)
      : DAY_ORDERS.map((order) => [order, names[order]] as const);
  return [['', visit.say('as the column shows')], ...shown];
}

type Choice = { visit: Visit; pasted: Pasted; at: number };

const ColumnChoice = ({ visit: { say }, pasted: { kind, read, table }, at }: Choice) => {
  const is = read.columns.find((column) => column.at === at)?.fact.field ?? '-';
  return (
    <select
      name={`map-${at}`}
      aria-label={say('{heading} is read as', { heading: headingOf(say, table, at) })}
    >
      <option value="-" selected={is === '-'}>
        {say('not read')}
      </option>
      {FIELDS[kind].map(({ field }) => (
        <option value={field} selected={is === field}>
          {fieldIn(say, kind, field)}
        </option>
      ))}
    </select>
  );
};

function choicesFor(visit: Visit, field: string): (readonly [string, string])[] {
  const { say, locale } = visit;
  const stages = messagesFor(locale).stage;
  if (field === 'kind') return SPEND_KINDS.map((kind) => [kind, say(kind)] as const);
  if (field === 'stage') return STAGES.map((stage) => [stage, stages[stage]] as const);
  return platformOptions(visit);
}
