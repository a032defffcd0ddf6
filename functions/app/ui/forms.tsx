import type { Child } from 'hono/jsx';
import type { Drawn, Visit } from '../http/visit.ts';
import { refusalIn } from '../words/refusal-in.ts';
import { labelOf } from './labels.ts';
import { Heading } from './layout.tsx';
import { hrefWith } from './parts.tsx';

/** One form of a page: its values and errors when it has just been refused, else what it begins with. */
export type FormState = {
  visit: Visit;
  act: string;
  value: (name: string, initial?: string) => string;
  chosen: (name: string, initial?: readonly string[]) => readonly string[];
  error: (name: string) => string | undefined;
};

export function formOf(visit: Visit, act: string): FormState {
  const problem = visit.problem?.act === act ? visit.problem : undefined;
  return {
    visit,
    act,
    value: (name, initial = '') => (problem ? problem.values.raw(name) : initial),
    chosen: (name, initial = []) => (problem ? problem.values.all(name) : initial),
    error: (name) => {
      const found = problem?.errors.find(({ path }) => path === name || path.startsWith(`${name}.`));
      return found && refusalIn(visit, found);
    },
  };
}

/**
 * Posts to its own page, as it was asked for: refused, it is drawn about the same thing again. The token ties it to this session, the key makes sending it twice the same as once; both are
 * new at each drawing, after a refusal too.
 */
export const Form = ({ form, submit, danger, children }: FormProps) => {
  const { token, key } = form.visit.hidden();
  const here = hrefWith(form.visit, { cursor: form.visit.query.cursor });
  return (
    <form method="post" action={`${here}#problems`}>
      <input type="hidden" name="act" value={form.act} />
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="key" value={key} autocomplete="off" />
      {children}
      {submit && (
        <div class="acts">
          <Submit {...(danger ? { quiet: 'danger' } : {})}>{submit}</Submit>
        </div>
      )}
    </form>
  );
};
/** `submit`: the words on its button; left out, the form draws its own. */
type FormProps = { form: FormState; submit?: string; danger?: true; children?: Child };

/** A form that stands folded under its name, and open while it is refused. */
export const FoldedForm = (props: { form: FormState; name: string; submit: string; children: Child }) => (
  <details open={props.form.visit.problem?.act === props.form.act}>
    <summary>{props.name}</summary>
    <Form form={props.form} submit={props.submit}>
      {props.children}
    </Form>
  </details>
);

