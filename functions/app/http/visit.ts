import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import { createVouch, type Vouch } from '../../../shared/client/vouch.ts';
import type { Session } from '../../../shared/data/access/sessions-store.ts';
import type { Brand } from '../../../shared/domain/schema/access/brand.ts';
import { SCOPES_OF_ROLE, type StoredPerson } from '../../../shared/domain/schema/access/people.ts';
import { allows, type Scope } from '../../../shared/domain/schema/scopes.ts';
import { type Format, formatFor } from '../../../shared/report/render/format.ts';
import type { AppDeps } from '../deps.ts';
import type { ToldRefusal } from '../words/refusal-in.ts';
import { type Say, sayIn } from '../words/say.ts';
import type { Choices } from './choices.ts';
import type { FormValues } from './form.ts';
import type { Filter } from './question.ts';

/** What was wrong with a form, beside what was typed. */
export type FormProblem = {
  act: string;
  whole: ToldRefusal;
  errors: readonly (ToldRefusal & { path: string })[];
  values: FormValues;
};

/** One request of a person who is signed in: everything that a page or an act may use. */
export type Visit = {
  person: StoredPerson;
  brand: Brand;
  session: Session;
  /** The API with this person's rights. */
  api: Vouch;
  may: (scope: Scope) => boolean;
  say: Say;
  /** BCP 47, for numbers and days. */
  locale: string;
  format: Format;
  params: Readonly<Record<string, string>>;
  /** The `:id` of the address; empty where it has none. */
  id: string;
  /** What the address says, empty ones dropped. */
  query: Readonly<Record<string, string>>;
  path: string;
  publicUrl: string;
  /** What the page can be asked by, and what of the brand's own such a filter chooses from. */
  filters: readonly Filter[];
  choices: Choices;
  /** Epoch ms. */
  now: number;
  /** A new token and a new idempotency key for one drawing of one form. */
  hidden: () => { token: string; key: string };
  problem?: FormProblem;
  deps: AppDeps;
};

/** A page as it was drawn. */
export type Drawn = {
  title: string;
  /** Above the body, where that may stand as it was drawn before: said anew each time. */
  lead?: (visit: Visit) => Child;
  body: Child;
  status?: 200 | 404;
  wide?: boolean;
};

/** What a form does: calls the API, then says where to go, or draws an answer that is shown once. */
export type Act = {
  scope: Scope;
  /** Needs a sign-in of the last quarter of an hour. */
  fresh?: true;
  /** Only looks: sent again it looks again. Any other act is done once for each form that was drawn. */
  storesNothing?: true;
  run: (visit: Visit, values: FormValues, key: string) => Promise<string | Drawn>;
};

/** One address under /app: who may read it, how it is drawn, what its forms do. Named by the forms' hidden `act`. */
export type PageShape = {
  /** As hono writes it: `/app/posts/:id`. */
  path: string;
  scope: Scope | 'anyone';
  /** What it can be asked by: its RangeBar has a field for each. */
  filters?: readonly Filter[];
  draw: (visit: Visit) => Promise<Drawn | Redirect | Direct>;
  /**
   * Stands as it was drawn while all that it read of the tables reads the same, within a quarter of an hour: nothing else
   * of time is in it but what says so (`holdsUntil`).
   */
  stands?: true;
  acts?: Readonly<Record<string, Act>>;
};
export type Redirect = { redirect: string };
/** A picture, a file, a part of a page: answered as it is. */
export type Direct = { respond: (c: Context) => Response };

export const page = (shape: PageShape): PageShape => shape;

export const rightsOf = (person: StoredPerson): readonly Scope[] => SCOPES_OF_ROLE[person.role];
export const mayIn = (person: StoredPerson) => (scope: Scope) => allows(rightsOf(person), scope);

/** The typed client over the API in this process. A refusal is the page's to show, so nothing is tried again. */
export const apiOf = (deps: AppDeps, brand: Pick<Brand, 'id'>, person: StoredPerson): Vouch =>
  createVouch({
    baseUrl: deps.publicUrl,
    apiKey: '',
    retries: 0,
    newIdempotencyKey: () => Buffer.from(deps.random(16)).toString('base64url'),
    fetch: (request) => deps.call({ id: person.id, brandId: brand.id, scopes: rightsOf(person) }, request),
  });

export function languageFor(person: StoredPerson | undefined, acceptLanguage: string | null) {
  const locale = person?.language ?? firstKnown(acceptLanguage);
  return { locale, say: sayIn(locale) };
}

const KNOWN = /^(en|de|fr|es)(-[A-Za-z]{2})?$/;
const firstKnown = (header: string | null): string =>
  (header ?? '')
    .split(',')
    .map((part) => part.split(';')[0]?.trim() ?? '')
    .find((tag) => KNOWN.test(tag)) ?? 'en';

/** English of no country is written as in Britain: days before months. */
export const localeOf = ({ locale }: Pick<Visit, 'locale'>): string => (locale === 'en' ? 'en-GB' : locale);

export const formatOf = (locale: string, currency: string): Format =>
  formatFor(localeOf({ locale }), currency);
