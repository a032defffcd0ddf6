import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { postBody } from '../../support/api-builders.ts';
import { anApp, pageFailures, signedIn, type TestApp } from '../../support/app-builders.ts';
import { type Engine, startEngine } from '../../support/engine.ts';

let engine: Engine;
let app: TestApp;
let squad: string;
beforeAll(async () => {
  engine = await startEngine();
  app = await anApp(engine);
  const { as } = app.sock;
  const idOf = ({ json }: { json: unknown }) => (json as { id: string }).id;
  const creator = idOf(await as.post('/v1/creators', { handle: 'ada <b>', platform: 'instagram' }));
  squad = idOf(
    await as.post('/v1/squads', {
      name: 'Hamburg knits',
      city: 'Hamburg',
      country: 'DE',
      rhythm: [{ format: 'short', everyDays: 7 }],
    }),
  );
  await as.put(`/v1/squads/${squad}/members/${creator}`, { since: '2026-09-07' });
  const drop = idOf(
    await as.post(`/v1/squads/${squad}/drops`, { name: 'Alpine', opensAt: '2026-10-20T10:00:00Z' }),
  );
  const over = { squadId: squad, dropId: drop, publishedAt: '2026-09-20T10:00:00Z' };
  await as.post('/v1/posts', postBody(creator, over));
});
afterAll(() => engine.stop());

it('shows who kept the rhythm, what is missing and next, and the drops with their early posts', async () => {
  const { status, text } = await (await signedIn(app, 'reader')).get(`/app/squads/${squad}`);
  expect(status).toBe(200);
  expect(text).toMatch(/1 of \d came on time \(\d+\s?%\); missing: \d\. Next is due on/);
  expect(text).toContain('Early access');
  expect(text).toContain('Alpine');
  expect(text).toContain('ada &lt;b&gt;');
  if (process.env.SQUAD_PAGE) writeFileSync(process.env.SQUAD_PAGE, text);
});

it('shows the timetable of the whole brand', async () => {
  const { status, text } = await (await signedIn(app, 'reader')).get('/app/timetable');
  expect([status, text.includes('As a calendar')]).toEqual([200, true]);
  expect(pageFailures).toEqual([]);
});
