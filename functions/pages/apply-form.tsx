import type { ApplicationInput } from '../../shared/domain/schema/programme/applications.ts';
import { USUAL_PLATFORMS } from '../../shared/domain/vocabulary.ts';
import { Page } from './layout.tsx';

export type ApplyFormState = {
  brandName: string;
  /** Sealed time at which the form was shown. */
  shownAt: string;
  values: Readonly<Record<string, string>>;
  errors: readonly { field: string; message: string }[];
};

/** The field that people don't see and scripts fill in. */
export const HONEYPOT = 'website';

type FieldName = Exclude<keyof ApplicationInput, 'formToken' | 'platform'>;
type Field = {
  name: FieldName;
  label: string;
  hint?: string;
  required?: true;
  type?: string;
  autocomplete?: string;
};

const FIELDS: readonly Field[] = [
  {
    name: 'handle',
    label: 'Your handle',
    hint: 'As it stands on your profile, such as @ada.knits',
    required: true,
  },
  { name: 'followers', label: 'Followers', hint: 'Roughly', type: 'number' },
  { name: 'displayName', label: 'Your name', autocomplete: 'name' },
  { name: 'email', label: 'E-mail', hint: 'So that we can answer', type: 'email', autocomplete: 'email' },
  { name: 'city', label: 'City', autocomplete: 'address-level2' },
];

/** The form: labels tied to fields, errors named at the top and at the field, and no script. */
export const ApplyPage = ({ brandName, shownAt, values, errors }: ApplyFormState) => (
  <Page title={`${errors.length > 0 ? 'Please check: ' : ''}Create with ${brandName}`}>
    <h1>Create with {brandName}</h1>
    <p>Tell us who you are. A person reads every answer.</p>
    {errors.length > 0 && (
      <div class="summary" role="alert">
        <p class="wrong">Please check:</p>
        <ul>
          {errors.map(({ field, message }) => (
            <li>{field ? <a href={`#${field}`}>{`${labelOf(field)}: ${message}`}</a> : message}</li>
          ))}
        </ul>
      </div>
    )}
    <form method="post">
      <input type="hidden" name="shownAt" value={shownAt} />
      <label for="platform">
        Where do you post? <span class="hint">(needed)</span>
      </label>
      <select id="platform" name="platform" required>
        {USUAL_PLATFORMS.map((platform) => (
          <option value={platform} selected={values.platform === platform}>
            {platform}
          </option>
        ))}
      </select>
      {FIELDS.map((field) => (
        <TextField field={field} value={values[field.name] ?? ''} error={errorOf(errors, field.name)} />
      ))}
      <label for="message">Anything you want to say</label>
      <textarea id="message" name="message" rows={4} maxlength={1_000}>
        {values.message ?? ''}
      </textarea>
      <div class="away" aria-hidden="true">
        <label for={HONEYPOT}>Leave this empty</label>
        <input id={HONEYPOT} name={HONEYPOT} tabindex={-1} autocomplete="off" />
      </div>
      <button type="submit">Send</button>
    </form>
  </Page>
);

const TextField = ({ field, value, error }: { field: Field; value: string; error: string | undefined }) => {
  const { name, label, hint, required, type = 'text', autocomplete = 'off' } = field;
  const described = [hint ? `${name}-hint` : '', error ? `${name}-error` : ''].filter(Boolean).join(' ');
  return (
    <>
      <label for={name}>
        {label} {required && <span class="hint">(needed)</span>}
      </label>
      {hint && (
        <span class="hint" id={`${name}-hint`}>
          {hint}
        </span>
      )}
      <input
        id={name}
        name={name}
        type={type}
        value={value}
        required={required ?? false}
        autocomplete={autocomplete}
        {...(described ? { 'aria-describedby': described } : {})}
        {...(error ? { 'aria-invalid': 'true' } : {})}
      />
      {error && (
        <span class="wrong" id={`${name}-error`}>
          {error}
        </span>
      )}
    </>
  );
};

const errorOf = (errors: ApplyFormState['errors'], name: string): string | undefined =>
  errors.find(({ field }) => field === name)?.message;
const labelOf = (name: string): string => FIELDS.find((field) => field.name === name)?.label ?? name;

export const ThanksPage = ({ brandName }: { brandName: string }) => (
  <Page title="Thank you">
    <h1>Thank you</h1>
    <p>{brandName} has your answers and will write to you.</p>
  </Page>
);

export const NoticePage = ({ title, text }: { title: string; text: string }) => (
  <Page title={title}>
    <h1>{title}</h1>
    <p>{text}</p>
  </Page>
);
