import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { previousWeek, weekOf } from '../../../shared/domain/time/week.ts';
import { type RunningProduct, startProduct } from '../../bench/product.ts';

const RECIPIENTS = ['ann@example.com', 'bo@example.com', 'cy@example.com'];
/** Less than a stop waits for, and more. */
const SLOW_MS = 700;
const TOO_SLOW_MS = 6_000;

/** Mails that arrived whole, and what happens while one is being taken. */
const arrived: string[] = [];
let begun = 0;
let answersAfterMs = SLOW_MS;
let whileTaking = () => {};
let server: SMTPServer;
let environment: Record<string, string>;

beforeAll(async () => {
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    closeTimeout: 50,
    onData(stream, { envelope }, done) {
      begun++;
      let bytes = '';
      stream.on('data', (part: Buffer) => {
        bytes += part;
      });
      stream.on('end', () => {
        if (bytes.trimEnd().endsWith('--')) arrived.push(envelope.rcptTo[0]?.address ?? '');
        setTimeout(done, answersAfterMs);
        whileTaking();
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  environment = { VOUCH_SMTP_URL: `smtp://127.0.0.1:${port}` };
});
afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));

/** Every mail's state, by recipient. */
async function states(product: RunningProduct, reportId: string): Promise<Record<string, string>> {
  const { body } = await product.api('GET', `/v1/reports/${reportId}/deliveries`);
  const rows = body.data as { recipient: string; state: string }[];
  return Object.fromEntries(rows.map(({ recipient, state }) => [recipient, state]));
}

/** A product that is stopped while the first of three mails is being taken; answers how long its end took. */
async function stoppedWhileMailing() {
  arrived.length = 0;
  begun = 0;
  // Mails leave at a start and then once a minute: these wait for the next start.
  const first = await startProduct(undefined, environment);
  const week = previousWeek(weekOf(Date.now(), 'Europe/Berlin'));
  const reportId = String((await first.api('POST', '/v1/reports', { week })).body.id);
  const asked = await first.api('POST', `/v1/reports/${reportId}/send`, { recipients: RECIPIENTS });
  expect(asked.status).toBe(202);
  await first.kill('SIGTERM');

  const second = await startProduct(first.folder, environment);
  const ended = new Promise<number | null>((resolve) => second.process.once('exit', resolve));
  await new Promise<void>((resolve) => {
    whileTaking = resolve;
    if (begun > 0) resolve();
  });
  const from = performance.now();
  second.process.kill('SIGTERM');
  const code = await ended;
  return { folder: first.folder, reportId, code, tookMs: performance.now() - from };
}

/** The others arrive after the next start. */
async function startAgain(folder: string): Promise<RunningProduct> {
  const third = await startProduct(folder, environment);
  for (let asked = 0; asked < 200 && arrived.length < RECIPIENTS.length; asked++)
    await new Promise((resolve) => setTimeout(resolve, 50));
  await new Promise((resolve) => setTimeout(resolve, 2 * SLOW_MS));
  return third;
}

it('a stop while mails go out finishes the one on its way, begins no other, and the next start sends the rest once', async () => {
  const { folder, reportId, code } = await stoppedWhileMailing();
  expect(code).toBe(0);
  expect([arrived.length, begun]).toEqual([1, 1]);
  const third = await startAgain(folder);
  expect(arrived.toSorted()).toEqual(RECIPIENTS);
  expect(new Set(Object.values(await states(third, reportId)))).toEqual(new Set(['sent']));
  await third.kill('SIGTERM');
  third.remove();
}, 90_000);

it('a mail server that takes longer than a stop waits is not waited for: no mail goes out twice, and that one stays claimed', async () => {
  answersAfterMs = TOO_SLOW_MS;
  const { folder, reportId, code, tookMs } = await stoppedWhileMailing();
  answersAfterMs = 0;
  expect(code).toBe(0);
  expect(tookMs).toBeLessThan(TOO_SLOW_MS - 1_000);
  const third = await startAgain(folder);
  expect(arrived.toSorted()).toEqual(RECIPIENTS);
  expect(Object.values(await states(third, reportId)).toSorted()).toEqual(['sending', 'sent', 'sent']);
  await third.kill('SIGTERM');
  third.remove();
}, 90_000);
