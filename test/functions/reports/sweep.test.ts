import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendDue } from '../../../functions/deliver/mail/send-delivery.ts';
import { createPages } from '../../../functions/pages/app.ts';
import { sweepReports } from '../../../functions/reports/sweep-reports.ts';
import { hourOf, recordKey } from '../../../shared/data/table/keys.ts';
import { recordRow } from '../../../shared/data/table/records-store.ts';
import { DAY_MS, HOUR_MS, WEEK_MS } from '../../../shared/domain/time/units.ts';
import { weekBounds } from '../../../shared/domain/time/week.ts';
import { composeLetter, suppressedReason } from '../../../shared/report/compose-letter.ts';
import { loadPainter } from '../../../shared/report/render/chart-png.ts';
import { anApi, type TestApi } from '../../support/api-builders.ts';
import { type Engine, startEngine } from '../../support/engine.ts';

const WEDNESDAY = Date.parse('2026-10-07T10:00:00Z');
const MONDAY_SEVEN = Date.parse('2026-10-12T05:00:00Z');

let engine: Engine;
let api: TestApi;
let outbox: { to: string; raw: Buffer }[];

const as = () => api.sock.as;
const sweep = async () => {
  const { counts } = api.deps.stores;
  await counts.advanceSealedThrough(hourOf(api.clock.now - HOUR_MS));
  return sweepReports(api.deps.stores);
};
const letters = () => ({
  stores: api.deps.stores,
  publicUrl: api.deps.publicUrl,
  from: 'reports@vou.ch',
  sealKeys: api.deps.cursorKeys,
  paint: loadPainter,
});
const send = () =>
  sendDue({
    store: api.deps.stores.deliveries,
    mailer: {
      async send({ to, raw }) {
        outbox.push({ to, raw });
        return { kind: 'accepted', messageId: `m${outbox.length}` };
      },
    },
    compose: (delivery) => composeLetter(letters(), delivery),
    suppressedReason: ({ reportId, recipient }) => suppressedReason(api.deps.stores, reportId, recipient),
    nowMs: () => api.clock.now,
    onEffect: async () => {},
  });
const recipientsMailed = () => outbox.map(({ to }) => to).sort();

beforeAll(async () => {
  engine = await startEngine();
  api = await anApi(engine);
  outbox = [];
  api.clock.now = WEDNESDAY;
  const { counts } = api.deps.stores;
  await counts.advanceSealedThrough(hourOf(weekBounds('2026-W38', 'Europe/Berlin').startMs));
});
afterAll(() => engine.stop());

