import { beforeAll, expect, it } from 'vitest';
import type { Post } from '../../../shared/domain/schema/programme/posts.ts';
import { postBody } from '../../support/api-builders.ts';
import { apiOfFile } from '../../support/api-of-file.ts';

const { as, made } = apiOfFile();
let creator: string;
beforeAll(async () => {
  creator = (await made('/v1/creators', { handle: 'ada', platform: 'instagram', source: 'invited' })).id;
  const standingInstructions = [{ instruction: 'No medical claims', words: ['cure', 'heals', '治す'] }];
  expect((await as().patch('/v1/brand', { standingInstructions })).status).toBe(200);
});
const post = (over: object = {}) => made<Post>('/v1/posts', postBody(creator, over));
const check = (id: string, instruction: string) =>
  as().post(`/v1/posts/${id}/checks`, { results: [{ instruction, result: 'ok' }] });

it('holds the brand’s standing instructions for a micro-content post, and a campaign’s beside them', async () => {
  expect((await post()).instructions).toEqual(['No medical claims']);
  const campaign = await made('/v1/campaigns', {
    name: 'October',
    startsOn: '2026-10-01',
    endsOn: '2026-10-31',
    negativeInstructions: ['No rivals', 'no  MEDICAL claims'],
  });
  const both = await post({ campaignId: campaign.id });
  expect(both.instructions).toEqual(['No medical claims', 'No rivals']);
});

it('takes a check by name, whatever its case and blanks, and keeps it under the name that was given', async () => {
  const { id } = await post();
  expect((await check(id, ' no medical  CLAIMS')).json).toMatchObject({
    checks: [{ instruction: 'No medical claims', result: 'ok' }],
  });
});

it('refuses a check of what nobody gave, and says what holds', async () => {
  const { id } = await post();
  const refused = await check(id, 'No dogs');
  expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('No medical claims')]);
  expect(refused.text).toContain('results.0.instruction');
  expect((await as().get(`/v1/posts/${id}`)).json).toMatchObject({ checks: [] });
});

it.each([
  ['Wool CURES cold feet', []],
  ['It’s a cure!', ['cure']],
  ['#Cure your feet', ['cure']],
  ['CURÉ of the village', ['cure']],
  ['cu\u00adre', ['cure']],
  ['secure, manicured', []],
  ['cure_all heals', ['cure', 'heals']],
  ['冷え性を治すソックス', ['治す']],
])('points at whole words of a caption: %s', async (caption, words) => {
  expect((await post({ caption })).hints.map(({ word }) => word)).toEqual(words);
});

it('refuses two standing instructions of one name', async () => {
  const standingInstructions = [{ instruction: 'No dogs' }, { instruction: 'no DOGS ' }];
  expect((await as().patch('/v1/brand', { standingInstructions })).status).toBe(422);
});
