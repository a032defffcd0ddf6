import type { Context } from 'hono';
import { MissingParameter, VouchError } from '../../shared/client/vouch.ts';
import { type FoundSession, SESSION_MS } from '../../shared/data/access/sessions-store.ts';
import { MINUTE_MS } from '../../shared/domain/time/units.ts';
import type { AppDeps } from './deps.ts';
import { type FormValues, readForm } from './http/form.ts';
import { formToken, isFormToken, isFormType, isOwnForm } from './http/guard.ts';
import { readCookie, siteOf, writeCookie } from './http/site.ts';
import { apiOf, type Drawn, formatOf, languageFor, mayIn, type PageShape, type Visit } from './http/visit.ts';
import { Heading, renderFrame } from './ui/layout.tsx';

/** A sign-in no older than this for what decides who may do what. */
const FRESH_MS = 15 * MINUTE_MS;

/**
 * One request's way to a page: whose session is it, may he read this; for a form, is it ours, does its act stand,
 * may he do that; then the act; then where it says to go (303), or the page once more with what was wrong (422).
 */
export function servePage(shape: PageShape, deps: AppDeps) {
  const sessions = deps.stores.sessions;

  return async (c: Context): Promise<Response> => {
    const request = c.req.raw;
    const site = siteOf(deps.publicUrl);
    const now = deps.now();
    const secret = readCookie(request, site.cookie);
    const found = secret ? await sessions.find(secret, now) : undefined;
    const visit = found && (await visitOf(c, found, now));
    if (!found || !visit) return toSignIn(c);
    if (found.renewed)
      c.header('set-cookie', writeCookie(site, site.cookie, found.renewed, SESSION_MS / 1_000));
    try {
      if (shape.scope !== 'anyone' && !visit.may(shape.scope)) return forbidden(c, visit);
      return request.method === 'POST' ? await act(c, visit) : await show(c, visit, 200);
    } catch (failure) {
      return failed(c, visit, failure);
    }
  };

  async function visitOf(c: Context, { brandId, session }: FoundSession, now: number) {
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
      query: Object.fromEntries([...url.searchParams].filter(([, value]) => value !== '')),
      path: url.pathname,
      publicUrl: deps.publicUrl,
      now,
      hidden: () => ({
        token: formToken(session.sessionId, deps.random(8), deps.sealKeys[0]),
        key: Buffer.from(deps.random(16)).toString('base64url'),
      }),
      deps,
    };
    return visit;
  }

  /** GET changes nothing. Empty filters are dropped, so that an address that is passed on is a short one. */
  async function show(c: Context, visit: Visit, status: 200 | 422): Promise<Response> {
    const url = new URL(c.req.url);
    if (status === 200 && [...url.searchParams.values()].includes('')) {
      const short = new URLSearchParams(visit.query).toString();
      return c.redirect(`${url.pathname}${short ? `?${short}` : ''}`, 302);
    }
    const drawn = await shape.draw(visit);
    if ('redirect' in drawn) return c.redirect(drawn.redirect, 302);
    if ('respond' in drawn) return drawn.respond(c);
    return write(c, visit, drawn, status === 422 ? 422 : (drawn.status ?? 200));
  }

  async function act(c: Context, visit: Visit): Promise<Response> {
    const values = await ownForm(c, visit);
    if (values instanceof Response) return values;
    const name = values.raw('act');
    const wanted = shape.acts && Object.hasOwn(shape.acts, name) ? shape.acts[name] : undefined;
    if (!wanted) return plain(c, visit, 404, 'There is no such form.');
    if (!visit.may(wanted.scope)) return forbidden(c, visit);
    if (wanted.fresh && visit.now >= visit.session.signedInAt + FRESH_MS) return signInAgain(c, visit);
    try {
      const done = await wanted.run(visit, values, values.raw('key'));
      return typeof done === 'string' ? c.redirect(done, 303) : write(c, visit, done, 200);
    } catch (failure) {
      return refused(c, visit, name, values, failure);
    }
  }

  /** What the form says, when it is a form, of ours, and drawn for this session. */
  async function ownForm(c: Context, visit: Visit): Promise<FormValues | Response> {
    const request = c.req.raw;
    if (!isFormType(request)) return plain(c, visit, 415, 'A form was expected.');
    if (!isOwnForm(request, siteOf(deps.publicUrl))) return notOurForm(c, visit);
    const values = await readForm(request);
    if (!values) return plain(c, visit, 413, 'That is more than the form takes.');
    const isOurs = isFormToken(values.raw('token'), visit.session.sessionId, deps.sealKeys[0]);
    return isOurs ? values : notOurForm(c, visit);
  }

  async function refused(c: Context, visit: Visit, name: string, values: FormValues, failure: unknown) {
    if (!(failure instanceof VouchError) || failure.status >= 500 || failure.status === 404) throw failure;
    const { say } = visit;
    if (failure.code === 'idempotency-key-reused') {
      const already = say('This form was sent already, with other words. What it made then stands.');
      const body = (
        <p>
          {already} <a href={visit.path}>{say('Start a new one')}</a>
        </p>
      );
      return write(c, visit, { title: say('Sent already'), body }, 409);
    }
    const problem = { act: name, detail: failure.detail, errors: failure.errors, values };
    return show(c, { ...visit, problem }, 422);
  }

  function failed(c: Context, visit: Visit, failure: unknown): Response {
    if (isNothing(failure)) return plain(c, visit, 404, 'There is nothing at this address');
    if (failure instanceof VouchError && failure.status === 403) return forbidden(c, visit);
    if (failure instanceof VouchError && failure.status < 500)
      return write(
        c,
        visit,
        { title: visit.say('That cannot be shown'), body: <p>{failure.detail}</p> },
        400,
      );
    deps.log({ level: 'ERROR', message: 'page failed', path: shape.path, failure: reasonOf(failure) });
    return plain(c, visit, 500, 'Something failed on our side. It is noted; trying again may help.');
  }

  function toSignIn(c: Context): Response {
    const { pathname, search } = new URL(c.req.url);
    if (c.req.method !== 'GET' || c.req.query('since') !== undefined) return c.text('Please sign in.', 401);
    const next = pathname === '/app' && !search ? '' : `?next=${encodeURIComponent(pathname + search)}`;
    return c.redirect(`/app/sign-in${next}`, 302);
  }

  function notOurForm(c: Context, visit: Visit): Response {
    return plain(
      c,
      visit,
      403,
      'This form is too old, or came from another site. Open the page again and repeat it.',
    );
  }

  function forbidden(c: Context, visit: Visit): Response {
    return plain(c, visit, 403, 'Your role may not do this. An owner of the brand can change that.');
  }

  function signInAgain(c: Context, visit: Visit): Response {
    const { say, path } = visit;
    const body = (
      <>
        <p>{say('This decides who may do what, so it wants a sign-in of the last quarter of an hour.')}</p>
        <a class="button main" href={`/app/sign-in?again=1&next=${encodeURIComponent(path)}`}>
          {say('Sign in again')}
        </a>
      </>
    );
    return write(c, visit, { title: say('Please sign in again'), body }, 403);
  }

  function plain(c: Context, visit: Visit, status: 403 | 404 | 413 | 415 | 500, text: string): Response {
    return write(c, visit, { title: visit.say(text), body: undefined }, status);
  }

  function write(c: Context, visit: Visit, drawn: Omit<Drawn, 'status'>, status: Status): Response {
    const { say, brand, person, path } = visit;
    const frame = {
      title: visit.problem ? `${say('Problem')}: ${drawn.title}` : drawn.title,
      language: visit.locale,
      say,
      signedIn: { brand, person: person.name ?? person.email, path, token: visit.hidden().token },
      narrow: drawn.wide === false,
    };
    const isTold = drawn.body === undefined || typeof drawn.body === 'string';
    const body = isTold ? <Heading title={drawn.title}>{drawn.body}</Heading> : drawn.body;
    return c.html(renderFrame(frame, body), status);
  }
}
type Status = 200 | 400 | 403 | 404 | 409 | 413 | 415 | 422 | 500;

/** A form or an address that names no such thing, or none at all. */
const isNothing = (failure: unknown): boolean =>
  failure instanceof MissingParameter || (failure instanceof VouchError && failure.status === 404);

const reasonOf = (failure: unknown): string =>
  failure instanceof Error ? (failure.stack ?? failure.message) : String(failure);
