import { Heading } from '../ui/layout.tsx';
import type { Say } from '../words/say.ts';

type Hints = { outbox?: string };

/** Where mail stays on this machine, the person who waits for one is told so. */
const Outbox = ({ say, outbox }: Hints & { say: Say }) =>
  outbox ? (
    <p class="muted">
      {say('On this machine mail is not sent; it lies in')} <a href={outbox}>{say('the outbox')}</a>.
    </p>
  ) : null;

export const AskPage = ({ say, next, wrong, outbox }: Hints & { say: Say; next: string; wrong?: string }) => (
  <>
    <Heading title={say('Sign in')}>{say('We mail you a link; there is no password.')}</Heading>
    <section>
      <form method="post" action="/app/sign-in">
        <input type="hidden" name="next" value={next} />
        <label for="email">{say('Your e-mail address')}</label>
        {wrong !== undefined && (
          <span class="error" id="email-error">
            {say('This is not an e-mail address.')}
          </span>
        )}
        <input
          id="email"
          name="email"
          type="email"
          autocomplete="email"
          required
          value={wrong ?? ''}
          {...(wrong !== undefined ? { 'aria-invalid': 'true', 'aria-describedby': 'email-error' } : {})}
        />
        <div class="acts">
          <button class="main" type="submit">
            {say('Mail me a link')}
          </button>
        </div>
      </form>
      <Outbox say={say} {...(outbox ? { outbox } : {})} />
    </section>
  </>
);

const CodeField = ({ say, wrong }: { say: Say; wrong?: boolean }) => (
  <>
    <label for="code">{say('The six digits of the mail')}</label>
    {wrong && (
      <span class="error" id="code-error">
        {say('These digits do not fit. After five tries the link is dead; ask for a new one then.')}
      </span>
    )}
    <input
      id="code"
      name="code"
      inputmode="numeric"
      autocomplete="one-time-code"
      required
      {...(wrong ? { 'aria-invalid': 'true', 'aria-describedby': 'code-error' } : {})}
    />
  </>
);

export const CodePage = ({ say, wrong, outbox }: Hints & { say: Say; wrong?: boolean }) => (
  <>
    <Heading title={say('Look into your mail')}>
      {say(
        'If we know this address, a mail is on its way. Open its link in this browser, or type its digits.',
      )}
    </Heading>
    <section>
      <form method="post" action="/app/sign-in/sent">
        <CodeField say={say} wrong={wrong ?? false} />
        <div class="acts">
          <button class="main" type="submit">
            {say('Sign in')}
          </button>
          <a href="/app/sign-in">{say('Ask for another mail')}</a>
        </div>
      </form>
      <Outbox say={say} {...(outbox ? { outbox } : {})} />
    </section>
  </>
);

type Confirm = {
  say: Say;
  email: string;
  brands: readonly { brandId: string; name: string }[];
  wantsCode: boolean;
  wrong: boolean;
  /** Typed already, and right. */
  code?: string;
};

/** The address stands whole, on a line of its own where the words leave it none. */
const AsWhom = ({ say, email }: { say: Say; email: string }) => {
  const [before, after] = say('Sign in as {email}', { email: '\n' }).split('\n');
  return (
    <>
      {before}
      <span class="together">{email}</span>
      {after}
    </>
  );
};

/** Names the address that will be signed in: otherwise somebody could mail you a link of his own. */
export const ConfirmPage = ({ say, email, brands, wantsCode, wrong, code }: Confirm) => (
  <>
    <Heading title={<AsWhom say={say} email={email} />}>
      {wantsCode && say('This is not the browser where the link was asked for.')}
    </Heading>
    <section>
      <form method="post">
        {brands.length > 1 ? (
          <>
            <label for="brandId">{say('Brand')}</label>
            <select id="brandId" name="brandId">
              {brands.map(({ brandId, name }) => (
                <option value={brandId}>{name}</option>
              ))}
            </select>
          </>
        ) : (
          brands[0] && <p>{brands[0].name}</p>
        )}
        {code && <input type="hidden" name="code" value={code} />}
        {wantsCode && <CodeField say={say} wrong={wrong} />}
        <div class="acts">
          <button class="main" type="submit">
            {say('Sign in')}
          </button>
        </div>
      </form>
    </section>
  </>
);

const WHY = {
  unknown: 'This link is not one of ours, or it is older than a day.',
  used: 'This link was used already.',
  replaced: 'A newer link was asked for; only the newest works.',
  expired: 'This link is older than ten minutes.',
} as const;

export const OverPage = ({ say, why }: { say: Say; why: keyof typeof WHY }) => (
  <>
    <Heading title={say('This link is over')}>{say(WHY[why])}</Heading>
    <div class="acts">
      <a class="button main" href="/app/sign-in">
        {say('Ask for a new one')}
      </a>
    </div>
  </>
);

export const NotHerePage = ({ say, host }: { say: Say; host: string }) => (
  <>
    <Heading title={say('Signing in needs https')}>
      {say(
        'Over plain http everybody in the network could read your session. Put https in front and set VOUCH_PUBLIC_URL to it.',
      )}
    </Heading>
    <section>
      <p>{say('With Caddy that is one line, which fetches its certificate by itself:')}</p>
      <pre>{`caddy reverse-proxy --from ${host.replace(/:\d+$/, '')} --to 127.0.0.1:8787`}</pre>
    </section>
  </>
);
