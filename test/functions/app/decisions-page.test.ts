import { afterEach, expect, it } from 'vitest';
import { postBody } from '../../support/api-builders.ts';
import { signedIn } from '../../support/app-builders.ts';
import { appOfFile } from '../../support/app-of-file.ts';

const host = appOfFile();
let call: typeof host.app.webDeps.call | undefined;
afterEach(() => {
  if (call) host.app.webDeps.call = call;
});

const made = async (path: string, body: object) =>
  ((await host.app.sock.as.post(path, body)).json as { id: string }).id;

async function ranked(handle: string): Promise<string> {
  const id = await made('/v1/creators', { handle, platform: 'instagram' });
  await made('/v1/posts', postBody(id, { stage: 'microcontent' }));
  return id;
}

/** The ranking as it stands, but for its verdict: whoever is ranked is ready. */
function allReady(): void {
  const kept = host.app.webDeps.call;
  call = kept;
  host.app.webDeps.call = async (person, request) => {
    const answer = await kept(person, request);
    if (new URL(request.url).pathname !== '/v1/promotions') return answer;
    const ranking = (await answer.json()) as { rows: object[] };
    return Response.json({ ...ranking, rows: ranking.rows.map((row) => ({ ...row, verdict: 'moveUp' })) });
  };
}

it('leads from each who is ready to a decision about her, and is done with her once it was made', async () => {
  const [cy, di] = [await ranked('@cy'), await ranked('@di')];
  allReady();
  const owner = await signedIn(host.app, 'owner');
  const leads = async () =>
    [...(await owner.get('/app/decisions')).text.matchAll(/href="(\/app\/promotions[^"]*)"/g)].map(
      ([, href = '']) => href.replaceAll('&amp;', '&'),
    );
  const to = (id: string) => `/app/promotions?creatorId=${id}#decide`;
  // The menu leads to the list; what waits leads to her.
  expect((await leads()).filter((href) => href.includes('#')).sort()).toEqual([to(cy), to(di)].sort());

  const page = await owner.get(to(di).replace(/#.*/, ''));
  expect(page.text).toContain(`<option value="${di}" selected`);
  const decided = await owner.submit(to(di).replace(/#.*/, ''), 'decide', {
    creatorId: di,
    decision: 'promoted',
    reason: 'Sells twice what others do',
  });
  expect(decided.status).toBe(303);
  expect((await leads()).filter((href) => href.includes('#'))).toEqual([to(cy)]);
});

it('asks for no decision about who is in that stage already: she is kept there, as the report says', async () => {
  const eva = await ranked('@eva');
  const fay = await ranked('@fay');
  await made('/v1/posts', postBody(eva, { stage: 'campaign' }));
  allReady();
  const owner = await signedIn(host.app, 'owner');
  const { text: decisions } = await owner.get('/app/decisions');
  expect([decisions.includes('@eva'), decisions.includes('@fay')]).toEqual([false, true]);
  const { text } = await owner.get('/app/promotions');
  const rowOf = (id: string) => new RegExp(`<th scope="row"><a id="${id}"[\\s\\S]*?</tr>`).exec(text)?.[0];
  expect(rowOf(eva)).toMatch(/keep there[\s\S]*already in Campaign/);
  expect(rowOf(fay)).toContain('move up');
  expect(rowOf(fay)).not.toContain('already in');
});
