import type { Child } from 'hono/jsx';
import type { Visit } from '../http/visit.ts';

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
    error: (name) =>
      problem?.errors.find(({ path }) => path === name || path.startsWith(`${name}.`))?.message,
  };
}

/**
 * Posts to its own page. The token ties it to this session, the key makes sending it twice the same as once; both are
 * new at each drawing, after a refusal too.
 */
export const Form = ({ form, id, children }: { form: FormState; id?: string; children: Child }) => {
  const { token, key } = form.visit.hidden();
  return (
    <form method="post" action={`${form.visit.path}#problems`} {...(id ? { id } : {})}>
      <input type="hidden" name="act" value={form.act} />
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="key" value={key} autocomplete="off" />
      {children}
    </form>
  );
};

/** First on the page, and where the browser goes after a refusal: what is wrong, each with a way to its field. */
export const Problems = ({
  visit,
  labels = {},
}: {
  visit: Visit;
  labels?: Readonly<Record<string, string>>;
}) => {
  const { problem, say } = visit;
  if (!problem) return null;
  const nameOf = (path: string) => labels[path] ?? labels[path.split('.')[0] ?? ''];
  return (
    <div class="summary" id="problems" role="alert" tabindex={-1}>
      <h2>{say('Please look at this again')}</h2>
      {problem.errors.length === 0 ? (
        <p>{problem.detail}</p>
      ) : (
        <ul>
          {problem.errors.map(({ path, message }) => {
            const name = nameOf(path);
            const text = `${name ?? path}: ${message}`;
            return <li>{name ? <a href={`#${path.split('.')[0]}`}>{text}</a> : text}</li>;
          })}
        </ul>
      )}
    </div>
  );
};

type FieldProps = {
  form: FormState;
  name: string;
  label: string;
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
  const { form, name, label, hint, initial, optional, options, rows } = props;
  const error = form.error(name);
  const described = [hint ? `${name}-hint` : '', error ? `${name}-error` : ''].filter(Boolean).join(' ');
  const value = form.value(name, initial);
  const shared = {
    id: name,
    name,
    ...(optional ? {} : { required: true }),
    ...(described ? { 'aria-describedby': described } : {}),
    ...(error ? { 'aria-invalid': 'true' as const } : {}),
  };
  return (
    <div>
      <label for={name}>
        {label} {optional && <span class="muted">({form.visit.say('may be left out')})</span>}
      </label>
      {hint && (
        <span class="hint" id={`${name}-hint`}>
          {hint}
        </span>
      )}
      {error && (
        <span class="error" id={`${name}-error`}>
          {error}
        </span>
      )}
      {options ? (
        <select {...shared}>
          {options.map(([code, text]) => (
            <option value={code} selected={code === value}>
              {text}
            </option>
          ))}
        </select>
      ) : rows ? (
        <textarea {...shared} rows={rows} class={props.table ? 'table' : undefined}>
          {`\n${value}`}
        </textarea>
      ) : (
        <input
          {...shared}
          type={props.type ?? 'text'}
          value={value}
          autocomplete={props.autocomplete ?? 'off'}
          {...(props.numeric ? { inputmode: props.numeric } : {})}
        />
      )}
    </div>
  );
};

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
