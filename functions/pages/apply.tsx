import type { Context, Hono } from 'hono';
import { submitApplication } from '../../shared/data/programme/applications-store.ts';
import type { Brand } from '../../shared/domain/schema/access/brand.ts';
import { ApplicationInput } from '../../shared/domain/schema/programme/applications.ts';
import type { OpenCall } from '../../shared/domain/schema/programme/calls.ts';
import { purposes } from '../../shared/domain/sealed/purposes.ts';
import { openSealed, sealText } from '../../shared/domain/sealed/sealed-text.ts';
import { DAY_MS } from '../../shared/domain/time/units.ts';
import { dayOf } from '../../shared/domain/time/week.ts';
import { ApplyPage, HONEYPOT, NoticePage, ThanksPage } from './apply-form.tsx';
import { applyWords, languageAsked } from './apply-words.ts';
import { CallsPage } from './calls-page.tsx';
import type { PagesDeps } from './deps.ts';
import { PAGE_HEADERS } from './layout.tsx';

/** Nobody fills it in faster; whoever takes longer gets the form again, with what he wrote. */
const FASTEST_MS = 2_500;
const SLOWEST_MS = DAY_MS;
const MOST_FORM_BYTES = 20_000;

/** The public form at /apply/{token}: for people without script, tedious for scripts. */
export function putApply(app: Hono, deps: PagesDeps): void {
  const { applications } = deps.addressLimits;
  const brands = deps.stores.brands;
  const stamp = (brand: Brand) =>
    sealText(String(deps.now()), purposes.application(brand.id), deps.random(12), deps.sealKeys);

  app.get('/apply/:token', async (c) => {
    const brand = await brands.findByApplyToken(c.req.param('token'));
    if (!brand) return noForm(c);
    const callId = c.req.query('call') ?? '';
    const values: Record<string, string> = callId ? { callId } : {};
    return c.html(
      <ApplyPage {...spoken(c, brand)} shownAt={stamp(brand)} values={values} errors={[]} />,
      200,
      PAGE_HEADERS,
    );
  });

  app.get('/apply/:token/calls', async (c) => {
    const token = c.req.param('token');
    const brand = await brands.findByApplyToken(token);
    if (!brand) return noForm(c);
    const today = dayOf(deps.now(), brand.timeZone);
    const open: OpenCall[] = [];
    for await (const call of deps.stores.brand(brand.id).calls.all())
      if ((call.closesOn ?? today) >= today) open.push(call);
    return c.html(
      <CallsPage {...spoken(c, brand)} calls={open} token={token} rules={brand.standingInstructions ?? []} />,
      200,
      PAGE_HEADERS,
    );
  });

  app.post('/apply/:token', async (c) => {
    const brand = await brands.findByApplyToken(c.req.param('token'));
    if (!brand) return noForm(c);
    const values = await readForm(c.req.raw);
    if (!values) return notice(c, 413, 'Too long', 'That is more than the form takes.');
    if (!mayTry(c.req.raw)) return notice(c, 429, 'One moment', 'Please try again in a minute.');
    // A filled honeypot is thanked too: whoever sent it learns nothing.
    if (values[HONEYPOT]) return c.html(<ThanksPage {...spoken(c, brand)} />, 200, PAGE_HEADERS);

    const again = (errors: { field: string; message: string }[]) =>
      c.html(
        <ApplyPage {...spoken(c, brand)} shownAt={stamp(brand)} values={values} errors={errors} />,
        422,
        PAGE_HEADERS,
      );
    const shownAt = Number(
      openSealed(values.shownAt ?? '', purposes.application(brand.id), deps.sealKeys) ?? Number.NaN,
    );
    const took = deps.now() - shownAt;
    if (!(took >= FASTEST_MS && took <= SLOWEST_MS))
      return again([{ field: '', message: 'Please send it once more.' }]);

    const parsed = ApplicationInput.safeParse(inputOf(values, brand.applyToken));
    if (!parsed.success) {
      return again(
        parsed.error.issues.map(({ path, message }) => ({
          field: String(path[0] ?? ''),
          message: plain(message),
        })),
      );
    }
    const at = new Date(deps.now()).toISOString();
    await submitApplication(deps.stores.brand(brand.id), parsed.data, at);
    return c.html(<ThanksPage {...spoken(c, brand)} />, 200, PAGE_HEADERS);
  });

  /** By address, of which only a hash is held, in memory; shared with POST /v1/applications. */
  function mayTry(request: Request): boolean {
    return applications(deps.addressOf?.(request) ?? 'unknown', deps.now()) === 0;
  }
}

/** The page's words in the reader's language. */
function spoken(c: Context, brand: Brand) {
  const language = languageAsked(c.req.raw);
  return { language, words: applyWords(language, brand.name) };
}

const noForm = (c: Context) =>
  notice(c, 404, 'No such form', 'The address may be mistyped, or the form has moved.');
const notice = (c: Context, status: 404 | 413 | 429, title: string, text: string) =>
  c.html(<NoticePage title={title} text={text} />, status, PAGE_HEADERS);

/** The form's fields, or undefined when it is too long. */
async function readForm(request: Request): Promise<Record<string, string> | undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > MOST_FORM_BYTES) return undefined;
  const text = await request.text();
  return text.length > MOST_FORM_BYTES ? undefined : Object.fromEntries(new URLSearchParams(text));
}

/** Empty fields are absent ones. */
function inputOf(values: Readonly<Record<string, string>>, formToken: string): Record<string, unknown> {
  const input: Record<string, unknown> = { formToken };
  for (const name of Object.keys(ApplicationInput.shape)) {
    const value = values[name]?.trim();
    if (!value || name === 'formToken') continue;
    input[name] =
      name === 'followers' ? Number(value) : name === 'message' ? value.replace(/\s+/g, ' ') : value;
  }
  return input;
}

/** Zod's sentences are for programmers. */
const plain = (message: string): string =>
  /received undefined/.test(message)
    ? 'is needed'
    : message.startsWith('Invalid')
      ? 'is not readable'
      : message;
