import { sync } from 'node-ical';
import { beforeAll, expect, it } from 'vitest';
import { createPages } from '../../../functions/pages/app.ts';
import type { Roi } from '../../../shared/domain/schema/answers/roi.ts';
import type { TimetableRead } from '../../../shared/domain/schema/programme/timetable.ts';
import { postBody } from '../../support/api-builders.ts';
import { apiOfFile } from '../../support/api-of-file.ts';

const host = apiOfFile();
const { as, made } = host;
/** Longer than a line of a calendar, and of all that must be escaped. */
const HANDLE = 'ada; née "Löwe", \\knits\\ zwischen Fjord und Föhrenwald 🧶🧶🧶🧶🧶🧶🧶🧶🧶🧶';
let ada: string;
let bo: string;
let squad: string;
let campaign: string;

beforeAll(async () => {
  const creator = async (handle: string) =>
    (await made('/v1/creators', { handle, platform: 'instagram', source: 'invited' })).id;
  [ada, bo] = [await creator(HANDLE), await creator('bo')];
  squad = (
    await made('/v1/squads', {
      name: 'Hamburg, knits',
      city: 'Hamburg',
      country: 'DE',
      rhythm: [{ format: 'short', everyDays: 7 }],
    })
  ).id;
  await as().put(`/v1/squads/${squad}/members/${ada}`, { since: '2026-09-14' });
  campaign = (
    await made('/v1/campaigns', {
      name: 'October',
      startsOn: '2026-09-28',
      endsOn: '2026-10-31',
      creatorIds: [ada, bo],
      dueDates: [
        { on: '2026-10-02', format: 'long' },
        { on: '2026-10-09', format: 'long', creatorId: bo },
      ],
    })
  ).id;
  const post = (creatorId: string, day: string, over: object) =>
    made('/v1/posts', postBody(creatorId, { publishedAt: `${day}T10:00:00Z`, ...over }));
  await post(ada, '2026-09-20', { squadId: squad });
  await post(ada, '2026-10-01', { squadId: squad });
  await post(ada, '2026-09-29', { campaignId: campaign, format: 'long' });
  await post(bo, '2026-10-05', { campaignId: campaign, format: 'long' });
});

const read = async (query: string) =>
  (await as().get(`/v1/timetable?${query}`)).json as unknown as TimetableRead;

it('says what was kept, what is missing and who is next', async () => {
  const table = await read(`squadId=${squad}&from=2026-09-01`);
  expect(table.slots.map(({ dueOn, state }) => [dueOn, state]).slice(0, 4)).toEqual([
    ['2026-09-20', 'onTime'],
    ['2026-09-27', 'missing'],
    ['2026-10-04', 'onTime'],
    ['2026-10-11', 'open'],
  ]);
  expect(table).toMatchObject({ due: 3, onTime: 2, missing: 1, late: 0, onTimeShare: 2 / 3 });
  expect(table.next).toMatchObject({ dueOn: '2026-10-11', creatorId: ada, squadId: squad });
});

it('asks a campaign’s creators by its days', async () => {
  const table = await read(`campaignId=${campaign}`);
  expect(
    table.slots.map(({ dueOn, creatorId, state }) => [dueOn, creatorId === ada ? 'ada' : 'bo', state]).sort(),
  ).toEqual([
    ['2026-10-02', 'ada', 'onTime'],
    ['2026-10-02', 'bo', 'missing'],
    ['2026-10-09', 'bo', 'onTime'],
  ]);
});

it('asks nothing any more once it is archived', async () => {
  const other = await made('/v1/campaigns', {
    name: 'Gone',
    startsOn: '2026-09-28',
    endsOn: '2026-10-31',
    creatorIds: [ada],
    dueDates: [{ on: '2026-10-02', format: 'long' }],
  });
  await as().delete(`/v1/campaigns/${other.id}`);
  expect((await read(`campaignId=${other.id}`)).slots).toEqual([]);
});

it('asks nobody whom the brand does not have', async () => {
  const nobody = 'crt_0000000000000000';
  const dueDates = [{ on: '2026-10-02', format: 'long', creatorId: nobody }];
  const days = { name: 'Nobody', startsOn: '2026-09-28', endsOn: '2026-10-31' };
  const refused = [
    await as().post('/v1/campaigns', { ...days, creatorIds: [nobody] }),
    await as().patch(`/v1/squads/${squad}`, { dueDates }),
    await as().put('/v1/campaigns/external/nobody', { ...days, dueDates }),
  ];
  expect(refused.map(({ status }) => status)).toEqual([422, 422, 422]);
});

it('refuses a rhythm that names a format twice, and too many days', async () => {
  const rhythm = [
    { format: 'short', everyDays: 7 },
    { format: 'short', everyDays: 3 },
  ];
  expect((await as().patch(`/v1/squads/${squad}`, { rhythm })).status).toBe(422);
  expect((await as().get('/v1/timetable?from=2024-01-01&to=2026-10-01')).status).toBe(422);
});

it('groups ROI by the week of the campaign', async () => {
  const roi = (await as().get('/v1/roi?groupBy=campaignWeek&from=2026-09-01&to=2026-10-05'))
    .json as unknown as Roi;
  expect(roi.rows.map(({ campaignWeek, posts }) => [campaignWeek, posts])).toEqual(
    expect.arrayContaining([
      ['01', 1],
      ['02', 1],
      [null, 2],
    ]),
  );
});

it('is a calendar that another library reads back, until its address is taken back', async () => {
  const pages = createPages({
    ...host.api.deps,
    sealKeys: [Buffer.alloc(32, 4)],
  } as never);
  const calendar = await made<{ id: string; url: string }>('/v1/calendars', {
    name: 'Posts; due',
    language: 'de',
  });
  const path = new URL(calendar.url).pathname;
  const answer = await pages.request(path);
  expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  const text = await answer.text();
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(text.replaceAll('\r\n', '')).not.toContain('\n');
  const events = Object.values(sync.parseICS(text)).filter((one) => one?.type === 'VEVENT') as unknown as {
    uid: string;
    summary: string;
    description: string;
    start: Date;
    datetype: string;
  }[];
  const next = events.find(({ uid }) => uid.includes(squad) && uid.includes('2026-10-11'));
  expect(next).toMatchObject({
    summary: `Kurzer Post fällig: ${HANDLE}`,
    description: 'Hamburg, knits',
    datetype: 'date',
  });
  expect(next?.start.toDateString()).toBe('Sun Oct 11 2026');
  expect(events.find(({ uid }) => uid.includes('2026-09-27'))?.summary).toContain('(fehlt)');
  expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length);
  expect((await as().get('/v1/calendars')).text).not.toContain(
    path.split('/').at(-1)?.replace('.ics', '') ?? '',
  );
  expect((await as().delete(`/v1/calendars/${calendar.id}`)).status).toBe(204);
  expect((await pages.request(path)).status).toBe(404);
});
