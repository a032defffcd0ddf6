// What a brand and a follower do in the trials of docs/self-host.md and of the image: link, live, again, figures.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';

const {
  VOUCH_KEY: key = '',
  VOUCH_TRY: folder = '',
  VOUCH_TRY_BASE: BASE = 'https://go.example.com',
} = process.env;
const PHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 350.0.0.20.90';
const SLUG = `${folder}/slug`;
const KEPT = `${folder}/server/home/keeper/Maildir/new`;

async function call(method, path, body) {
  const answer = await fetch(BASE + path, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const said = await answer.json();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(said)}`);
  return said;
}

/** As a follower's browser does it: a page that says it tries again is tried again. A tap that leads nowhere ends the trial. */
async function tap(tries = 10) {
  const answer = await fetch(BASE + readFileSync(SLUG, 'utf8'), {
    redirect: 'manual',
    headers: { 'user-agent': PHONE },
  });
  const again = Number(answer.headers.get('refresh'));
  if (answer.status === 503 && again > 0 && tries > 0) {
    console.log(`tap: 503, its page tries again in ${again} s`);
    await new Promise((resolve) => setTimeout(resolve, again * 1_000));
    return tap(tries - 1);
  }
  if (answer.status !== 302) throw new Error(`the tap was answered ${answer.status}`);
  const location = new URL(answer.headers.get('location') ?? '', BASE);
  console.log(`tap: ${answer.status} to ${location.origin}${location.pathname}`);
  return location.searchParams.get('vclid');
}

/** A link of a post, and the first tap on it; answers what an order needs of both. */
async function link() {
  const creator = await call('POST', '/v1/creators', {
    handle: 'ada',
    platform: 'instagram',
    source: 'imported',
  });
  const post = await call('POST', '/v1/posts', {
    creatorId: creator.id,
    stage: 'microcontent',
    platform: 'instagram',
    format: 'short',
    publishedAt: new Date().toISOString(),
    messages: [],
    destination: 'https://shop.example.com/socks',
  });
  const { origin, pathname } = new URL(post.links[0].shortUrl);
  writeFileSync(SLUG, pathname);
  console.log(`link: ${origin}/…`);
  return { postId: post.id, clickId: await tap() };
}

async function live() {
  const now = new Date().toISOString();
  const brand = await call('GET', '/v1/brand');
  console.log(`brand: ${brand.name}, ${brand.currency}, ${brand.timeZone}`);
  const { postId, clickId } = await link();
  const amount = { amount: 4990, currency: 'EUR' };
  const order = await call('POST', '/v1/conversions', {
    kind: 'sale',
    externalId: 'order-1',
    occurredAt: now,
    amount,
    clickId,
  });
  console.log(`order: attributed by ${order.attributedBy}`);
  await call('POST', '/v1/spend', {
    kind: 'fee',
    amount: { amount: 2000, currency: 'EUR' },
    incurredOn: now.slice(0, 10),
    postId,
  });
  await until(async () => (await call('GET', '/v1/analytics/clicks')).totals.clicks === 1);
  await call('PUT', '/v1/report-settings', {
    recipients: ['mo@sock.example'],
    weekday: 'monday',
    time: '07:00',
    enabled: true,
  });
  const report = await call('POST', '/v1/reports', { week: lastWeek() });
  await call('POST', `/v1/reports/${report.id}/send`, {});
  // Mails are sent once a minute.
  await until(async () => existsSync(KEPT) && readdirSync(KEPT).length > 0);
}

/** The ISO week before this one. */
function lastWeek() {
  const thursday = new Date(Date.now() - 7 * 86_400_000);
  thursday.setUTCDate(thursday.getUTCDate() + 4 - (thursday.getUTCDay() || 7));
  const first = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  const week = Math.ceil(((thursday.getTime() - first) / 86_400_000 + 1) / 7);
  return `${thursday.getUTCFullYear()}-W${String(week).padStart(2, '0')}`;
}

async function figures() {
  const { rows, totals } = await call('GET', '/v1/roi?groupBy=stage');
  const clicks = await call('GET', '/v1/analytics/clicks?groupBy=channel');
  console.log(JSON.stringify({ clicks: clicks.rows, roi: rows, totals }));
}

async function until(isSo) {
  for (let tries = 0; tries < 600; tries++) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('waited for too long');
}

/** One more tap, and it is counted; one that the stop overtook may be counted with it. */
async function again() {
  const hits = async () => (await call('GET', '/v1/analytics/clicks')).totals.hits;
  const before = await hits();
  await tap();
  await until(async () => (await hits()) > before);
}

await { link, live, again, figures }[process.argv[2]]();
