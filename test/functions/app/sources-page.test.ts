import { expect, it } from 'vitest';
import { postBody } from '../../support/api-builders.ts';
import { signedIn } from '../../support/app-builders.ts';
import { appOfFile } from '../../support/app-of-file.ts';

const host = appOfFile();

const shown = async () => (await (await signedIn(host.app, 'reader')).get('/app/sources')).text;

it('leads on where nobody is known yet', async () => {
  expect(await shown()).toContain('No creator yet. Say whom you look for');
});

it('sets how creators came beside each other, with ranges, and says when a difference could be chance', async () => {
  const { as } = host.app.sock;
  const made = async (path: string, body: object) => ((await as.post(path, body)).json as { id: string }).id;
  const stages = { volunteered: ['campaign', 'campaign', 'microcontent'], searched: ['microcontent'] };
  for (const [source, own] of Object.entries(stages))
    for (const [index, stage] of own.entries()) {
      const handle = `${source}${index}`;
      const creatorId = await made('/v1/creators', { handle, platform: 'instagram', source });
      await made('/v1/posts', postBody(creatorId, { stage }));
    }
  const text = await shown();
  expect(text).toMatch(/volunteered[\s\S]*>3<[\s\S]*searched[\s\S]*>1</);
  expect(text).not.toMatch(/<a [^>]*>imported</);
  // Two of three, Wilson at 90 %: 0.25 to 0.92.
  expect(text).toMatch(/67%[\s\S]{0,60}2 of 3, between 25% and 92%/);
  // Fisher's exact test of 2 of 3 against 0 of 1.
  expect(text).toContain('As far as a campaign: could be chance (100%).');
  expect(text).toContain('Rules broken: cannot be told, one side is empty.');
});
