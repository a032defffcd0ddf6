import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerRoutes } from '../../../functions/api/routes/rooms.ts';
import { PAGES } from '../../../functions/app/pages/all.ts';
import type { RouteShape } from '../../../shared/domain/schema/route.ts';
import type { IdPool } from '../../support/api-arbitraries.ts';
import {
  aBrowser,
  anApp,
  hiddenOf,
  signedIn,
  type TestApp,
  type TestBrowser,
} from '../../support/app-builders.ts';
import { filled, ownAddress, told, withId } from '../../support/drawn-pages.ts';
import { dumpOf, type Engine, startEngine } from '../../support/engine.ts';
import { type DrawnForm, formsIn } from '../../support/html-forms.ts';
import { planted } from '../../support/planted.ts';

let engine: Engine;
let app: TestApp;
let owner: TestBrowser;
let ours: IdPool;
let theirs: IdPool;

beforeAll(async () => {
  engine = await startEngine();
  app = await anApp(engine);
  const shapes: RouteShape[] = [];
  registerRoutes({ on: (shape) => void shapes.push(shape) }, app.deps);
  const other = await app.anotherBrand();
  theirs = await planted(other, shapes);
  await signedIn(app, 'marketer', other, 'theirs@example.com');
  const { data } = (await other.as.get('/v1/people')).json as { data: { id: string }[] };
  theirs.set(
    data[0]?.id.slice(0, 3) ?? '',
    data.map(({ id }) => id),
  );
  ours = await planted(app.sock, shapes);
  owner = await signedIn(app, 'owner');
  await signedIn(app, 'reader');
}, 120_000);
afterAll(() => engine.stop());

const ID = /\b([a-z]{3})_[0-9a-hjkmnp-tv-z]{16}\b/;
const nobodys = (prefix: string): string => `${prefix}_0123456789abcdef`;

/** A refusal of what the form names: no accident of ours, and no form that was sent before, which nobody looked into. */
const isRefusal = ({ status }: { status: number }): boolean =>
  status >= 400 && status < 500 && status !== 409;

/** Everything in the store in which a thing of theirs is named, wherever it stands. */
async function theirDump(): Promise<string> {
  const marks = [...theirs.values()].flat();
  const items = (await dumpOf(engine)).map((row) => JSON.stringify(row));
  return items.filter((item) => marks.some((mark) => item.includes(mark))).join('\n');
}

/** The fields of a form that name a thing of ours, each with that name. */
const idFields = ({ fields }: DrawnForm) =>
  fields.flatMap(({ name, value, options }) => {
    const own = [value, ...options].find((one) => ID.test(one));
    return own && !['token', 'key', 'seen'].includes(name) ? [{ name, own }] : [];
  });

/** What the walk has to come past at least, so that a page which is no longer drawn here is missed. */
const FIELDS_WITH_IDS = [
  '/app/calls close id',
  '/app/posts/new add campaignId',
  '/app/posts/new add creatorId',
  '/app/posts/new add dropId',
  '/app/posts/new add squadId',
  '/app/promotions decide creatorId',
  '/app/settings/keys revoke id',
  '/app/settings/people remove id',
  '/app/settings/people role id',
  '/app/spend remove id',
  '/app/spend/new add on',
  '/app/squads/:id join creatorId',
];

