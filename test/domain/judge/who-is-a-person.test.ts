import { describe, expect, it } from 'vitest';
import { judge } from '../../../shared/domain/judge/judge.ts';
import {
  aHit,
  CHROME_ANDROID,
  CHROME_DESKTOP,
  INSTAGRAM_IPHONE,
  SAFARI_IPHONE,
  WEBVIEW_ANDROID,
} from './labelled.ts';

/** `counted channel app`, or why it is no click. */
function said(parts: Parameters<typeof aHit>[0]): string {
  const { kind, channel, app, ...verdict } = judge(aHit(parts));
  if (kind === 'excluded') return 'reason' in verdict ? String(verdict.reason) : '';
  return app ? `${channel} ${app}` : channel;
}
const agent = (userAgent: string, headers: Record<string, string> = {}) =>
  said({ headers: { 'user-agent': userAgent, ...headers } });

const bracket = (app: string, carrier: string, phone = 'SM-S921B', maker = 'samsung') =>
  `[FBAN/${app};FBAV/570.0.0.1.70;FBBV/1;FBDM/{density=3.0,width=1080,height=2340};FBLC/de_DE;FBRV/0;` +
  `FBCR/${carrier};FBMF/${maker};FBBD/${maker};FBDV/${phone};FBSV/16;FBOP/1;FBCA/arm64-v8a:;]`;

describe('a known app without a fetcher’s mark is a person, whatever its user agent begins with', () => {
  it.each([
    'Telekom',
    'O2',
    'congstar',
    'Vodafone.de',
    'TIM',
    'A1',
    'Orange',
    'SFR',
    'T-Mobile',
    'EE',
    'Jio',
    'Airtel',
    'AT&T',
    'Verizon',
    'Spider',
    'Monitor Mobile',
    'Türk Telekom',
    '中国移动',
    '',
    'curlnet',
    'GoMo.ie',
    'BotMobile',
  ])('Facebook’s window on %s', (carrier) => {
    expect(agent(bracket('FB4A', carrier))).toBe('cross_social facebook');
    expect(agent(bracket('Orca-Android', carrier))).toBe('dark_messenger messenger');
    expect(agent(`Dalvik/2.1.0 (Linux; U; Android 16; SM-S921B) ${bracket('FB4A', carrier)}`)).toBe(
      'cross_social facebook',
    );
  });

  it.each([
    [bracket('FB4A', 'O2', 'CUBOT_P20', 'CUBOT'), 'cross_social facebook'],
    [bracket('MessengerLite', 'O2', 'Discovery'), 'dark_messenger messenger'],
    [
      'Instagram 350.0.0.20.90 Android (34/14; 420dpi; 1080x2205; Google/google; Pixel 8; shiba; de_DE)',
      'own_inapp instagram',
    ],
    ['Snapchat/12.87.0.44 (RMX2001; Android 11#1647528410731#30; gzip; )', 'cross_social snapchat'],
    [
      'com.zhiliaoapp.musically/2023303040 (Linux; U; Android 14; de_DE; Pixel 8; musical_ly_2023303040)',
      'cross_social tiktok',
    ],
  ])('%s', (userAgent, expected) => {
    expect(agent(userAgent)).toBe(expected);
  });

  it.each([
    ['a fetcher that names the app', `${bracket('FB4A', 'O2')} (+https://crawler.example/)`],
    ['a spider in its clothes', `${bracket('FB4A', 'O2')} Bytespider; bot;`],
    ['the app’s code outside its window', 'Slack/23.10.10 CFNetwork/1410 Darwin/22.6.0'],
    ['a name alone', 'Snapchat'],
    ['a name and a version alone', 'Discord/1.0'],
    ['an app’s HTTP library', 'Reddit/2024.1 okhttp/4.12.0'],
    ['a look-alike of the bracket', '[FBXN/FB5A;AV/570]'],
  ])('… but not %s', (_, userAgent) => {
    expect(agent(userAgent)).toBe('bot');
  });
});

