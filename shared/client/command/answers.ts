import { spawn } from 'node:child_process';
import { VouchError } from '../errors.ts';
import type { Connection } from './connection.ts';
import { Mistyped } from './connection.ts';

/** What a verb answers: for programs, for people, and with which exit code. */
export type Answered = { answer: unknown; text: string; code?: number };

export async function check({ vouch }: Connection): Promise<Answered> {
  const answer = await vouch.get('/v1/check');
  const steps = answer.next.map(({ text }) => `- ${text}`);
  const head = answer.works ? 'Clicks come back with orders.' : 'Not complete yet:';
  return { answer, text: [head, ...steps].join('\n'), code: answer.works ? 0 : 1 };
}

type KeyWish = { verb: string | undefined; name: string | undefined; scopes: string[] };

export async function keys(
  { vouch }: Connection,
  { verb = 'list', name, scopes }: KeyWish,
): Promise<Answered> {
  if (verb === 'new' && name) {
    if (scopes.length === 0)
      throw new Mistyped('vouch keys new NAME --scope conversions:write (as often as needed)');
    const answer = await vouch.post('/v1/api-keys', { body: { name, scopes: scopes as ['admin'] } });
    return { answer, text: `${answer.secret}\n(shown once; ${answer.scopes.join(' ')})` };
  }
  if (verb === 'revoke' && name) {
    await revoke(vouch, name);
    return { answer: { revoked: name }, text: `${name} is revoked` };
  }
  if (verb !== 'list') throw new Mistyped('vouch keys list | new NAME --scope … | revoke KEY_ID');
  const answer = [];
  for await (const key of vouch.each('/v1/api-keys')) answer.push(key);
  const lines = answer.map(
    (key) => `${key.id}  ${key.revokedAt ? 'revoked' : 'live'}  ${key.name}  ${key.scopes.join(' ')}`,
  );
  return { answer, text: lines.join('\n') };
}

async function revoke(vouch: Connection['vouch'], id: string): Promise<void> {
  try {
    await vouch.delete('/v1/api-keys/{id}', { params: { id } });
  } catch (failure) {
    const isUnknown = failure instanceof VouchError && failure.status === 404;
    throw isUnknown ? new Mistyped(`there is no key ${id}; vouch keys lists them`) : failure;
  }
}

type ReportWish = { week: string | undefined; open: boolean };

/** The newest report, or that of a week, as text; `open` makes an address that shows it, and shows it. */
export async function report({ vouch }: Connection, { week, open }: ReportWish): Promise<Answered> {
  let found: { id: string; week: string } | undefined;
  for await (const one of vouch.each('/v1/reports')) {
    if (week !== undefined && one.week !== week) continue;
    found = one;
    break;
  }
  if (!found)
    throw new Mistyped(
      week
        ? `there is no report of ${week}; vouch report shows the newest`
        : 'there is no report yet: the first is made on the Monday after the first click, or by POST /v1/reports',
    );
  const params = { id: found.id };
  if (!open) return { answer: found, text: await textOf(vouch, found.id) };
  const share = await vouch.post('/v1/reports/{id}/shares', { params, body: {} });
  openInBrowser(share.url);
  return { answer: share, text: `${found.week}: ${share.url}` };
}

/** The paths of a report's forms are one pattern to the type checker, so their parameters are not told apart. */
const textOf = (vouch: Connection['vouch'], id: string): Promise<string> =>
  vouch.get('/v1/reports/{id}.txt', { params: { id } } as never);

function openInBrowser(url: string): void {
  const opener = { darwin: 'open', win32: 'explorer' }[process.platform as string] ?? 'xdg-open';
  // Where there is no browser the address that is printed is enough.
  spawn(opener, [url], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}