describe('a thing of another brand', () => {
  it('is at no address: each answers as it does to an id that nobody has, and changes nothing', async () => {
    const before = await theirDump();
    const wrong: string[] = [];
    let tried = 0;
    for (const { path, acts = {} } of PAGES.filter(({ path }) => path.includes(':id'))) {
      const own = await ownAddress(owner, ours, path);
      const forms = new Map(formsIn(own?.text ?? '').map((form) => [form.act, form]));
      const prefixes = new Set([ID.exec(own?.address ?? '')?.[1] ?? 'pst', 'crt']);
      for (const [prefix, [foreign = '']] of [...theirs].filter(([one]) => prefixes.has(one))) {
        const nobody = nobodys(prefix);
        const got = await owner.get(withId(path, foreign));
        if (told(got, foreign) !== told(await owner.get(withId(path, nobody)), nobody) || !isRefusal(got))
          wrong.push(`GET ${path} ${foreign} → ${got.status}`);
        for (const act of Object.keys(acts)) {
          const form = forms.get(act) ?? { act, fields: formsIn(own?.text ?? '')[0]?.fields ?? [] };
          const keyOf = (id: string) => `${act}${path}${id}`;
          const sent = filled(form, { key: keyOf(foreign) });
          const answer = await owner.post(withId(path, foreign), sent);
          const other = await owner.post(withId(path, nobody), { ...sent, key: keyOf(nobody) });
          tried++;
          if (told(answer, foreign) !== told(other, nobody) || !isRefusal(answer))
            wrong.push(`POST ${path} ${act} ${foreign} → ${answer.status}, of nobody ${other.status}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(tried).toBeGreaterThan(30);
    expect(await theirDump()).toBe(before);
  }, 240_000);

  it('is in no form: each field that names a thing answers as to an id that nobody has, and keeps none', async () => {
    const before = await theirDump();
    const wrong: string[] = [];
    const tried: string[] = [];
    for (const { path, acts } of PAGES.filter(({ acts }) => acts)) {
      const own = await ownAddress(owner, ours, path);
      for (const form of own ? formsIn(own.text) : []) {
        for (const { name, own: value } of Object.hasOwn(acts ?? {}, form.act) ? idFields(form) : []) {
          const prefix = ID.exec(value)?.[1] ?? '';
          const foreign = theirs.get(prefix)?.[0];
          if (!foreign) wrong.push(`${path} ${form.act} ${name}: no ${prefix} of theirs`);
          const send = (id: string) =>
            owner.post(
              own?.address ?? '',
              filled(form, { [name]: value.replace(ID, id), key: `${path}${form.act}${name}${id}` }),
            );
          const answer = await send(foreign ?? '');
          const other = await send(nobodys(prefix));
          tried.push(`${path} ${form.act} ${name}`);
          if (told(answer, foreign ?? '') !== told(other, nobodys(prefix)) || !isRefusal(answer))
            wrong.push(
              `${path} ${form.act} ${name} ${foreign} → ${answer.status}, of nobody ${other.status}`,
            );
        }
      }
    }
    expect(wrong).toEqual([]);
    expect([...new Set(tried)].sort()).toEqual(expect.arrayContaining(FIELDS_WITH_IDS));
    expect(await theirDump()).toBe(before);
  }, 240_000);
});

describe('every form', () => {
  it('is refused from elsewhere, of another session, of nobody and without its token; a name that no act has is none', async () => {
    const tokenOf = async (browser: TestBrowser) =>
      hiddenOf((await browser.get('/app/creators/new')).text, 'add')['token'] ?? '';
    const good = await tokenOf(owner);
    const foreign = await tokenOf(await signedIn(app, 'marketer'));
    const before = JSON.stringify(await dumpOf(engine));
    const wrong: string[] = [];
    const tries = (act: string) =>
      [
        ['another Origin', { token: good }, { origin: 'https://evil.example' }, 403],
        ['Origin: null', { token: good }, { origin: 'null' }, 403],
        ['another site', { token: good }, { 'sec-fetch-site': 'cross-site' }, 403],
        ['another port', { token: good }, { 'sec-fetch-site': 'same-site' }, 403],
        ['JSON', { token: good }, { 'content-type': 'application/json' }, 415],
        ['no token', {}, {}, 403],
        ['a changed token', { token: `${good}x` }, {}, 403],
        ['the token of another session', { token: foreign }, {}, 403],
        ['no such act', { token: good, act: `${act}x` }, {}, 404],
        ['an act of every object', { token: good, act: 'constructor' }, {}, 404],
      ] as const;
    for (const { path, acts = {} } of PAGES)
      for (const act of Object.keys(acts)) {
        const address = withId(path, 'x').replace(':stage', 'campaign');
        for (const [name, form, headers, status] of tries(act)) {
          const answer = await owner.post(address, { act, key: 'k', ...form }, { ...headers });
          if (answer.status !== status) wrong.push(`${path} ${act} from ${name} → ${answer.status}`);
        }
        const nobody = await aBrowser(app).post(address, { act, token: good, key: 'k' });
        if (nobody.status !== 401) wrong.push(`${path} ${act} of nobody → ${nobody.status}`);
      }
    expect(wrong).toEqual([]);
    expect(JSON.stringify(await dumpOf(engine))).toBe(before);
  }, 120_000);
});
