import type { SignInLetter } from '../deps.ts';
import { sayIn } from '../words/say.ts';

/** The mail with the link and the digits, in plain text: nothing in it to load. */
export function signInLetter(asked: {
  to: string;
  publicUrl: string;
  language: string;
  token: string;
  code: string;
}): SignInLetter {
  const say = sayIn(asked.language);
  const host = new URL(asked.publicUrl).host;
  const lines = [
    say('You asked to sign in to {host}.', { host }),
    '',
    say('In the browser where you asked, open:'),
    `${asked.publicUrl}/app/in/${asked.token}`,
    '',
    say('In any other, type these digits: {code}', { code: asked.code }),
    '',
    say('Both are good for ten minutes and once. If you did not ask, nothing happens: ignore this mail.'),
  ];
  return {
    to: asked.to,
    subject: say('Sign in to {host}: {code}', { host, code: asked.code }),
    text: `${lines.join('\n')}\n`,
  };
}
