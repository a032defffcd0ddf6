import { describe, expect, it } from 'vitest';
import { classifyReferrer } from '../../../shared/domain/judge/classify-referrer.ts';
import { rowsOf } from './labelled.ts';

const mediumOf = (referer: string) => classifyReferrer(referer)?.medium;

/** Matomo's label, or the finer one where Vouch knows better (fixtures' README). */
function accepted(label: string, host: string): string[] {
  if (label === 'chatbot') return ['ai_assistant'];
  if (label === 'social' && /discord|telegram|wechat|weixin/.test(host)) return ['social', 'messenger'];
  if (label === 'search' && /chatgpt|openai|perplexity|you\.com/.test(host))
    return ['search', 'ai_assistant'];
  return [label];
}

describe('Matomo’s hosts', () => {
  const rows = ['social', 'search', 'chatbot'].flatMap((name) => rowsOf(`referer_matomo_${name}`));
  const hostOf = (referer: string) => new URL(referer).hostname;

  it('are right for at least 95 %, even by Matomo’s own label', () => {
    const right = rows.filter(({ referer = '', label }) =>
      accepted(label, referer).includes(mediumOf(referer) ?? ''),
    );
    const strict = rows.filter(({ referer = '', label }) => accepted(label, '')[0] === mediumOf(referer));
    console.log(`Matomo hosts: ${right.length} right, ${strict.length} by its own label, of ${rows.length}`);
    expect(strict.length / rows.length).toBeGreaterThanOrEqual(0.95);
    expect(right.length / rows.length).toBeGreaterThanOrEqual(0.985);
  });

  it.each(['social', 'search', 'chatbot'])(
    'of kind %s are right for at least 95 %% by its own label',
    (label) => {
      const some = rows.filter((row) => row.label === label);
      const right = some.filter(({ referer = '' }) => accepted(label, '')[0] === mediumOf(referer));
      expect(right.length / some.length).toBeGreaterThanOrEqual(0.95);
    },
  );

  it('carry their medium to subdomains', () => {
    const subdomains = rows.flatMap(({ referer = '', label }) =>
      ['m', 'www', 'l', 'amp', 'de', 'a.b'].map((prefix) => ({
        host: `${prefix}.${hostOf(referer)}`,
        label,
      })),
    );
    const right = subdomains.filter(({ host, label }) =>
      accepted(label, host).includes(mediumOf(`https://${host}/`) ?? ''),
    );
    console.log(`subdomains: ${right.length} of ${subdomains.length}`);
    expect(right.length / subdomains.length).toBeGreaterThanOrEqual(0.97);
  });

  it('lend nothing to a look-alike', () => {
    const fooled = rows.flatMap(({ referer = '' }) => {
      const host = hostOf(referer).replace(/^www\./, '');
      const glued = host.split('.').length === 2 ? [`not${host}`] : [];
      const faces = [...glued, `${host}.evil.example`, `${host}-login.example`, `evil.example/${host}`];
      return faces.filter((face) => !['other', undefined].includes(mediumOf(`https://${face}/`)));
    });
    expect(fooled).toEqual([]);
  });
});

