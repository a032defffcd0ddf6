import type { Context, Hono } from 'hono';
import type { Child } from 'hono/jsx';
import * as z from 'zod';
import { SESSION_MS } from '../../../shared/data/access/sessions-store.ts';
import { type SignIns, TICKET_MS, type Ticket } from '../../../shared/data/access/sign-in-store.ts';
import { idFromBytes } from '../../../shared/domain/id.ts';
import type { Id } from '../../../shared/domain/schema/common.ts';
import type { AppDeps } from '../deps.ts';
import { type FormValues, readForm } from '../http/form.ts';
import { isFormToken, isFormType, isOwnForm, safeNext } from '../http/guard.ts';
import { readCookie, type Site, siteOf, writeCookie } from '../http/site.ts';
import { languageFor } from '../http/visit.ts';
import { renderFrame, withBreaks } from '../ui/layout.tsx';
import { browserName } from './browser-name.ts';
import { signInLetter } from './letter.ts';
import { AskPage, CodePage, ConfirmPage, NotHerePage, OverPage } from './pages.tsx';

const Address = z.email().max(254);
/** Six digits; people copy them with blanks. */
const CODE = /^\d{6}$/;

/**
 * Signing in by mail. GET changes nothing, since mail scanners open links and press buttons: the browser that asked
 * gets one button, any other has to type the mail's six digits. The answer is the same for unknown addresses.
 */
export function putSignIn(app: Hono, deps: AppDeps): void {
  const site = () => siteOf(deps.publicUrl);
  const door: Door = { deps, signIns: deps.stores.signIns(deps.sealKeys), site };
  app.get('/app/sign-in', (c) => showAsk(c, door));
  app.post('/app/sign-in', (c) => ask(c, door));
  app.get('/app/sign-in/sent', (c) => draw(c, 200, <CodePage say={wordsOf(c).say} {...hints(door)} />));
  app.post('/app/sign-in/sent', (c) => takeCode(c, door));
  app.get('/app/in/:token', (c) => showTicket(c, door));
  app.post('/app/in/:token', (c) => takeTicket(c, door));
  app.post('/app/sign-out', (c) => signOut(c, door));
}

type Door = { deps: AppDeps; signIns: SignIns; site: () => Site };

function showAsk(c: Context, door: Door): Response {
  const site = door.site();
  const { say } = wordsOf(c);
  if (isOpenToReaders(site, door)) return draw(c, 403, <NotHerePage say={say} host={site.host} />);
  const next = safeNext(c.req.query('next'), site);
  return draw(c, 200, <AskPage say={say} next={next} {...hints(door)} />);
}

async function ask(c: Context, door: Door): Promise<Response> {
  const site = door.site();
  const form = await formOf(c, door);
  if (form instanceof Response) return form;
  const { say, locale } = wordsOf(c);
  const address = Address.safeParse(form.text('email'));
  const next = safeNext(form.text('next'), site);
  if (!address.success)
    return draw(c, 422, <AskPage say={say} next={next} wrong={form.raw('email')} {...hints(door)} />);
  const secret = Buffer.from(door.deps.random(32)).toString('base64url');
  await letThemKnow(c.req.raw, door, { email: address.data, ask: secret, next }, locale);
  c.header('set-cookie', writeCookie(site, site.askCookie, secret, TICKET_MS / 1_000));
  return c.redirect('/app/sign-in/sent', 303);
}

async function takeCode(c: Context, door: Door): Promise<Response> {
  const form = await formOf(c, door);
  if (form instanceof Response) return form;
  const secret = readCookie(c.req.raw, door.site().askCookie);
  const ticket = secret ? await door.signIns.findByAsk(secret) : undefined;
  const isProven = ticket && isGood(ticket, door) && (await isRightCode(form, ticket, door));
  const wanted = form.text('brandId');
  const mustChoose = isProven && !wanted && (await door.deps.stores.findPeople(ticket.email)).length > 1;
  if (mustChoose) return confirm(c, door, ticket, 200, form.raw('code'));
  return (
    (isProven && (await enter(c, door, ticket, wanted))) ||
    draw(c, 422, <CodePage say={wordsOf(c).say} wrong {...hints(door)} />)
  );
}

async function showTicket(c: Context, door: Door): Promise<Response> {
  const ticket = await door.signIns.find(c.req.param('token') ?? '');
  return ticket && isGood(ticket, door) ? confirm(c, door, ticket, 200) : over(c, ticket);
}

async function takeTicket(c: Context, door: Door): Promise<Response> {
  const form = await formOf(c, door);
  if (form instanceof Response) return form;
  const ticket = await door.signIns.find(c.req.param('token') ?? '');
  if (!ticket || !isGood(ticket, door)) return over(c, ticket);
  const isProven = needsNoCode(c, door, ticket) || (await isRightCode(form, ticket, door));
  if (!isProven) return confirm(c, door, ticket, 422);
  return (await enter(c, door, ticket, form.text('brandId'))) ?? over(c, ticket);
}

async function signOut(c: Context, door: Door): Promise<Response> {
  const { stores, now, sealKeys } = door.deps;
  const site = door.site();
  const form = await formOf(c, door);
  if (form instanceof Response) return form;
  const secret = readCookie(c.req.raw, site.cookie);
  const found = secret ? await stores.sessions.find(secret, now()) : undefined;
  if (found && isFormToken(form.raw('token'), found.session.sessionId, sealKeys)) {
    await stores.sessions.end(found.brandId, found.session.personId, found.session.sessionId);
    c.header('set-cookie', writeCookie(site, site.cookie, '', 0));
  }
  return c.redirect('/app/sign-in', 303);
}

