import { expect, it } from 'vitest';
import { apiOfFile } from '../../support/api-of-file.ts';
import { dumpOf } from '../../support/engine.ts';

const host = apiOfFile();

it('erases all that a creator ever applied with, whoever was declined before or asked again since', async () => {
  const { as, brand } = host.api.sock;
  const apply = async (handle: string, email: string) => {
    const form = { formToken: brand.applyToken, handle, platform: 'instagram', email, city: 'Erasetown' };
    return ((await as.post('/v1/applications', form)).json as { id: string }).id;
  };
  const decide = (id: string, decision: string) => as.post(`/v1/applications/${id}/decision`, { decision });
  await decide(await apply('@Ada', 'first@erase.example'), 'decline');
  const accepted = await decide(await apply('ada', 'second@erase.example'), 'accept');
  const { creatorId } = accepted.json as { creatorId: string };
  await apply('@ADA', 'third@erase.example');
  await apply('@bo', 'bo@kept.example');
  const { json } = await as.post('/v1/erasures', { creatorId });
  expect(json).toMatchObject({ erased: { creators: 1, applications: 3 } });
  const dump = JSON.stringify(await dumpOf(host.engine));
  expect(dump).not.toContain('@erase.example');
  expect(dump).toContain('bo@kept.example');
});