describe('a referrer', () => {
  it.each([
    ['https://l.instagram.com/?u=x', 'social', 'instagram'],
    ['https://lm.facebook.com/', 'social', 'facebook'],
    ['https://t.co/abc', 'social', 'x'],
    ['https://out.reddit.com/t3_x', 'social', 'reddit'],
    ['https://lnkd.in/x', 'social', 'linkedin'],
    ['https://go.bsky.app/', 'social', 'bluesky'],
    ['https://l.threads.com/', 'social', 'threads'],
    ['https://away.vk.com/', 'social', 'vk'],
    ['https://www.pinterest.co.uk/', 'social', 'pinterest'],
    ['https://pinterest.at/', 'social', 'pinterest'],
    ['https://old.reddit.com/', 'social', 'reddit'],
    ['https://www.google.de/', 'search', 'google'],
    ['https://www.google.co.uk/', 'search', 'google'],
    ['https://google.com.br', 'search', 'google'],
    ['https://yandex.com.tr/', 'search', 'yandex'],
    ['https://de.search.yahoo.com/', 'search', 'yahoo'],
    ['https://search.yahoo.co.jp/', 'search', 'yahoo'],
    ['https://cn.bing.com/', 'search', 'bing'],
    ['https://chatgpt.com/', 'ai_assistant', 'chatgpt'],
    ['https://gemini.google.com/', 'ai_assistant', 'gemini'],
    ['https://www.bing.com/chat?q=x', 'ai_assistant', 'copilot'],
    ['https://x.com/i/grok', 'ai_assistant', 'grok'],
    ['https://x.com/i/grok/share/abc', 'ai_assistant', 'grok'],
    ['https://x.com/ada/i/grok', 'social', 'x'],
    ['https://web.whatsapp.com/', 'messenger', 'whatsapp'],
    ['https://l.wl.co/l?u=', 'messenger', 'whatsapp'],
    ['https://webk.telegram.org/', 'messenger', 'telegram'],
    ['https://t.me/s/x', 'messenger', 'telegram'],
    ['https://l.messenger.com/', 'messenger', 'messenger'],
    ['https://ptb.discord.com/', 'messenger', 'discord'],
    ['https://slack-redir.net/', 'messenger', 'slack'],
    ['https://app.slack.com/', 'messenger', 'slack'],
    ['https://statics.teams.cdn.office.net/', 'messenger', 'teams'],
    ['https://teams.microsoft.com/', 'messenger', 'teams'],
    ['https://mail.google.com/', 'email', 'gmail'],
    ['https://mail.yahoo.co.jp/', 'email', 'yahoo-mail'],
    ['https://nam02.safelinks.protection.outlook.com/', 'email', 'outlook'],
    ['https://urldefense.com/v3/', 'email', 'proofpoint'],
    ['https://deref-gmx.net/mail/client/x', 'email', 'gmx'],
    ['https://deref-gmx.com/', 'email', 'gmx'],
    ['https://deref-freemail.example/x', 'email', 'deref-freemail'],
    ['https://lightmailer-bap.gmx.net/', 'email', 'gmx'],
    ['https://webmail.hispeed.ch/', 'email', 'hispeed'],
    ['https://upcmail.upc.nl/', 'email', 'upc'],
    ['https://messageriepro3.orange.fr/', 'email', 'orange'],
    ['https://mail.libero.it/', 'email', 'libero'],
    ['https://intranet.example.com/owa/', 'email', 'example'],
    ['http://intranet/owa/', 'email', 'intranet'],
    ['https://e.mail.ru/', 'email', 'mailru'],
    ['https://my.mail.ru/', 'social', 'mailru-my'],
    ['https://go.mail.ru/', 'search', 'mailru'],
    ['https://linktr.ee/someone', 'link_in_bio', 'linktree'],
    ['https://tr.ee/AbCd', 'link_in_bio', 'linktree'],
    ['https://lynk.id/ada', 'link_in_bio', 'lynk'],
    ['https://liketk.it/4abcd', 'link_in_bio', 'ltk'],
    // Mail gateways that show a page of their own before the link.
    ['https://atpscan.global.hornetsecurity.com/index.php?atp_str=x', 'email', 'hornetsecurity'],
    ['https://seclinks.cloud-security.net/x', 'email', 'hornetsecurity'],
    ['https://links.defend.egress.com/Warning', 'email', 'egress'],
    ['https://urlsand.esvalabs.com/?u=x', 'email', 'libraesva'],
    ['https://link.edgepilot.com/s/x', 'email', 'edgepilot'],
    ['https://beacons.ai/x', 'link_in_bio', 'beacons'],
    ['android-app://com.Slack/', 'messenger', 'slack'],
    ['android-app://m.facebook.com/', 'social', 'facebook'],
    ['android-app://m.facebook.com/https/l.facebook.com', 'social', 'facebook'],
    ['android-app://nextdoor.com/', 'social', 'nextdoor'],
    ['android-app://org.thoughtcrime.securesms/', 'messenger', 'signal'],
    ['android-app://de.gmx.mobile.android.mail/', 'email', 'gmx'],
    ['https://notebooklm.google/', 'ai_assistant', 'notebooklm'],
    ['https://alice.yandex.ru/', 'ai_assistant', 'alice'],
    ['https://www.liketoknow.it/ada', 'link_in_bio', 'ltk'],
    ['https://farcaster.xyz/ada', 'social', 'farcaster'],
    ['https://poczta.wp.pl/', 'email', 'wp'],
    ['android-app://com.google.android.gm/', 'email', 'gmail'],
    ['android-app://com.google.android.googlequicksearchbox/https/www.google.com', 'search', 'google'],
    ['ANDROID-APP://org.telegram.messenger', 'messenger', 'telegram'],
    ['HTTPS://WWW.INSTAGRAM.COM./', 'social', 'instagram'],
    ['http://instagram.com:8080/x', 'social', 'instagram'],
  ])('%s is %s, %s', (referer, medium, app) => {
    expect(classifyReferrer(referer)).toMatchObject({ medium, app });
  });

  it.each([
    ['https://notinstagram.com/'],
    ['https://instagram.com.evil.example/'],
    ['https://instagram.com@evil.example/'],
    ['https://evil.example/?r=https://instagram.com/'],
    ['https://evil.example\\@instagram.com/'],
    ['https://google.evil.com/'],
    ['https://mail.google.com.evil.example/'],
    ['https://webmail.instagram.com.evil.example/'],
    ['https://xn--nstagram-fib.com/'],
    ['https://www.dailymail.co.uk/'],
    ['https://www.globeandmail.com/'],
    ['https://mailand.example/'],
    ['https://docs.google.com/document'],
    ['https://www.hornetsecurity.com/'],
    ['https://www.cloud-security.net/'],
    ['https://str.ee/AbCd'],
    ['https://lynk.id.example/'],
    ['https://finance.yahoo.com/'],
    ['https://box.com/'],
    ['https://netflix.com/'],
    ['https://reader.example/t.co'],
    ['https://chat.co/'],
    ['https://nott.me/'],
    ['https://google.example/'],
    ['http://äåø.example/'],
    ['http://\ufffd\ufffd.example/'],
    ['https://ínstagram.com/'],
    ['http://[2001:db8::1]:8080/page'],
  ])('%s is nobody in particular', (referer) => {
    expect(mediumOf(referer)).toBe('other');
  });

  it.each([
    [''],
    ['javascript:alert(1)'],
    ['data:text/html,x'],
    ['about:blank'],
    ['file:///etc/passwd'],
    ['https://'],
    ['https:///instagram.com'],
    ['https://inst agram.com/'],
    ['https://a..b.com/'],
    ['https://instagram.com, https://evil.example'],
    ['https://\ud800.com/'],
    ['//instagram.com'],
    ['instagram.com'],
    ['android-app://'],
    ['android-app://../x'],
    ['android-app://com.android.chrome/'],
    [`https://${'a'.repeat(300)}.com/`],
  ])('%s is no referrer at all', (referer) => {
    expect(classifyReferrer(referer)).toBeUndefined();
  });
});