type Wish = { email: string; ask: string; next: string };

/** The same steps for every address; only what the letter says differs, and whether there is one. */
async function letThemKnow(request: Request, door: Door, wish: Wish, locale: string): Promise<void> {
  const { deps, signIns } = door;
  const now = deps.now();
  const network = deps.addressOf?.(request) ?? 'unknown';
  const mayAsk = await signIns.mayAsk({ email: wish.email, network }, now);
  const known = await deps.stores.findPeople(wish.email);
  if (!mayAsk) return deps.mail(undefined);
  const secrets = await signIns.make(wish, now);
  const letter = signInLetter({
    to: known[0]?.person.email ?? wish.email,
    publicUrl: deps.publicUrl,
    language: known[0]?.person.language ?? locale,
    ...secrets,
  });
  return deps.mail(known.length > 0 ? letter : undefined);
}

/** A new session with a new secret, whatever cookie came along. */
async function enter(c: Context, door: Door, ticket: Ticket, wanted?: string): Promise<Response | undefined> {
  const { deps, signIns } = door;
  const { sessions, brand: storesOf, findPeople } = deps.stores;
  const known = await findPeople(ticket.email);
  const chosen = known.find(({ brandId }) => brandId === wanted) ?? known[0];
  const now = deps.now();
  if (!chosen || !(await signIns.use(ticket, now))) return undefined;
  const site = door.site();
  const { brandId, person } = chosen;
  const before = readCookie(c.req.raw, site.cookie);
  const former = before ? await sessions.find(before, now) : undefined;
  if (former) await sessions.end(former.brandId, former.session.personId, former.session.sessionId);
  const sessionId = idFromBytes('ses', deps.random(10)) as Id<'ses'>;
  const browser = browserName(c.req.header('user-agent') ?? '');
  const secret = await sessions.begin({ brandId, personId: person.id, sessionId, browser }, now);
  const at = new Date(now).toISOString();
  await storesOf(brandId).people.update(person.id, (stored) => ({ ...stored, lastSeenAt: at }));
  c.header('set-cookie', writeCookie(site, site.cookie, secret, SESSION_MS / 1_000));
  c.header('set-cookie', writeCookie(site, site.askCookie, '', 0), { append: true });
  return c.redirect(safeNext(ticket.next, site), 303);
}

/** `code`: digits that were right, and are sent again with the brand that is chosen. */
async function confirm(
  c: Context,
  door: Door,
  ticket: Ticket,
  status: 200 | 422,
  code?: string,
): Promise<Response> {
  const { findPeople, brands: allBrands } = door.deps.stores;
  const known = await findPeople(ticket.email);
  const brands = await Promise.all(
    known.map(async ({ brandId }) => ({
      brandId,
      name: (await allBrands.find(brandId))?.name ?? brandId,
    })),
  );
  const wantsCode = !needsNoCode(c, door, ticket);
  const props = { email: ticket.email, brands, wantsCode, wrong: status === 422, ...(code ? { code } : {}) };
  return draw(c, status, <ConfirmPage say={wordsOf(c).say} {...props} />);
}

const needsNoCode = (c: Context, { signIns, site }: Door, ticket: Ticket): boolean =>
  ticket.askHash === 'printed' || signIns.isAskedBy(ticket, readCookie(c.req.raw, site().askCookie));

const isGood = (ticket: Ticket, { deps }: Door): boolean =>
  !ticket.usedAt && !ticket.replaced && deps.now() < ticket.endsAt;

/** Counts as a try where it could be a code at all. */
async function isRightCode(form: FormValues, ticket: Ticket, { signIns }: Door): Promise<boolean> {
  const code = (form.text('code') ?? '').replace(/\s/g, '');
  return CODE.test(code) && (await signIns.tryCode(ticket, code));
}

async function formOf(c: Context, door: Door): Promise<FormValues | Response> {
  const site = door.site();
  const { say } = wordsOf(c);
  if (isOpenToReaders(site, door)) return draw(c, 403, <NotHerePage say={say} host={site.host} />);
  if (!isFormType(c.req.raw)) return c.text('A form was expected.', 415);
  if (!isOwnForm(c.req.raw, site)) return c.text('This form came from another site.', 403);
  return (await readForm(c.req.raw)) ?? c.text('That is more than the form takes.', 413);
}

function over(c: Context, ticket: Ticket | undefined): Response {
  const why = !ticket ? 'unknown' : ticket.usedAt ? 'used' : ticket.replaced ? 'replaced' : 'expired';
  return draw(c, 410, <OverPage say={wordsOf(c).say} why={why} />);
}

/** Plain http in a network: whoever is in it could read the cookie. */
const isOpenToReaders = (site: Site, { deps }: Door): boolean =>
  site.kind === 'plain' && !deps.allowPlainHttp;

const hints = ({ deps }: Door) => (deps.outbox ? { outbox: deps.outbox } : {});

const wordsOf = (c: Context) => languageFor(undefined, c.req.header('accept-language') ?? null);

function draw(c: Context, status: 200 | 403 | 410 | 422, body: Child): Response {
  const { say, locale } = wordsOf(c);
  const title = status === 422 ? `${say('Problem')}: ${say('Sign in')}` : say('Sign in');
  return c.html(withBreaks(renderFrame({ title, language: locale, say, narrow: true }, body)), status);
}
