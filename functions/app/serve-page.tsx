import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { MissingParameter, VouchError } from '../../shared/client/vouch.ts';
import type { KeptAnswer } from '../../shared/data/access/idempotency-store.ts';
import { type FoundSession, SESSION_MS } from '../../shared/data/access/sessions-store.ts';
import { inOneMoment } from '../../shared/data/table/one-moment.ts';
import { Refusal } from '../../shared/domain/refusal.ts';
import type { AppDeps } from './deps.ts';
import { asItStands, type StandingPages, standingPages } from './http/as-it-stands.ts';
import { choicesFor, creatorTyped } from './http/choices.ts';
import { type FormValues, readForm } from './http/form.ts';
import { isFresh, signInAgainAt, WANTS_FRESH } from './http/fresh.ts';
import { formToken, isFormToken, isFormType, isOwnForm } from './http/guard.ts';
import { readCookie, siteOf, writeCookie } from './http/site.ts';
import {
  type Act,
  apiOf,
  type Drawn,
  type FormProblem,
  formatOf,
  languageFor,
  mayIn,
  type PageShape,
  type Visit,
} from './http/visit.ts';
import { Heading, renderFrame, withBreaks } from './ui/layout.tsx';
import { hrefWith, MainAct } from './ui/parts.tsx';
import { policyFor } from './ui/style.ts';
import { refusalIn, type ToldRefusal } from './words/refusal-in.ts';

/** What a step of a request needs to know of it: the page that was asked for, and who asks. */
type Turn = { c: Context; shape: PageShape; deps: AppDeps; visit: Visit; standing: StandingPages };

/**
 * One request's way to a page: whose session is it, may he read this; for a form, is it ours, does its act stand,
 * may he do that; then the act; then where it says to go (303), or the page once more with what was wrong (422).
 */
export function servePage(shape: PageShape, deps: AppDeps) {
  const standing = standingPages();
  return async (c: Context): Promise<Response> => {
    const request = c.req.raw;
    const site = siteOf(deps.publicUrl);
    const now = deps.now();
    const secret = readCookie(request, site.cookie);
    const found = secret ? await deps.stores.sessions.find(secret, now) : undefined;
    const visit = found && (await visitOf(c, deps, found, now));
    if (!found || !visit) return toSignIn(c);
    if (found.renewed)
      c.header('set-cookie', writeCookie(site, site.cookie, found.renewed, SESSION_MS / 1_000));
    const turn: Turn = { c, shape, deps, visit, standing };
    try {
      if (shape.scope !== 'anyone' && !visit.may(shape.scope)) return forbidden(turn);
      return request.method === 'POST' ? await act(turn) : await show(turn, 200);
    } catch (failure) {
      return failed(turn, failure);
    }
  };
}

async function visitOf(c: Context, deps: AppDeps, { brandId, session }: FoundSession, now: number) {
  const [person, brand] = await Promise.all([
    deps.stores.brand(brandId).people.find(session.personId),
    deps.stores.brands.find(brandId),
  ]);
  if (!person || !brand) return undefined;
  if (person.sessionsFrom && session.signedInAt < Date.parse(person.sessionsFrom)) return undefined;
  const { locale, say } = languageFor(person, c.req.header('accept-language') ?? null);
  const url = new URL(c.req.url);
  const visit: Visit = {
    person,
    brand,
    session,
    api: apiOf(deps, brand, person),
    may: mayIn(person),
    say,
    locale,
    format: formatOf(locale, brand.currency),
    params: c.req.param() as Record<string, string>,
    id: c.req.param('id') ?? '',
    query: Object.fromEntries([...url.searchParams].filter(([, value]) => value !== '')),
    path: url.pathname,
    publicUrl: deps.publicUrl,
    filters: [],
    choices: {},
    now,
    hidden: () => ({
      token: formToken(session.sessionId, deps.random(8), deps.sealKeys),
      key: Buffer.from(deps.random(16)).toString('base64url'),
    }),
    deps,
  };
  return visit;
}