/** A form that is a button in a row of a table: it does something to the one that it names. */
export const RowForm = (props: {
  visit: Visit;
  act: string;
  hidden: Readonly<Record<string, string>>;
  label: string;
  danger?: true;
  children?: Child;
}) => (
  <Form form={formOf(props.visit, props.act)}>
    {Object.entries(props.hidden).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    {props.children}
    <button class={props.danger ? 'danger small' : 'quiet small'} type="submit">
      {props.label}
    </button>
  </Form>
);

/** First on the page, and where the browser goes after a refusal: what is wrong, each with a way to its field. */
export const Problems = ({ visit }: { visit: Visit }) => {
  const { problem, say } = visit;
  if (!problem) return null;
  return (
    <div class="summary" id="problems" role="alert" tabindex={-1}>
      <h2>{say('Please look at this again')}</h2>
      {problem.errors.length === 0 ? (
        <p>{refusalIn(visit, problem.whole)}</p>
      ) : (
        <ul>
          {problem.errors.map(({ path, ...told }) => {
            const name = labelOf(say, path);
            const text = `${name ?? path}: ${refusalIn(visit, told)}`;
            const field = fieldId(problem.act, path.split('.')[0] ?? path);
            return <li>{name ? <a href={`#${field}`}>{text}</a> : text}</li>;
          })}
        </ul>
      )}
    </div>
  );
};

/** Two forms of a page may have a field of the same name. */
const fieldId = (act: string, name: string): string => `${act}-${name}`;

type FieldProps = {
  form: FormState;
  name: string;
  /** As in the table of labels, unless told. */
  label?: string;
  hint?: Child;
  initial?: string;
  optional?: true;
  type?: 'text' | 'email' | 'url' | 'date' | 'time' | 'datetime-local' | 'search' | 'color';
  /** Numbers are text: a number field reads `49,90` as 4990 in an English browser. */
  numeric?: 'decimal' | 'numeric';
  autocomplete?: string;
  rows?: number;
  table?: true;
  options?: readonly (readonly [value: string, name: string])[];
};

export const Field = (props: FieldProps) => {
  const { form, name, hint, initial, optional } = props;
  const id = fieldId(form.act, name);
  const error = form.error(name);
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  const value = form.value(name, initial);
  const shared = {
    id,
    name,
    ...(optional ? {} : { required: true }),
    ...(described ? { 'aria-describedby': described } : {}),
    ...(error ? { 'aria-invalid': 'true' as const } : {}),
  };
  return (
    <div>
      <label for={id}>
        {props.label ?? labelOf(form.visit.say, name)}{' '}
        {optional && <span class="muted">({form.visit.say('may be left out')})</span>}
      </label>
      {hint && (
        <span class="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {error && (
        <span class="error" id={`${id}-error`}>
          {error}
        </span>
      )}
      {inputOf(props, shared, value)}
    </div>
  );
};

function inputOf(
  { options, rows, table, type, autocomplete, numeric }: FieldProps,
  shared: object,
  value: string,
) {
  if (options)
    return (
      <select {...shared}>
        {options.map(([code, text]) => (
          <option value={code} selected={code === value}>
            {text}
          </option>
        ))}
      </select>
    );
  if (rows)
    return (
      <textarea {...shared} rows={rows} class={table ? 'table' : undefined}>
        {`\n${value}`}
      </textarea>
    );
  // An address field takes none without its scheme, and says so in the browser's own language.
  const isAddress = type === 'url';
  const inputmode = isAddress ? 'url' : numeric;
  return (
    <input
      {...shared}
      type={isAddress ? 'text' : (type ?? 'text')}
      value={value}
      autocomplete={autocomplete ?? 'off'}
      {...(inputmode ? { inputmode } : {})}
      {...(isAddress ? { autocapitalize: 'none', spellcheck: false } : {})}
    />
  );
}

export const Check = (props: {
  form: FormState;
  name: string;
  value: string;
  label: Child;
  checked: boolean;
  type?: 'radio';
}) => (
  <label class="check">
    <input type={props.type ?? 'checkbox'} name={props.name} value={props.value} checked={props.checked} />
    <span>{props.label}</span>
  </label>
);

/** One of a few, each written out: a closed select on a phone shows no more of a sentence than its beginning. */
export const Choice = (props: {
  form: FormState;
  name: string;
  options: readonly (readonly [value: string, name: string])[];
  initial?: string | undefined;
  label?: string;
}) => {
  const { form, name, options } = props;
  const id = fieldId(form.act, name);
  const error = form.error(name);
  const chosen = form.value(name, props.initial ?? options[0]?.[0]);
  return (
    <fieldset id={id} {...(error ? { 'aria-describedby': `${id}-error` } : {})}>
      <legend>{props.label ?? labelOf(form.visit.say, name)}</legend>
      {error && (
        <span class="error" id={`${id}-error`}>
          {error}
        </span>
      )}
      {options.map(([value, text]) => (
        <Check form={form} name={name} value={value} label={text} checked={value === chosen} type="radio" />
      ))}
    </fieldset>
  );
};

export const Submit = ({ children, quiet }: { children: Child; quiet?: true | 'danger' }) => (
  <button class={quiet === 'danger' ? 'danger' : quiet ? 'quiet' : 'main'} type="submit">
    {children}
  </button>
);

/** A text that is copied in one tap; without script it is a field to select from. */
export const CopyBox = ({
  visit,
  id,
  label,
  text,
}: {
  visit: Visit;
  id: string;
  label: string;
  text: string;
}) => (
  <>
    <label for={id}>{label}</label>
    <div class="link-box">
      <input id={id} value={text} readonly />
      <button type="button" class="small" data-copy={id} data-done={visit.say('Copied')} hidden>
        {visit.say('Copy')}
      </button>
    </div>
  </>
);

/** A page that is one form; `under` is the list that what it makes will stand in. */
export function formPage(visit: Visit, { title, under, act, submit, children }: FormPage): Drawn {
  return {
    title,
    wide: false,
    body: (
      <>
        <Heading title={title}>
          {typeof under === 'string' ? under : <a href={under.href}>{under.name}</a>}
        </Heading>
        <Problems visit={visit} />
        <section>
          <Form form={formOf(visit, act)} submit={submit}>
            {children}
          </Form>
        </section>
      </>
    ),
  };
}
type FormPage = {
  title: string;
  under: string | { href: string; name: string };
  act: string;
  submit: string;
  children: Child;
};