describe('who begins like no browser and names no app or browser that is known is no person', () => {
  it.each([
    'NetworkingExtension/8621.3.11.10.3 Network/4277.140.33 iOS/18.6.2',
    'MobileSafari/8620.2.4 CFNetwork/1568.300.101 Darwin/24.2.0',
    'com.apple.WebKit.Networking/20621.2.5 Network/5085 iOS/19.0',
    'com.apple.Safari.SearchHelper/20618.1 CFNetwork/1494 Darwin/23.4.0',
    'Dalvik/2.1.0 (Linux; U; Android 14; SM-S921B Build/UP1A.231005.007)',
    'Mozilla/5.0 (Windows NT; Windows NT 10.0; de-DE) WindowsPowerShell/5.1.19041.4522',
    'Mozilla/5.0 (Linux; Ubuntu 22.04.4 LTS; de-DE) PowerShell/7.4.6',
    'Mozilla/5.0 (Macintosh; Darwin 23.6.0 Darwin Kernel Version; en-US) PowerShell/7.4.6',
    'Microsoft Office/16.0 (Windows NT 10.0; Microsoft Word 16.0.17628; Pro)',
    'Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17628; Pro)',
    'Microsoft Office Excel 2014 (16.0.4266) Windows NT 10.0',
    'Mozilla/4.0 (compatible; ms-office; MSOffice 16)',
    'Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 10.0; Trident/7.0; .NET4.0C; ms-office; MSOffice 16)',
    'Microsoft Data Access Internet Publishing Provider Protocol Discovery',
    'Mozilla/5.0 (linux) AppleWebKit/537.36 (KHTML, like Gecko) jsdom/22.1.0',
    'Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) HappyDOM/20.0.0',
    'Mozilla/5.0 (X11; Linux x86_64)',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64)',
    'axios/1.7.2',
    'got/14.4 (sindresorhus)',
    'undici',
    'node',
    'Bun/1.1.20',
    'Deno/1.45.2',
    'phin',
    'Dart/3.4 (dart:io)',
    'Java/17.0.2',
    'Apache-HttpClient/5.3 (Java/17.0.9)',
    'okhttp/4.12.0',
    'ktor-client',
    'Go-http-client/2.0',
    'fasthttp',
    'python-requests/2.32.3',
    'Python/3.11 aiohttp/3.9.5',
    'python-httpx/0.27.0',
    'Ruby',
    'Faraday v2.9.0',
    'http.rb/5.1.1',
    'GuzzleHttp/7',
    'Symfony HttpClient (Curl)',
    'libwww-perl/6.77',
    'Mojolicious (Perl)',
    'RestSharp/110.2.0.0',
    'reqwest/0.12',
    'ureq/2.10',
    'hackney/1.20.1',
    'mint/1.5',
    'Req/0.5',
    'Alamofire/5.9.1',
    'MyShop/1 (com.shop.example; build:4; iOS 18.1.0) Alamofire/5.9.1',
    'curl/8.4.0',
    'HTTPie/3.2.2',
    'R (4.4.1 x86_64-pc-linux-gnu x86_64 linux-gnu)',
    'Julia/1.10 HTTP.jl/1.10',
    'Lua-Resty-HTTP/0.17',
    'cpp-httplib/0.15',
    'W3C-checklink/4.81 libwww-perl/6.77',
    'LinkChecker/10.4',
    'muffet/2.10',
    'lychee/0.15.1',
    'Xenu Link Sleuth/1.3.8',
    'Shop App 3.1 (a helper of our own; linux)',
    'PodcastRepublic/18.0 (Linux; U; Android 15;zeus/AQ3A.241006.001)',
  ])('%s', (userAgent) => {
    expect(agent(userAgent)).toBe('bot');
  });

  it.each([
    [
      'UC’s data-saving format',
      'UCWEB/2.0 (Java; U; MIDP-2.0; en-US; nokia5130c-2) U2/1.0.0 UCBrowser/9.4.1.482 U2/1.0.0 Mobile',
    ],
    ['the same on an iPhone', 'IUC(U;iOS 5.1.1;Zh-cn;320*480;)/UCWEB8.9.1.271/42/800'],
    [
      'the same, as it is told',
      'dv(iPh14,2);pr(UCBrowser/10.7.6.805);ov(8_3);ss(375x667);bt(UC);pm(1);bv(0);nm(0);im(0);nt(1);',
    ],
    ['Opera Mini', 'Opera/9.80 (Android; Opera Mini/36.2.2254/191.256; U; en) Presto/2.12.423 Version/12.16'],
    ['a text browser', 'Lynx/2.8.9rel.1 libwww-FM/2.14 SSL-MM/1.4.1 GNUTLS/3.6.15'],
    ['another', 'w3m/0.5.3+git20230121'],
    ['the same as other systems build it', 'w3m/0.5.3'],
    ['one that draws', 'Links (2.28; Linux 6.1 x86_64; GNU C 12.2; 80x24)'],
    ['a small one', 'Dillo/3.0.5'],
    ['another small one', 'NetSurf/3.10 (Linux)'],
    ['Ladybird', 'Mozilla/5.0 (Linux; x86_64) LibWeb+LibJS/1.0 Ladybird/1.0'],
    ['an old telephone', 'Nokia6230i/2.0 (03.80) Profile/MIDP-2.0 Configuration/CLDC-1.1'],
    [
      'an app that puts its name in front',
      'Job Search/24.4.0 Mozilla/5.0 (Linux; Android 14; SM-S918U; wv) AppleWebKit/537.36 Chrome/122.0 Mobile Safari/537.36',
    ],
    [
      'a cut beginning',
      'ozilla/5.0 (Linux; Android 10) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/115.0 Mobile Safari/537.36',
    ],
    ['a browser that begins with its own name', 'Midori/0.2 (X11; Linux; U; fr-fr) WebKit/531.2+'],
    ['a games console', 'Mozilla/5.0 (Nintendo 3DS; U; ; en) Version/1.7412.EU'],
    ['Internet Explorer', 'Mozilla/5.0 (Windows NT 10.0; Trident/7.0; rv:11.0) like Gecko'],
    [
      'a Mac’s window',
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)',
    ],
  ])('… but a person: %s', (_, userAgent) => {
    expect(agent(userAgent)).not.toBe('bot');
  });

  it('Outlook drawing a mail is a person', () => {
    const outlook =
      'Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 6.1; Trident/7.0; Microsoft Outlook 14.0.7113; ms-office; MSOffice 14)';
    expect(agent(outlook)).toBe('dark_email outlook');
  });
});