/** GET changes nothing. Empty filters are dropped, so that an address that is passed on is a short one. */
async function show(turn: Turn, status: 200 | 422): Promise<Response> {
  const { c, shape, visit } = turn;
  const url = new URL(c.req.url);
  if (status === 200 && [...url.searchParams.values()].includes('')) {
    const short = new URLSearchParams(visit.query).toString();
    return c.redirect(`${url.pathname}${short ? `?${short}` : ''}`, 302);
  }
  if (status === 200 && shape.filters) {
    const creatorId = await creatorTyped(visit);
    if (creatorId) return c.redirect(hrefWith(visit, { creatorId }), 302);
  }
  const filtered = { ...visit, filters: shape.filters ?? [] };
  const draw = (asked: Visit) =>
    inOneMoment(async () => {
      const choices = shape.filters ? await choicesFor(asked) : {};
      return shape.draw({ ...asked, choices });
    });
  const mayStand = shape.stands && status === 200;
  const drawn = await (mayStand ? asItStands(turn.standing, filtered, draw) : draw(filtered));
  if ('redirect' in drawn) return c.redirect(drawn.redirect, 302);
  if ('respond' in drawn) return drawn.respond(c);
  return write(turn, drawn, status === 422 ? 422 : (drawn.status ?? 200));
}

async function act(turn: Turn): Promise<Response> {
  const { c, shape, visit, deps } = turn;
  const values = await ownForm(turn);
  if (values instanceof Response) return values;
  const name = values.raw('act');
  const wanted = shape.acts && Object.hasOwn(shape.acts, name) ? shape.acts[name] : undefined;
  if (!wanted) return plain(turn, 404, 'There is no such form.');
  if (!visit.may(wanted.scope)) return forbidden(turn);
  if (wanted.fresh && !isFresh(visit)) return signInAgain(turn);
  try {
    const work = () => carriedOut(turn, wanted, values);
    const { status, headers, body } = wanted.storesNothing
      ? await work()
      : await deps.once(visit.brand.id, formName(turn, values), work);
    return c.newResponse(withBreaks(body) || null, status as 200 | 303, headers);
  } catch (failure) {
    return refused(turn, name, values, failure);
  }
}

/** The act's answer as it can be kept: where to go, or the page that is shown once. Never a cookie: that is this request's. */
async function carriedOut(turn: Turn, { run }: Act, values: FormValues): Promise<KeptAnswer> {
  const done = await run(turn.visit, values, values.raw('key'));
  if (typeof done === 'string') return { status: 303, headers: { location: done }, body: '' };
  return { status: 200, ...drawnAs(turn, done) };
}

/** One drawing of a form, as it was sent by this person: with other words it is another act, and the API's to judge. */
const formName = ({ visit }: Turn, values: FormValues): string =>
  createHash('sha256').update(`${visit.person.id} ${visit.path}\n${values.whole}`).digest('base64url');

/** What the form says, when it is a form, of ours, and drawn for this session. */
async function ownForm(turn: Turn): Promise<FormValues | Response> {
  const { deps, visit } = turn;
  const request = turn.c.req.raw;
  if (!isFormType(request)) return plain(turn, 415, 'A form was expected.');
  if (!isOwnForm(request, siteOf(deps.publicUrl))) return notOurForm(turn);
  const values = await readForm(request);
  if (!values) return plain(turn, 413, 'That is more than the form takes.');
  const isOurs = isFormToken(values.raw('token'), visit.session.sessionId, deps.sealKeys);
  return isOurs ? values : notOurForm(turn);
}

async function refused(turn: Turn, name: string, values: FormValues, failure: unknown): Promise<Response> {
  if (!(failure instanceof VouchError) || failure.status >= 500 || failure.status === 404) throw failure;
  if (failure.code === 'idempotency-key-reused') return sentAlready(turn);
  const errors = withoutEchoes(turn.visit, failure.errors);
  const problem = { act: name, whole: wholeOf(failure), errors, values };
  return show({ ...turn, visit: { ...turn.visit, problem } }, 422);
}

const wholeOf = ({ code, detail, values }: VouchError): ToldRefusal => ({ message: detail, code, values });

/** What a page sends twice, as a campaign's days with its brief, is wrong twice to the API, and once to who typed it. */
const withoutEchoes = (visit: Visit, errors: FormProblem['errors']): FormProblem['errors'] =>
  errors.filter(
    (one) =>
      !one.path.includes('.') ||
      !errors.some((other) => !other.path.includes('.') && refusalIn(visit, other) === refusalIn(visit, one)),
  );

