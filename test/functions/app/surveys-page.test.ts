import { writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { signedIn } from '../../support/app-builders.ts';
import { appOfFile } from '../../support/app-of-file.ts';

const host = appOfFile();

const SEASONS = [
  'all: warmth 25, elasticity 25, looks 25, eco 25',
  '12, 1, 2: warmth 60, elasticity 20, looks 10, eco 10',
].join('\n');

it('takes a survey by its lines and makes a campaign’s brief of it', async () => {
  const owner = await signedIn(host.app, 'owner');
  const survey = { name: 'Why socks', heldOn: '2026-03-01', seasons: SEASONS };
  expect((await owner.submit('/app/surveys/new', 'add', survey)).status).toBe(303);
  expect((await owner.get('/app/surveys')).text).toContain('December, January, February: warmth 60%');
  const { id } = (
    await host.app.sock.as.post('/v1/campaigns', {
      name: 'Winter',
      startsOn: '2026-11-15',
      endsOn: '2026-12-31',
    })
  ).json as { id: string };
  expect((await owner.get(`/app/campaigns/${id}`)).text).toContain('What surveys would ask for');
  expect((await owner.submit(`/app/campaigns/${id}`, 'takeDraft')).status).toBe(303);
  const { brief } = (await host.app.sock.as.get(`/v1/campaigns/${id}`)).json as { brief: object[] };
  expect(brief).toMatchObject([
    { validFrom: '2026-11-15', validTo: '2026-11-30' },
    { validFrom: '2026-12-01', messages: [{ name: 'warmth', weight: 0.6 }, {}, {}, {}] },
  ]);
  const { text } = await owner.get(`/app/campaigns/${id}`);
  expect(text).toContain('Fewer than five orders: nothing is said of what sold.');
  if (process.env.CAMPAIGN_PAGE) writeFileSync(process.env.CAMPAIGN_PAGE, text);
});

it.each(['winter: warmth 60', '12-2: warmth 60', '13: warmth 60', '12: warmth', 'warmth 60'])(
  'asks back what "%s" means',
  async (seasons) => {
    const owner = await signedIn(host.app, 'owner');
    const said = await owner.submit('/app/surveys/new', 'add', { name: 'x', heldOn: '2026-03-01', seasons });
    expect([said.status, said.text.includes('needs months, a colon and what was named')]).toEqual([
      422,
      true,
    ]);
  },
);