describe('same-site without a Referer is a contradiction', () => {
  const sameSite = {
    'sec-fetch-site': 'same-site',
    'sec-fetch-mode': 'navigate',
    'sec-fetch-dest': 'document',
  };
  it.each([
    ['a scraping library', CHROME_DESKTOP, sameSite, 'bot'],
    ['another, as a telephone', CHROME_ANDROID, sameSite, 'bot'],
    [
      'with the page named',
      CHROME_DESKTOP,
      { ...sameSite, referer: 'https://www.shop.example/' },
      'referral',
    ],
    ['on a domain of its own', CHROME_DESKTOP, { ...sameSite, host: 'vou.ch' }, 'bot'],
    ['under a two-part suffix', CHROME_DESKTOP, { ...sameSite, host: 'sock.co.uk:443' }, 'bot'],
    ['on this machine', CHROME_DESKTOP, { ...sameSite, host: '127.0.0.1:8787' }, 'bot'],
    ['below a brand’s site', CHROME_DESKTOP, { ...sameSite, host: 'go.example.com' }, 'referral'],
    ['the same on a telephone', CHROME_ANDROID, { ...sameSite, host: 'go.sock.co.uk' }, 'referral'],
    [
      'a machine below a brand’s site',
      'Googlebot/2.1 (+http://www.google.com/bot.html)',
      { ...sameSite, host: 'go.example.com' },
      'bot',
    ],
    ['from a page of ours', CHROME_DESKTOP, { ...sameSite, 'sec-fetch-site': 'same-origin' }, 'dark_unknown'],
    ['in an app’s window', INSTAGRAM_IPHONE, sameSite, 'own_inapp instagram'],
    [
      'in a window that names its package',
      WEBVIEW_ANDROID,
      { ...sameSite, 'x-requested-with': 'com.slack' },
      'dark_messenger slack',
    ],
    [
      'two values, which count as none',
      CHROME_DESKTOP,
      { 'sec-fetch-site': 'same-site, none' },
      'dark_unknown',
    ],
  ])('%s', (_, userAgent, headers, expected) => {
    expect(agent(userAgent, headers as Record<string, string>)).toBe(expected);
  });
});

