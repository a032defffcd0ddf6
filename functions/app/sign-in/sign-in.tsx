import type { Context, Hono } from 'hono';
import type { Child } from 'hono/jsx';
import * as z from 'zod';
import { SESSION_MS } from '../../../shared/data/access/sessions-store.ts';
import { TICKET_MS, type Ticket } from '../../../shared/data/access/sign-in-store.ts';
import { idFromBytes } from '../../../shared/domain/id.ts';
import type { Id } from '../../../shared/domain/schema/common.ts';
import type { AppDeps } from '../deps.ts';
import { readForm } from '../http/form.ts';
import { isFormToken, isFormType, isOwnForm, safeNext } from '../http/guard.ts';
import { readCookie, type Site, siteOf, writeCookie } from '../http/site.ts';
import { languageFor } from '../http/visit.ts';
import { renderFrame } from '../ui/layout.tsx';
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
  const signIns = deps.stores.signIns(deps.sealKeys[0]);
  const sessions = deps.stores.sessions;

  app.get('/app/sign-in', (c) => {
    const site = siteOf(deps.publicUrl);
    if (isOpenToReaders(site)) return draw(c, 403, <NotHerePage say={wordsOf(c).say} host={site.host} />);
    const next = safeNext(c.req.query('next'), site);
    return draw(c, 200, <AskPage say={wordsOf(c).say} next={next} {...hints()} />);
  });

  app.post('/app/sign-in', async (c) => {
    const site = siteOf(deps.publicUrl);
    const form = await formOf(c, site);
    if (form instanceof Response) return form;
    const { say, locale } = wordsOf(c);
    const address = Address.safeParse(form.text('email'));
    const next = safeNext(form.text('next'), site);
    if (!address.success)
      return draw(c, 422, <AskPage say={say} next={next} wrong={form.raw('email')} {...hints()} />);
    const ask = Buffer.from(deps.random(32)).toString('base64url');
    await letThemKnow(c.req.raw, address.data, ask, next, locale);
    c.header('set-cookie', writeCookie(site, site.askCookie, ask, TICKET_MS / 1_000));
    return c.redirect('/app/sign-in/sent', 303);
  });

  app.get('/app/sign-in/sent', (c) => draw(c, 200, <CodePage say={wordsOf(c).say} {...hints()} />));

  app.post('/app/sign-in/sent', async (c) => {
    const site = siteOf(deps.publicUrl);
    const form = await formOf(c, site);
    if (form instanceof Response) return form;
    const ask = readCookie(c.req.raw, site.askCookie);
    const ticket = ask ? await signIns.findByAsk(ask) : undefined;
    const code = (form.text('code') ?? '').replace(/\s/g, '');
    const isRight = ticket && isGood(ticket) && CODE.test(code) && (await signIns.tryCode(ticket, code));
    return (
      (isRight && (await enter(c, ticket))) ||
      draw(c, 422, <CodePage say={wordsOf(c).say} wrong {...hints()} />)
    );
  });

  app.get('/app/in/:token', async (c) => {
    const ticket = await signIns.find(c.req.param('token'));
    if (!ticket || !isGood(ticket)) return over(c, ticket);
    return confirm(c, ticket, 200);
  });

  app.post('/app/in/:token', async (c) => {
    const site = siteOf(deps.publicUrl);
    const form = await formOf(c, site);
    if (form instanceof Response) return form;
    const ticket = await signIns.find(c.req.param('token'));
    if (!ticket || !isGood(ticket)) return over(c, ticket);
    const code = (form.text('code') ?? '').replace(/\s/g, '');
    const isProven = needsNoCode(c, ticket) || (CODE.test(code) && (await signIns.tryCode(ticket, code)));
    if (!isProven) return confirm(c, ticket, 422);
    return (await enter(c, ticket, form.text('brandId'))) ?? over(c, ticket);
  });

  app.post('/app/sign-out', async (c) => {
    const site = siteOf(deps.publicUrl);
    const form = await formOf(c, site);
    if (form instanceof Response) return form;
    const secret = readCookie(c.req.raw, site.cookie);
    const found = secret ? await sessions.find(secret, deps.now()) : undefined;
    if (found && isFormToken(form.raw('token'), found.session.sessionId, deps.sealKeys[0])) {
      await sessions.end(found.brandId, found.session.personId, found.session.sessionId);
      c.header('set-cookie', writeCookie(site, site.cookie, '', 0));
    }
    return c.redirect('/app/sign-in', 303);
  });

  /** The same steps for every address; only what the letter says differs, and whether there is one. */
  async function letThemKnow(request: Request, email: string, ask: string, next: string, locale: string) {
    const now = deps.now();
    const network = deps.addressOf?.(request) ?? 'unknown';
    const mayAsk = await signIns.mayAsk({ email, network }, now);
    const known = await deps.stores.findPeople(email);
    if (!mayAsk) return deps.mail(undefined);
    const secrets = await signIns.make({ email, ask, next }, now);
    const language = known[0]?.person.language ?? locale;
    const letter = signInLetter({
      to: known[0]?.person.email ?? email,
      publicUrl: deps.publicUrl,
      language,
      ...secrets,
    });
    return deps.mail(known.length > 0 ? letter : undefined);
  }

  /** A new session with a new secret, whatever cookie came along. */
  async function enter(c: Context, ticket: Ticket, wanted?: string): Promise<Response | undefined> {
    const known = await deps.stores.findPeople(ticket.email);
    const chosen = known.find(({ brandId }) => brandId === wanted) ?? known[0];
    const now = deps.now();
    if (!chosen || !(await signIns.use(ticket, now))) return undefined;
    const site = siteOf(deps.publicUrl);
    const { brandId, person } = chosen;
    const before = readCookie(c.req.raw, site.cookie);
    const former = before ? await sessions.find(before, now) : undefined;
    if (former) await sessions.end(former.brandId, former.session.personId, former.session.sessionId);
    const sessionId = idFromBytes('ses', deps.random(10)) as Id<'ses'>;
    const browser = browserName(c.req.header('user-agent') ?? '');
    const secret = await sessions.begin({ brandId, personId: person.id, sessionId, browser }, now);
    const at = new Date(now).toISOString();
    const people = deps.stores.brand(brandId).people;
    await people.update(person.id, (stored) => ({ ...stored, lastSeenAt: at }));
    c.header('set-cookie', writeCookie(site, site.cookie, secret, SESSION_MS / 1_000));
    c.header('set-cookie', writeCookie(site, site.askCookie, '', 0), { append: true });
    return c.redirect(safeNext(ticket.next, site), 303);
  }

  async function confirm(c: Context, ticket: Ticket, status: 200 | 422): Promise<Response> {
    const known = await deps.stores.findPeople(ticket.email);
    const brands = await Promise.all(
      known.map(async ({ brandId }) => ({
        brandId,
        name: (await deps.stores.brands.find(brandId))?.name ?? brandId,
      })),
    );
    const props = { email: ticket.email, brands, wantsCode: !needsNoCode(c, ticket), wrong: status === 422 };
    return draw(c, status, <ConfirmPage say={wordsOf(c).say} {...props} />);
  }

  const needsNoCode = (c: Context, ticket: Ticket): boolean =>
    ticket.askHash === 'printed' ||
    signIns.isAskedBy(ticket, readCookie(c.req.raw, siteOf(deps.publicUrl).askCookie));
  const isGood = (ticket: Ticket): boolean =>
    !ticket.usedAt && !ticket.replaced && deps.now() < ticket.endsAt;

  async function formOf(c: Context, site: Site) {
    const { say } = wordsOf(c);
    if (isOpenToReaders(site)) return draw(c, 403, <NotHerePage say={say} host={site.host} />);
    if (!isFormType(c.req.raw)) return c.text('A form was expected.', 415);
    if (!isOwnForm(c.req.raw, site)) return c.text('This form came from another site.', 403);
    return (await readForm(c.req.raw)) ?? c.text('That is more than the form takes.', 413);
  }

  const over = (c: Context, ticket: Ticket | undefined): Response => {
    const why = !ticket ? 'unknown' : ticket.usedAt ? 'used' : ticket.replaced ? 'replaced' : 'expired';
    return draw(c, 410, <OverPage say={wordsOf(c).say} why={why} />);
  };
  /** Plain http in a network: whoever is in it could read the cookie. */
  const isOpenToReaders = (site: Site): boolean => site.kind === 'plain' && !deps.allowPlainHttp;
  const hints = () => (deps.outbox ? { outbox: deps.outbox } : {});
}

const wordsOf = (c: Context) => languageFor(undefined, c.req.header('accept-language') ?? null);

function draw(c: Context, status: 200 | 403 | 410 | 422, body: Child): Response {
  const { say, locale } = wordsOf(c);
  const title = status === 422 ? `${say('Problem')}: ${say('Sign in')}` : say('Sign in');
  return c.html(renderFrame({ title, language: locale, say, narrow: true }, body), status);
}
