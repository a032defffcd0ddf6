import { expect, it } from 'vitest';
import { registerRoutes } from '../../../functions/api/routes/rooms.ts';
import { PAGES } from '../../../functions/app/pages/all.ts';
import type { RouteShape } from '../../../shared/domain/schema/route.ts';
import type { IdPool } from '../../support/api-arbitraries.ts';
import { fieldsOf, signedIn, type TestBrowser } from '../../support/app-builders.ts';
import { appOfFile } from '../../support/app-of-file.ts';
import { filled, ownAddress, told } from '../../support/drawn-pages.ts';
import { dumpOf } from '../../support/engine.ts';
import { formsIn } from '../../support/html-forms.ts';
import { planted } from '../../support/planted.ts';

/** Whatever is asked for is proved, as far as anybody added it. */
const host = appOfFile({
  dns: {
    texts: async () => {
      const { data } = (await host.app.sock.as.get('/v1/domains')).json as { data: { id: string }[] };
      return { kind: 'found', values: data.map(({ id }) => `vouch=${id}`) };
    },
    addresses: async () => ({ kind: 'found', values: ['192.0.2.1'] }),
  },
});

/** What ends a thing comes last, so that each form still finds what it is about. */
const ENDS = /^(remove|revoke|archive|close|end|leave|delete|stop|decline)/;

const FORMS = PAGES.flatMap(({ path, acts = {} }) =>
  Object.entries(acts).map(([name, { storesNothing }]) => ({
    path,
    act: name,
    looks: storesNothing === true,
  })),
).sort((one, other) => Number(ENDS.test(one.act)) - Number(ENDS.test(other.act)));

/** All that is kept, but for the answers of repeated requests. */
const kept = async (): Promise<string[]> =>
  (await dumpOf(host.engine)).map((row) => JSON.stringify(row)).filter((row) => !/"IDEMPOTENCY#/.test(row));

/** What is planted besides: a report, and a second volunteer who can be declined. */
const MORE = (formToken: string): [path: string, body: object][] => [
  ['/v1/reports', { week: '2026-W40' }],
  ['/v1/applications', { formToken, handle: '@second.one', platform: 'instagram' }],
];

/** Tables that are pasted; each of what was planted or of nobody, so that something can be stored. */
const PASTED: Readonly<Record<string, string>> = {
  '/app/creators/paste': 'pasted.one,instagram',
  '/app/spend/paste': '2026-10-02,pasted.one,12,fee',
  '/app/posts/engagement': 'POST,12,3',
  '/app/ads/paste': '2026-10-02,12.50,7',
  '/app/lift/paste': '2026-10-02,30',
  '/app/orders/paste': 'pasted-1,2026-10-02,30',
};

/** What has to be told otherwise than on other pages. */
const TOLD: Readonly<Record<string, Record<string, string>>> = {
  '/app/lift': { startsOn: '2026-11-02' },
};

type Drawn = { address: string; sent: Record<string, string> };

/** The form with all that a person could have typed; what is stored of a table stands behind a look at it. */
async function drawn(
  owner: TestBrowser,
  ours: IdPool,
  path: string,
  act: string,
): Promise<Drawn | undefined> {
  const pasted = PASTED[path]?.replace('POST', ours.get('pst')?.[0] ?? '');
  const wanted = pasted ? 'paste' : act;
  const of = (text: string) => formsIn(text).find((one) => one.act === wanted);
  const own = await ownAddress(owner, ours, path, (text) => of(text) !== undefined);
  const form = own && of(own.text);
  if (!form) return undefined;
  const sent = filled(form, pasted ? { table: pasted } : TOLD[path]);
  if (!pasted || act === 'paste') return { address: own.address, sent };
  return { address: path, sent: { ...fieldsOf((await owner.post(path, sent)).text), act } };
}

async function twice(owner: TestBrowser, ours: IdPool, { path, act, looks }: (typeof FORMS)[number]) {
  const form = await drawn(owner, ours, path, act);
  if (!form) return 'not drawn';
  const before = await kept();
  const first = await owner.post(form.address, form.sent);
  const once = await kept();
  host.app.clock.now += 1_000;
  const second = await owner.post(form.address, form.sent);
  const again = await kept();
  const isSame = told(first, 'ID') === told(second, 'ID') && first.location === second.location;
  if (!isSame && !looks) return `${first.status} ${first.location}, then ${second.status} ${second.location}`;
  if (again.join() !== once.join()) return 'changed again';
  if ((once.join() === before.join()) !== looks) return `changed nothing (${first.status})`;
  return looks && second.status !== 200 ? `looked: ${second.status}` : 'once';
}

it('every form of every page, sent twice, is done once and answered the same', async () => {
  const shapes: RouteShape[] = [];
  registerRoutes({ on: (shape) => void shapes.push(shape) }, host.app.deps);
  const ours = await planted(host.app.sock, shapes);
  const { as, brand } = host.app.sock;
  for (const [path, body] of MORE(brand.applyToken)) {
    const { status, text } = await as.post(path, body);
    expect([path, status, text]).toEqual([path, 201, expect.any(String)]);
    for (const [id, prefix = ''] of text.matchAll(/\b(rpt|app)_[0-9a-hjkmnp-tv-z]{16}\b/g))
      ours.set(prefix, [...(ours.get(prefix) ?? []), id]);
  }
  await as.patch('/v1/brand', { standingInstructions: [{ instruction: 'No medical claims' }] });
  await as.put('/v1/report-settings', { recipients: ['ann@example.com'] });
  await signedIn(host.app, 'owner');
  const owner = await signedIn(host.app, 'owner');
  await signedIn(host.app, 'reader');
  const found: Record<string, string> = {};
  for (const form of FORMS) found[`${form.path} ${form.act}`] = await twice(owner, ours, form);
  const others = Object.entries(found).filter(([, outcome]) => outcome !== 'once');
  expect(Object.fromEntries(others)).toEqual({});
}, 240_000);