describe('the Monday sweep', () => {
  it('mails nobody before somebody is named', async () => {
    expect(await sweep()).toEqual({ swept: [], failed: [] });
  });

  it('mails each recipient once when two sweeps fire together, and again never', async () => {
    await as().put('/v1/report-settings', { recipients: ['a@example.com', 'b@example.com'], locale: 'de' });
    api.clock.now = MONDAY_SEVEN + 60_000;
    const [one, other] = await Promise.all([sweep(), sweep()]);
    expect([...one.failed, ...other.failed]).toEqual([]);
    expect(one.swept[0]?.week).toBe('2026-W41');
    await Promise.all([send(), send()]);
    await sweep();
    await send();
    expect(recipientsMailed()).toEqual(['a@example.com', 'b@example.com']);
    expect((await as().get('/v1/report-settings')).json).toMatchObject({ lastWeekSent: '2026-W41' });
  });

  it('a brand that cannot even be asked holds up no other, and is named', async () => {
    const { brand } = await api.anotherBrand();
    const { records } = api.deps.stores.tables;
    // A zone that a runtime of today does not know: whatever reads the settings, throws.
    const broken = { id: 'settings', recipients: ['c@example.com'], timeZone: 'Mars/Base' };
    await records.put(recordRow(brand.id, 'REPORTSETTINGS', broken));
    api.clock.now = MONDAY_SEVEN + WEEK_MS + 60_000;
    const { swept, failed } = await sweep();
    expect(swept.map(({ brandId, week }) => [brandId, week])).toEqual([[api.sock.brand.id, '2026-W42']]);
    expect(failed.map(({ brandId }) => brandId)).toEqual([brand.id]);
    await send();
    await records.erase(recordKey(brand.id, 'REPORTSETTINGS', 'settings'));
  });

  it('mails only the newest week after an outage of a month', async () => {
    outbox = [];
    // Winter time by now: the same 07:00 is an hour later in UTC.
    api.clock.now = MONDAY_SEVEN + 4 * WEEK_MS + 3_660_000;
    const { swept } = await sweep();
    expect(swept.map(({ week }) => week)).toEqual(['2026-W45']);
    await send();
    expect(recipientsMailed()).toHaveLength(2);
  });

  it('leaves out who unsubscribed with one click, and opening the page alone unsubscribes nobody', async () => {
    const text =
      outbox
        .find(({ to }) => to === 'a@example.com')
        ?.raw.toString('utf8')
        .replaceAll('=\r\n', '') ?? '';
    const path = /https:\/\/vou\.ch(\/u\/[\w-]+)/.exec(text.replaceAll('\r\n ', ''))?.[1] ?? '';
    const pages = createPages({ ...api.deps, sealKeys: api.deps.cursorKeys });
    expect((await pages.request(path)).status).toBe(200);
    expect((await as().get('/v1/report-settings')).json).toMatchObject({ suppressed: [] });
    expect((await pages.request(path, { method: 'POST' })).status).toBe(200);
    expect((await pages.request(`${path.slice(0, -1)}_`, { method: 'POST' })).status).toBe(404);

    outbox = [];
    api.clock.now += WEEK_MS;
    await sweep();
    await send();
    expect(recipientsMailed()).toEqual(['b@example.com']);
  });

  it('shows the page that the mail leads to, without spend, until it expires', async () => {
    const text = outbox[0]?.raw.toString('utf8').replaceAll('=\r\n', '') ?? '';
    const path = /https:\/\/vou\.ch(\/r\/[\w-]+)/.exec(text)?.[1] ?? '';
    const pages = createPages({ ...api.deps, sealKeys: api.deps.cursorKeys });
    const page = await pages.request(path);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    api.clock.now += 91 * DAY_MS;
    expect((await pages.request(path)).status).toBe(404);
    api.clock.now -= 91 * DAY_MS;
  });

  it('takes a shared address back', async () => {
    const list = (await as().get('/v1/reports')).json as { data: { id: string }[] };
    const id = list.data[0]?.id;
    const share = (await as().post(`/v1/reports/${id}/shares`, {})).json as { id: string; url: string };
    const pages = createPages({ ...api.deps, sealKeys: api.deps.cursorKeys });
    const path = new URL(share.url).pathname;
    expect((await pages.request(path)).status).toBe(200);
    expect((await as().delete(`/v1/reports/${id}/shares/${share.id}`)).status).toBe(204);
    expect((await pages.request(path)).status).toBe(404);
  });

  it('sends again only when told to, and composes the same bytes each time', async () => {
    outbox = [];
    const list = (await as().get('/v1/reports')).json as { data: { id: string }[] };
    const id = list.data[0]?.id;
    const again = await as().post(`/v1/reports/${id}/send`, { recipients: ['b@example.com'] });
    expect(again.json).toMatchObject({ data: [{ state: 'sent' }] });
    await send();
    expect(outbox).toEqual([]);
    const resent = (
      await as().post(`/v1/reports/${id}/send`, { recipients: ['b@example.com'], resend: true })
    ).json as { data: { id: string }[] };
    await send();
    expect(recipientsMailed()).toEqual(['b@example.com']);
    const delivery = await api.deps.stores.deliveries.find(resent.data[0]?.id ?? '');
    if (!delivery) throw new Error('the delivery is gone');
    expect((await composeLetter(letters(), delivery)).raw.equals(outbox[0]?.raw ?? Buffer.alloc(0))).toBe(
      true,
    );
  });

  it('previews this week against the same elapsed part of the last', async () => {
    const preview = await as().get('/v1/reports/preview');
    expect(preview.json).toMatchObject({
      snapshot: { period: { provisional: { elapsedHours: expect.any(Number) } } },
    });
    expect((await as().get('/v1/reports/preview.html')).status).toBe(200);
  });
});
