import { setTimeout as sleep } from 'node:timers/promises';
import { type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { type Mailer, neverConnected, type OutgoingMail, reasonOf, type SendOutcome } from './mailer.ts';

export type SesSettings = {
  configurationSet?: string;
  wait?: (ms: number) => Promise<unknown>;
  dice?: () => number;
};

/**
 * Above its sending rate SES takes nothing, and says so; a Monday asks for more than it gives. Whoever is told waits a
 * moment and asks again: sent on to the next sweep, a quarter of an hour would be over for each that was unlucky.
 */
const TRIES = 10;
const WAIT_MS = { least: 500, most: 2_500 };
const TOO_FAST = new Set(['TooManyRequestsException', 'ThrottlingException']);

/**
 * Amazon SES, one attempt per call, but for answers that say that nothing was taken: build the client with
 * `maxAttempts: 1`, as the SDK's own retry after a time-out can send twice. SES replaces Date and Message-ID, so our
 * delivery id travels as an email tag, which every SES event brings back.
 */
export function sesMailer(client: Pick<SESv2Client, 'send'>, settings: SesSettings = {}): Mailer {
  const { wait = sleep, dice = Math.random } = settings;
  return {
    async send(mail) {
      for (let left = TRIES - 1; ; left--) {
        const outcome = await sendOnce(client, mail, settings.configurationSet);
        if (left === 0 || outcome.kind !== 'refused' || !TOO_FAST.has(outcome.reason)) return outcome;
        await wait(WAIT_MS.least + dice() * (WAIT_MS.most - WAIT_MS.least));
      }
    },
  };
}

async function sendOnce(
  client: Pick<SESv2Client, 'send'>,
  { deliveryId, from, to, raw }: OutgoingMail,
  configurationSet: string | undefined,
): Promise<SendOutcome> {
  try {
    const answer = await client.send(
      new SendEmailCommand({
        FromEmailAddress: from,
        Destination: { ToAddresses: [to] },
        Content: { Raw: { Data: raw } },
        EmailTags: [{ Name: 'vouch-delivery', Value: deliveryId }],
        ...(configurationSet && { ConfigurationSetName: configurationSet }),
      }),
    );
    return answer.MessageId
      ? { kind: 'accepted', messageId: answer.MessageId }
      : { kind: 'unclear', reason: 'no message id' };
  } catch (error) {
    return outcomeOf(error);
  }
}

/** Of SES's refusals these can be repeated as they are; every other one needs a person. */
const NOT_NOW = new Set([
  'TooManyRequestsException',
  'LimitExceededException',
  'ThrottlingException',
  'SendingPausedException',
  // Credentials that changed while we asked, and a clock that ran away: the next attempt signs anew.
  'ExpiredTokenException',
  'RequestExpired',
]);
function outcomeOf(error: unknown): SendOutcome {
  const name = error instanceof Error ? error.name : '';
  if (NOT_NOW.has(name)) return { kind: 'refused', reason: name };
  if (wasRefused(error)) return { kind: 'rejected', reason: name };
  if (neverConnected(error)) return { kind: 'refused', reason: reasonOf(error) };
  return { kind: 'unclear', reason: reasonOf(error) };
}

/** An answer of 4xx says that nothing was sent, whatever its name: AccessDenied, a bad address, a name of next year. */
function wasRefused(error: unknown): boolean {
  const status =
    (error as { $metadata?: { httpStatusCode?: number } } | undefined)?.$metadata?.httpStatusCode ?? 0;
  return status >= 400 && status < 500 && status !== REQUEST_TIMEOUT;
}

/** The request may have been taken before its time was over. */
const REQUEST_TIMEOUT = 408;