function sentAlready(turn: Turn): Response {
  const { say, path } = turn.visit;
  const title = say('Sent already');
  const body = (
    <>
      <Heading title={title}>
        {say('This form was sent already, with other words. What it made then stands.')}
      </Heading>
      <MainAct href={path}>{say('Start a new one')}</MainAct>
    </>
  );
  return write(turn, { title, body }, 409);
}

function failed(turn: Turn, failure: unknown): Response {
  const { deps, shape, visit } = turn;
  if (isNothing(failure)) return write(turn, nothingHere(visit), 404);
  if (failure instanceof VouchError && failure.status === 403) return forbidden(turn);
  if (failure instanceof Refusal)
    return plain(
      turn,
      409,
      'This form is being carried out already. Open the page again to see what it made.',
    );
  if (failure instanceof VouchError && failure.status < 500)
    return write(
      turn,
      { title: visit.say('That cannot be shown'), body: refusalIn(visit, wholeOf(failure)) },
      400,
    );
  deps.log({ level: 'ERROR', message: 'page failed', path: shape.path, failure: reasonOf(failure) });
  return plain(turn, 500, 'Something failed on our side. It is noted; trying again may help.');
}

function toSignIn(c: Context): Response {
  const { pathname, search } = new URL(c.req.url);
  if (c.req.method !== 'GET' || c.req.query('since') !== undefined) return c.text('Please sign in.', 401);
  const next = pathname === '/app' && !search ? '' : `?next=${encodeURIComponent(pathname + search)}`;
  return c.redirect(`/app/sign-in${next}`, 302);
}

const notOurForm = (turn: Turn): Response =>
  plain(turn, 403, 'This form is too old, or came from another site. Open the page again and repeat it.');

const forbidden = (turn: Turn): Response =>
  plain(turn, 403, 'Your role may not do this. An owner of the brand can change that.');

function signInAgain(turn: Turn): Response {
  const { say, path } = turn.visit;
  const title = say('Please sign in again');
  const body = (
    <>
      <Heading title={title}>{say(WANTS_FRESH)}</Heading>
      <MainAct href={signInAgainAt(path)}>{say('Sign in again')}</MainAct>
    </>
  );
  return write(turn, { title, body }, 403);
}

/** Also where no page is at all. */
export const nothingHere = ({ say }: Pick<Visit, 'say'>) => ({
  title: say('There is nothing at this address'),
  body: say('It may be mistyped, or what was here is gone.'),
});

const plain = (turn: Turn, status: 403 | 404 | 409 | 413 | 415 | 500, text: string): Response =>
  write(turn, { title: turn.visit.say(text), body: undefined }, status);

function write(turn: Turn, drawn: Omit<Drawn, 'status'>, status: Status): Response {
  const { headers, body } = drawnAs(turn, drawn);
  return turn.c.html(withBreaks(body), status, headers);
}

function drawnAs({ visit }: Turn, drawn: Omit<Drawn, 'status'>): Omit<KeptAnswer, 'status'> {
  const { say, brand, person, path } = visit;
  const frame = {
    title: visit.problem ? `${say('Problem')}: ${drawn.title}` : drawn.title,
    language: visit.locale,
    say,
    signedIn: { brand, person: person.name ?? person.email, path, token: visit.hidden().token },
    narrow: drawn.wide === false,
  };
  const isTold = drawn.body === undefined || typeof drawn.body === 'string';
  const body = isTold ? (
    <>
      <Heading title={drawn.title}>{drawn.body}</Heading>
      <MainAct href="/app">{say('This week')}</MainAct>
    </>
  ) : (
    <>
      {drawn.lead?.(visit)}
      {drawn.body}
    </>
  );
  return {
    headers: {
      'content-security-policy': policyFor(brand.colour),
      'content-type': 'text/html; charset=UTF-8',
    },
    body: String(renderFrame(frame, body)),
  };
}
type Status = 200 | 400 | 403 | 404 | 409 | 413 | 415 | 422 | 500;

/** A form or an address that names no such thing, or none at all. */
const isNothing = (failure: unknown): boolean =>
  failure instanceof MissingParameter || (failure instanceof VouchError && failure.status === 404);

const reasonOf = (failure: unknown): string =>
  failure instanceof Error ? (failure.stack ?? failure.message) : String(failure);
