import { describe, expect, it } from 'vitest';
import { judge } from '../../../shared/domain/judge/judge.ts';
import { asReferrerOnly } from '../../../shared/domain/judge/referrer-only.ts';
import { aHit, CHROME_ANDROID, CHROME_DESKTOP, INSTAGRAM_IPHONE, WEBVIEW_ANDROID } from './labelled.ts';

/** `channel app`, or why it is no click. */
function said(parts: Parameters<typeof aHit>[0]): string {
  const { kind, channel, app, ...verdict } = judge(aHit(parts));
  if (kind === 'excluded') return 'reason' in verdict ? String(verdict.reason) : '';
  return app ? `${channel} ${app}` : channel;
}

describe('tags are read however they were written', () => {
  it.each([
    ['utm_medium=email%20', 'dark_email'],
    ['utm_medium=+E-Mail', 'dark_email'],
    ['utm_medium=e_mail', 'dark_email'],
    ['utm_medium=e%20mail', 'dark_email'],
    ['utm_source=email', 'dark_email'],
    ['utm_source=Newsletter&utm_medium=crm', 'dark_email'],
    ['utm_medium=+paid', 'paid'],
    ['utm_medium=%20CPC%20', 'paid'],
    ['x=1&amp;utm_medium=cpc', 'paid'],
    ['x=1&amp;amp;gclid=abc', 'paid google'],
    ['x=1&amp;fbclid=IwAR', 'own_inapp instagram'],
    ['x=1&amp;utm_source=chatgpt.com', 'ai_assistant chatgpt'],
    ['utm_source=https://chatgpt.com/', 'ai_assistant chatgpt'],
    ['utm_source=perplexity.ai/', 'ai_assistant perplexity'],
    ['utm_source=mistral', 'ai_assistant mistral'],
  ])('?%s', (query, right) => {
    expect(said({ query, headers: { 'user-agent': CHROME_DESKTOP } })).toBe(right);
  });

  it.each([
    'utm_medium=emails',
    'utm_source=emailer',
    'xamp;utm_medium=email',
    'utm_source=https://chatgpt.com.example/',
    'utm_source=http://notmistral',
  ])('?%s tells nothing', (query) => {
    expect(said({ query, headers: { 'user-agent': CHROME_DESKTOP } })).toBe('dark_unknown');
  });

  it('&amp; too is what analytics by referrer would have read', () => {
    expect(asReferrerOnly(aHit({ query: 'x=1&amp;utm_source=google&amp;utm_medium=cpc' }))).toBe(
      'Paid Search',
    );
  });

  it('what is shown outranks them', () => {
    const query = 'utm_source=newsletter&utm_medium=e_mail';
    expect(said({ query, headers: { 'user-agent': INSTAGRAM_IPHONE } })).toBe('own_inapp instagram');
  });
});

describe('newsletters’ and advertisements’ own parameters', () => {
  it.each([
    ['mkt_tok=NDc4', 'dark_email marketo'],
    ['dm_i=2ABC', 'dark_email dotdigital'],
    ['oly_enc_id=1234', 'dark_email omeda'],
    ['elqTrackId=abc', 'dark_email eloqua'],
    ['spMailingID=123', 'dark_email acoustic'],
    ['_ke=eyJ', 'dark_email klaviyo'],
    ['ck_subscriber_id=1', 'dark_email convertkit'],
    ['tblci=GiB', 'paid taboola'],
    ['dicbo=v2-abc', 'paid outbrain'],
    ['ndclid=abc', 'paid nextdoor'],
  ])('?%s', (query, right) => {
    expect(said({ query })).toBe(right);
  });
});

describe('an assistant that browses by itself', () => {
  const browser = { 'user-agent': CHROME_DESKTOP, 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' };

  it.each([
    ['OpenAI’s agent', { ...browser, 'signature-agent': '"https://chatgpt.com"' }],
    ['signed under a label', { ...browser, 'signature-agent': 'agent2="https://signer.example.com"' }],
    ['Amazon’s', { 'user-agent': `${CHROME_DESKTOP} NovaAct/1.0` }],
    [
      'Alexa’s',
      {
        'user-agent':
          'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; Amzn-User/0.1) Chrome/119.0.6045.214 Safari/537.36',
      },
    ],
    [
      'a browser without a screen, under a person’s name',
      { ...browser, 'sec-ch-ua': '"Not)A;Brand";v="24", "Chromium";v="149", "HeadlessChrome";v="149"' },
    ],
    ['a mail filter', { 'user-agent': `${CHROME_DESKTOP} Barracuda Sentinel (EE)` }],
  ])('%s is no person', (_, headers) => {
    expect(said({ headers })).toBe('bot');
  });

  it('says who signed, and a click that names nobody is a person’s', () => {
    const signed = judge(aHit({ headers: { ...browser, 'signature-agent': '"https://chatgpt.com"' } }));
    expect(signed.evidence[0]).toBe('signature-agent:chatgpt.com');
    expect(said({ headers: { ...browser, 'signature-agent': '?0' } })).toBe('dark_unknown');
    const brands = '"Not)A;Brand";v="24", "Chromium";v="149", "Google Chrome";v="149"';
    expect(said({ headers: { ...browser, 'sec-ch-ua': brands } })).toBe('dark_unknown');
    expect(said({ headers: { ...browser, referer: 'https://chatgpt.com/' } })).toBe('ai_assistant chatgpt');
  });

  it.each([
    ['ai.mistral.chat', 'ai_assistant mistral'],
    ['com.facebook.stella', 'ai_assistant meta-ai'],
    ['tw.nekomimi.nekogram', 'dark_messenger telegram'],
    ['ir.ilmili.telegraph', 'dark_messenger telegram'],
  ])('people sent by the app %s are theirs', (name, right) => {
    expect(said({ headers: { 'user-agent': CHROME_ANDROID, referer: `android-app://${name}/` } })).toBe(
      right,
    );
    expect(said({ headers: { 'user-agent': WEBVIEW_ANDROID, 'x-requested-with': name } })).toBe(right);
  });
});
