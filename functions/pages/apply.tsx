import type { Context, Hono } from 'hono';
import {
  type CallProblem,
  callProblem,
  submitApplication,
} from '../../shared/data/programme/applications-store.ts';
import { isOpenCall } from '../../shared/domain/open-call.ts';
import type { Brand } from '../../shared/domain/schema/access/brand.ts';
import { ApplicationInput } from '../../shared/domain/schema/programme/applications.ts';
import type { OpenCall } from '../../shared/domain/schema/programme/calls.ts';
import { purposes } from '../../shared/domain/sealed/purposes.ts';
import { openSealed, sealText } from '../../shared/domain/sealed/sealed-text.ts';
import { DAY_MS } from '../../shared/domain/time/units.ts';
import { dayOf } from '../../shared/domain/time/week.ts';
import { type ApplyFormState, ApplyPage, HONEYPOT, NoticePage, ThanksPage } from './apply-form.tsx';
import { applyWords, languageAsked } from './apply-words.ts';
import { CallsPage } from './calls-page.tsx';
import type { PagesDeps } from './deps.ts';
import { PAGE_HEADERS, pageHeaders } from './layout.tsx';
import { NOTICE_WORDS } from './notice-words.ts';

/** Nobody fills it in faster; whoever takes longer gets the form again, with what he wrote. */
const FASTEST_MS = 2_500;
const SLOWEST_MS = DAY_MS;
const MOST_FORM_BYTES = 20_000;

/** The public form at /apply/{token}: for people without script, tedious for scripts; and the brand's open calls. */
export function putApply(app: Hono, deps: PagesDeps): void {
  const ofBrand = (answer: (turn: Turn) => Promise<Response>) => async (c: Context) => {
    const brand = await deps.stores.brands.findByApplyToken(c.req.param('token') ?? '');
    return brand ? answer({ c, deps, brand }) : noForm(c);
  };
  app.get('/apply/:token', ofBrand(showForm));
  app.get('/apply/:token/calls', ofBrand(showCalls));
  app.post('/apply/:token', ofBrand(takeForm));
}

type Turn = { c: Context; deps: PagesDeps; brand: Brand };
type Values = Readonly<Record<string, string>>;

async function showForm(turn: Turn): Promise<Response> {
  const callId = turn.c.req.query('call');
  if (!callId) return drawForm(turn, {}, []);
  const problem = await callProblem(turn.deps.stores.brand(turn.brand.id), callId, timeOf(turn));
  return problem ? withoutCall(turn, {}, problem, 200) : drawForm(turn, { callId }, []);
}

async function showCalls({ c, deps, brand }: Turn): Promise<Response> {
  const today = dayOf(deps.now(), brand.timeZone);
  const open: OpenCall[] = [];
  for await (const call of deps.stores.brand(brand.id).calls.all())
    if (isOpenCall(call, today)) open.push(call);
  const shown = { calls: open, token: c.req.param('token') ?? '', rules: brand.standingInstructions ?? [] };
  return c.html(<CallsPage {...spoken(c, brand)} {...shown} />, 200, pageHeaders(brand.colour));
}

async function takeForm(turn: Turn): Promise<Response> {
  const { c, deps, brand } = turn;
  const values = await readForm(c.req.raw);
  if (!values) return notice(c, 413, 'tooLong');
  if (!mayTry(turn)) return notice(c, 429, 'tooOften');
  // A filled honeypot is thanked too: whoever sent it learns nothing.
  if (values[HONEYPOT]) return thanks(turn);
  if (!isOfAPerson(turn, values.shownAt))
    return drawForm(turn, values, [{ field: '', message: spoken(turn.c, turn.brand).words.again }]);
  const parsed = ApplicationInput.safeParse(inputOf(values, brand.applyToken));
  if (!parsed.success) {
    const { issues } = parsed.error;
    const noCall = issues.some(({ path: [field] }) => field === 'callId');
    return noCall
      ? withoutCall(turn, values, 'call-unknown')
      : drawForm(
          turn,
          values,
          issues.map((issue) => problemOf(issue, turn)),
        );
  }
  const kept = await submitApplication(deps.stores.brand(brand.id), parsed.data, timeOf(turn));
  return typeof kept === 'string' ? withoutCall(turn, values, kept) : thanks(turn);
}