describe('assistants mark the links they show', () => {
  const tagged = (query: string, headers = {}) =>
    said({ query, headers: { 'user-agent': CHROME_DESKTOP, ...headers } });
  it.each([
    ['utm_source=chatgpt.com', 'ai_assistant chatgpt'],
    ['a=1&UTM_Source=ChatGPT.com&b=2', 'ai_assistant chatgpt'],
    ['utm_source=openai', 'ai_assistant chatgpt'],
    ['utm_source=perplexity', 'ai_assistant perplexity'],
    ['utm_source=perplexity.ai', 'ai_assistant perplexity'],
    ['utm_source=copilot.com', 'ai_assistant copilot'],
    ['utm_source=gemini.google.com', 'ai_assistant gemini'],
    ['utm_source=claude.ai', 'ai_assistant claude'],
    ['utm_source=chat.deepseek.com', 'ai_assistant deepseek'],
    ['utm_source=grok.com', 'ai_assistant grok'],
    ['utm_source=notchatgpt.com', 'dark_unknown'],
    ['utm_source=chatgpt.com.evil.example', 'dark_unknown'],
    ['utm_source=chatgpt-guide', 'dark_unknown'],
    ['utm_source=geminis', 'dark_unknown'],
    ['utm_source=you', 'dark_unknown'],
    ['utm_campaign=chatgpt.com', 'dark_unknown'],
    ['xutm_source=chatgpt.com', 'dark_unknown'],
    ['utm_source=chatgpt.com&utm_medium=cpc', 'paid'],
  ])('%s', (query, expected) => {
    expect(tagged(query)).toBe(expected);
  });

  it('a link that was passed on says where it was passed on', () => {
    expect(tagged('utm_source=chatgpt.com', { referer: 'https://web.whatsapp.com/' })).toBe(
      'dark_messenger whatsapp',
    );
    expect(tagged('utm_source=chatgpt.com', { 'user-agent': INSTAGRAM_IPHONE })).toBe('own_inapp instagram');
    expect(tagged('utm_source=chatgpt.com', { referer: 'https://chatgpt.com/' })).toBe(
      'ai_assistant chatgpt',
    );
  });

  it('Gemini’s window on an iPhone names itself; another app’s window of Google’s does not', () => {
    const google = SAFARI_IPHONE.replace(/Version.*/, 'Mobile/15E148 GoogleWv/1.0 (WKWebView)');
    expect(agent(`${google} GeminiiOS/1.2026.2270600`)).toBe('ai_assistant gemini');
    expect(agent(google)).toBe('dark_app');
  });
});

describe('webmail', () => {
  const from = (referer: string) => said({ headers: { 'user-agent': CHROME_DESKTOP, referer } });
  it.each([
    'https://bluemail.bluewin.ch/',
    'https://email.hispeed.ch/',
    'https://wmail.orange.fr/',
    'https://webmail1e.orange.fr/',
    'https://mail03.example.fr/',
    'https://mailbusiness.ionos.de/',
    'https://email.ionos.fr/',
    'https://3c.gmx.net/mail/client',
    'https://navigator.web.de/mail',
    'https://email.seznam.cz/',
    'https://poczta.o2.pl/',
    'https://mail.163.com/',
    'https://mail.daum.net/',
    'https://mail.rambler.ru/',
    'https://email.t-online.de/',
    'https://zimbra.free.fr/',
    'https://squirrelmail.uni.example.edu/',
    'https://upcmail.upc.example/',
    'https://exchange.firm.example/owa/',
    'https://host.example.com/roundcube/?_task=mail',
    'https://server.example.com/cpsess123/3rdparty/roundcube',
    'https://mymail.university.example.edu/',
    'https://kundenmail.example.de/',
    'https://us-mg6.mail.yahoo.com/',
  ])('%s', (referer) => {
    expect(from(referer)).toMatch(/^dark_email/);
  });

  it.each([
    'https://www.dailymail.co.uk/news',
    'https://mailorder.example.com/',
    'https://www.mailchimp-alternatives.example/',
    'https://mail.ru.evil.example/',
    'https://blackmail.films.example/',
    'https://go.mail.ru/search',
    'https://my.mail.ru/',
    'https://www.hotmail-login.example/',
    'https://shop.example.com/email-marketing',
    'https://www.airmail-poster.example/',
  ])('is not %s', (referer) => {
    expect(from(referer)).not.toMatch(/^dark_email/);
  });
});

describe('a preview’s bare name, without version and address', () => {
  const share = (userAgent: string) => {
    const verdict = judge(aHit({ headers: { 'user-agent': userAgent } }));
    return verdict.kind === 'excluded' && verdict.reason === 'preview' ? verdict.share?.app : undefined;
  };
  it.each([
    ['facebookexternalhit', 'preview'],
    ['Twitterbot', 'preview'],
    ['Slackbot', 'preview'],
    ['TelegramBot', 'preview'],
    ['Discordbot', 'preview'],
    ['facebookexternalhit/1.1', 'facebook'],
    ['facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)', 'facebook'],
    ['TelegramBot (like TwitterBot)', 'telegram'],
    ['Slackbot 1.0 (+https://api.slack.com/robots)', 'slack'],
    ['WhatsApp', 'signal'],
    ['Viber', 'viber'],
  ])('%s is %s', (userAgent, app) => {
    expect(share(userAgent)).toBe(app);
  });
});
