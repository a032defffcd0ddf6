import type { Colour } from '../../shared/domain/colour.ts';
import { appName } from '../../shared/domain/judge/tables/app-names.ts';
import type { ApplicationInput } from '../../shared/domain/schema/programme/applications.ts';
import { type Language, USUAL_PLATFORMS } from '../../shared/domain/vocabulary.ts';
import type { ApplyWords } from './apply-words.ts';
import { type BrandTerms, BrandTermsLinks } from './brand-terms.tsx';
import { Page } from './layout.tsx';

export type ApplyFormState = {
  words: ApplyWords;
  language: Language;
  /** The brand's. */
  colour: Colour | undefined;
  terms: BrandTerms;
  /** Sealed time at which the form was shown. */
  shownAt: string;
  values: Readonly<Record<string, string>>;
  errors: readonly { field: string; message: string }[];
};

/** The field that people don't see and scripts fill in. */
export const HONEYPOT = 'website';

type FieldName = Exclude<
  keyof ApplicationInput,
  'formToken' | 'platform' | 'message' | 'callId' | 'metadata'
>;
type Field = {
  name: FieldName;
  hint?: keyof ApplyWords;
  required?: true;
  type?: string;
  /** A number field reads "2.300" as 2.3 in most browsers. */
  numeric?: true;
  autocomplete?: string;
};

const FIELDS: readonly Field[] = [
  { name: 'handle', hint: 'handleHint', required: true },
  { name: 'followers', hint: 'followersHint', numeric: true },
  { name: 'displayName', autocomplete: 'name' },
  { name: 'email', hint: 'emailHint', type: 'email', autocomplete: 'email' },
  { name: 'city', autocomplete: 'address-level2' },
];

/** The form: labels tied to fields, errors named at the top and at the field, and no script. */
export const ApplyPage = ({ words, language, colour, terms, shownAt, values, errors }: ApplyFormState) => (
  <Page title={`${errors.length > 0 ? `${words.check} ` : ''}${words.title}`} lang={language} colour={colour}>
    <h1>{words.title}</h1>
    <p>{words.lead}</p>
    <Errors words={words} errors={errors} />
    <form method="post">
      <input type="hidden" name="shownAt" value={shownAt} />
      {values.callId && <input type="hidden" name="callId" value={values.callId} />}
      <PlatformField words={words} chosen={values.platform} />
      {FIELDS.map((field) => (
        <TextField
          words={words}
          field={field}
          value={values[field.name] ?? ''}
          error={errorOf(errors, field.name)}
        />
      ))}
      <label for="message">{words.message}</label>
      <textarea id="message" name="message" rows={4} maxlength={1_000}>
        {values.message ?? ''}
      </textarea>
      <div class="away" aria-hidden="true">
        <label for={HONEYPOT}>Leave this empty</label>
        <input id={HONEYPOT} name={HONEYPOT} tabindex={-1} autocomplete="off" />
      </div>
      <p class="hint">{words.data}</p>
      <p class="hint">{words.terms}</p>
      <BrandTermsLinks words={words} terms={terms} />
      <button type="submit">{words.send}</button>
    </form>
  </Page>
);

const Errors = ({ words, errors }: Pick<ApplyFormState, 'words' | 'errors'>) =>
  errors.length > 0 ? (
    <div class="summary" role="alert">
      <p class="wrong">{words.check}</p>
      <ul>
        {errors.map(({ field, message }) => (
          <li>{field ? <a href={`#${field}`}>{`${labelOf(words, field)}: ${message}`}</a> : message}</li>
        ))}
      </ul>
    </div>
  ) : null;

/** Where they post. */
const PlatformField = ({ words, chosen }: { words: ApplyWords; chosen: string | undefined }) => (
  <>
    <label for="platform">
      {words.where} <span class="hint">({words.needed})</span>
    </label>
    <select id="platform" name="platform" required>
      {USUAL_PLATFORMS.map((platform) => (
        <option value={platform} selected={chosen === platform}>
          {platform === 'other' ? words.elsewhere : appName(platform)}
        </option>
      ))}
    </select>
  </>
);

const TextField = (props: { words: ApplyWords; field: Field; value: string; error: string | undefined }) => {
  const { words, field, value, error } = props;
  const { name, hint, required, type = 'text', autocomplete = 'off', numeric } = field;
  const described = [hint ? `${name}-hint` : '', error ? `${name}-error` : ''].filter(Boolean).join(' ');
  return (
    <>
      <label for={name}>
        {words[name]} {required && <span class="hint">({words.needed})</span>}
      </label>
      {hint && (
        <span class="hint" id={`${name}-hint`}>
          {words[hint]}
        </span>
      )}
      <input
        id={name}
        name={name}
        type={type}
        value={value}
        required={required ?? false}
        autocomplete={autocomplete}
        {...(numeric ? { inputmode: 'numeric' } : {})}
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
const labelOf = (words: ApplyWords, name: string): string =>
  name === 'platform'
    ? words.where
    : FIELDS.some((field) => field.name === name)
      ? words[name as FieldName]
      : name;

type Thanked = Pick<ApplyFormState, 'words' | 'language' | 'colour'>;

export const ThanksPage = ({ words, language, colour }: Thanked) => (
  <Page title={words.thanks} lang={language} colour={colour}>
    <h1>{words.thanks}</h1>
    <p>{words.answers}</p>
  </Page>
);

type Noticed = { language: Language; notice: readonly [title: string, text: string] };

export const NoticePage = ({ language, notice: [title, text] }: Noticed) => (
  <Page title={title} lang={language}>
    <h1>{title}</h1>
    <p>{text}</p>
  </Page>
);