describe('a page that Google shows translated, or as AMP', () => {
  it.each([
    ['https://medium-com.translate.goog/@ada/socks?_x_tr_sl=en', 'social', 'medium'],
    ['https://www-instagram-com.translate.goog/', 'social', 'instagram'],
    ['https://www-reddit-com.cdn.ampproject.org/v/s/www.reddit.com/', 'social', 'reddit'],
    ['https://ada--knits-substack-com.cdn.ampproject.org/', 'social', 'substack'],
    ['https://linktr-ee.translate.goog/ada', 'link_in_bio', 'linktree'],
    ['https://0-linktr-ee-0.cdn.ampproject.org/', 'link_in_bio', 'linktree'],
    ['https://x-com.translate.goog/i/grok', 'ai_assistant', 'grok'],
  ])('is that page: %s', (referer, medium, app) => {
    const read = classifyReferrer(referer);
    expect(read).toMatchObject({ medium, app });
    expect(read?.host).toBe(new URL(referer).hostname);
  });

  it.each([
    'https://blog-example-com.translate.goog/',
    'https://cdn.ampproject.org/',
    'https://translate.goog/',
    'https://instagram--com.translate.goog/',
    'https://www-instagram-com.translate.goog.evil.example/',
    'https://www-instagram-com.evil.translate.goog/',
    'https://www-instagram-com.nottranslate.goog/',
  ])('is no network by its look: %s', (referer) => {
    expect(mediumOf(referer)).toBe('other');
  });
});