const timeOf = ({ deps }: Turn): string => new Date(deps.now()).toISOString();

/** The form with what was written, and without the call that can't be answered: sent again, it is taken. */
function withoutCall(turn: Turn, { callId: _left, ...values }: Values, problem: CallProblem, status?: 200) {
  const { words } = spoken(turn.c, turn.brand);
  const message = problem === 'call-closed' ? words.callClosed : words.callUnknown;
  return drawForm(turn, values, [{ field: '', message }], status);
}

/** By address, of which only a hash is held, in memory; shared with POST /v1/applications. */
const mayTry = ({ c, deps }: Turn): boolean =>
  deps.addressLimits.applications(deps.addressOf?.(c.req.raw) ?? 'unknown', deps.now()) === 0;

/** Sent neither faster than anybody writes, nor from a form that was shown long ago, or never. */
function isOfAPerson({ deps, brand }: Turn, shownAt = ''): boolean {
  const shown = openSealed(shownAt, purposes.application(brand.id), deps.sealKeys);
  const took = deps.now() - Number(shown ?? Number.NaN);
  return took >= FASTEST_MS && took <= SLOWEST_MS;
}

function drawForm(
  { c, deps, brand }: Turn,
  values: Values,
  errors: ApplyFormState['errors'],
  status: 200 | 422 = errors.length > 0 ? 422 : 200,
) {
  const now = String(deps.now());
  const shownAt = sealText(now, purposes.application(brand.id), deps.random(12), deps.sealKeys);
  const form = { ...spoken(c, brand), shownAt, values, errors };
  return c.html(<ApplyPage {...form} />, status, pageHeaders(brand.colour));
}

const thanks = ({ c, brand }: Turn) =>
  c.html(<ThanksPage {...spoken(c, brand)} />, 200, pageHeaders(brand.colour));

/** The page's words in the reader's language, and what is the brand's own: its colour, terms and privacy policy. */
function spoken(c: Context, brand: Brand) {
  const language = languageAsked(c.req.raw);
  return { language, words: applyWords(language, brand.name), colour: brand.colour, terms: brand };
}

const noForm = (c: Context) => notice(c, 404, 'noForm');

function notice(c: Context, status: 404 | 413 | 429, name: 'noForm' | 'tooLong' | 'tooOften') {
  const language = languageAsked(c.req.raw);
  const page = <NoticePage language={language} notice={NOTICE_WORDS[language][name]} />;
  return c.html(page, status, PAGE_HEADERS);
}

/** The form's fields, or undefined when it is too long. */
async function readForm(request: Request): Promise<Record<string, string> | undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > MOST_FORM_BYTES) return undefined;
  const text = await request.text();
  return text.length > MOST_FORM_BYTES ? undefined : Object.fromEntries(new URLSearchParams(text));
}

/** Empty fields are absent ones. */
function inputOf(values: Values, formToken: string): Record<string, unknown> {
  const input: Record<string, unknown> = { formToken };
  for (const name of Object.keys(ApplicationInput.shape)) {
    const value = values[name]?.trim();
    if (!value || name === 'formToken') continue;
    input[name] =
      name === 'followers' ? wholeOf(value) : name === 'message' ? value.replace(/\s+/g, ' ') : value;
  }
  return input;
}

/** "2.300" as people write it in their own languages. */
const wholeOf = (text: string): number => Number(GROUPED.test(text) ? text.replace(/\D/g, '') : text);
const GROUPED = /^\d{1,3}(?:[.,'’\s]\d{3})+$/;

type Issue = { path: readonly PropertyKey[]; message: string };

/** Zod's sentences are for programmers. */
function problemOf({ path, message }: Issue, { c, brand }: Turn) {
  const { words, language } = spoken(c, brand);
  const isOurs = language !== 'en' || message.startsWith('Invalid');
  const said = /received undefined/.test(message) ? words.isNeeded : isOurs ? words.isUnreadable : message;
  return { field: String(path[0] ?? ''), message: said };
}
