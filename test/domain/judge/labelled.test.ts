import { describe, expect, it } from 'vitest';
import { appOf } from '../../../shared/domain/judge/app-of.ts';
import { judge } from '../../../shared/domain/judge/judge.ts';
import { agentsOf, aHit, type Row, rowsOf } from './labelled.ts';

const judged = (userAgent: string) => judge(aHit({ headers: { 'user-agent': userAgent } }));
const reasonOf = (userAgent: string): string => {
  const verdict = judged(userAgent);
  return verdict.kind === 'excluded' ? verdict.reason : 'counted';
};

/** Listed as a preview fetcher by its source; a person all the same (see the fixtures' README). */
const FACEBOOK_WINDOW = 'MetaIAB Facebook';

describe('previews', () => {
  const fetchers = agentsOf('ua_social_preview').filter((agent) => !agent.includes(FACEBOOK_WINDOW));

  it('calls none of the known preview fetchers a click', () => {
    expect(fetchers.filter((agent) => reasonOf(agent) === 'counted')).toEqual([]);
  });

  it('sees a share signal in at least five of six of them, the rest are plain bots', () => {
    const shared = fetchers.filter((agent) => reasonOf(agent) === 'preview');
    console.log(`share signals: ${shared.length} of ${fetchers.length} social-preview user agents`);
    expect(shared.length / fetchers.length).toBeGreaterThan(5 / 6);
  });

  it('calls no browser of real traffic a preview', () => {
    expect(agentsOf('ua_intoli_useragents').filter((agent) => reasonOf(agent) === 'preview')).toEqual([]);
  });

  it.each([
    ['iMessage poses as Facebook and Twitter', IMESSAGE(), 'imessage', 'device'],
    ['WhatsApp composes on the phone', 'WhatsApp/2.23.20.0 A', 'whatsapp', 'device'],
    ['Signal poses as WhatsApp', 'WhatsApp/2', 'signal', 'device'],
    ['Signal poses as WhatsApp, barely', 'WhatsApp', 'signal', 'device'],
    ['Telegram mentions Twitter', 'TelegramBot (like TwitterBot)', 'telegram', 'server'],
    [
      'KakaoTalk poses as Facebook',
      'facebookexternalhit/1.1;kakaotalk-scrap/1.0; +https://devtalk.kakao.com/',
      'kakaotalk',
      'server',
    ],
    ['LINE poses as Facebook', 'facebookexternalhit/1.1;line-poker/1.0', 'line', 'server'],
    [
      'Facebook itself',
      'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
      'facebook',
      'server',
    ],
    ['Slack', 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)', 'slack', 'server'],
    ['Discord', 'Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)', 'discord', 'server'],
    ['Teams', 'Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5', 'teams', 'server'],
    [
      'Bluesky',
      'Mozilla/5.0 (compatible; Bluesky Cardyb/1.1; +mailto:support@bsky.app)',
      'bluesky',
      'server',
    ],
    ['Mastodon', 'http.rb/5.1.1 (Mastodon/4.2.1; +https://mastodon.example/)', 'mastodon', 'server'],
  ])('names the app that fetches a preview: %s', (_, agent, app, fetchedBy) => {
    expect(judged(agent)).toMatchObject({ kind: 'excluded', reason: 'preview', share: { app, fetchedBy } });
  });
});

function IMESSAGE(): string {
  return 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 (KHTML, like Gecko) Version/9.0.1 Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0';
}

describe('bots', () => {
  it.each(['ua_inapp_spy', 'ua_detect_inapp', 'ua_intoli_useragents'])(
    'calls nobody in %s a bot or a preview',
    (name) => {
      expect(agentsOf(name).filter((agent) => reasonOf(agent) !== 'counted')).toEqual([]);
    },
  );

  /**
   * isbot's list is of what it must not block, and holds what no person looks at: systems and apps fetching outside any
   * window, players, Office's look at a link, attacks. Nobody who taps a link sends these.
   */
  const NO_WINDOW: readonly (readonly [reason: string, agents: RegExp])[] = [
    [
      'Apple’s systems fetch for an app or for a favicon, without a window',
      /CFNetwork|cfnetwork|SpringBoard/,
    ],
    ['Firefox on a phone fetches beside its window', /^MozacFetch/],
    ['Android’s own HTTP client; a window names an engine', /^(Dalvik|ExampleApp|ESPN App|espn app)/],
    [
      'an app asks its own servers, by name and version',
      /^(Job Search\/95|retweet|Hulu|hulu|GOGGalaxyClient)/,
    ],
    [
      'a player or podcast app fetches a stream',
      /^(fuboTV|Xumo|RadiosNet|PodcastRepublic|HTC Streaming|QuickTime)/,
    ],
    ['a box under a television or a loudspeaker', /^(Roku4640X|Linux UPnP|PS4Application)/],
    ['Office looks at a link before it opens the browser', /^Microsoft Office|ms-office/],
    ['libraries and search services', /^(MyLib|amazon-kendra)|Lucidworks-Anda|Yahoo! Slurp|^pinterest\/0\.$/],
    ['Amazon fetches what Alexa was asked for', /Amzn-User/],
    ['attacks', /PG_SLEEP|Mozilliqa|Laravel Reaver/],
  ];
  const isWindow = (agent: string) => !NO_WINDOW.some(([, agents]) => agents.test(agent));

  it('calls no browser of isbot’s own list a bot', () => {
    const agents = agentsOf('ua_isbot_browsers');
    const browsers = agents.filter(isWindow);
    console.log(
      `isbot's browsers: ${browsers.length} of ${agents.length} are windows that a person looks at`,
    );
    expect(agents.length - browsers.length).toBe(54);
    for (const [reason, kind] of NO_WINDOW)
      expect(
        agents.some((agent) => kind.test(agent)),
        reason,
      ).toBe(true);
    expect(browsers.filter((agent) => reasonOf(agent) === 'bot')).toEqual([]);
  });

  it('calls one of them a preview: Viber’s own fetch on the phone, which is no browser', () => {
    const previews = agentsOf('ua_isbot_browsers').filter((agent) => reasonOf(agent) === 'preview');
    expect(previews).toEqual(['Viber/12.8.0.1 CFNetwork/1121.2.2 Darwin/19.3.0']);
  });

  it.each(['ua_isbot_crawlers', 'ua_arcjet_wellknown'])('excludes at least 995 of 1,000 of %s', (name) => {
    const agents = agentsOf(name);
    const missed = agents.filter((agent) => reasonOf(agent) === 'counted');
    console.log(`${name}: ${agents.length - missed.length} of ${agents.length} excluded`, missed);
    expect(missed.length / agents.length).toBeLessThan(0.005);
  });

  it.each([
    [
      'a phone called Discovery',
      'Mozilla/5.0 (Linux; Android 9; Discovery Build/PPR1; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/99.0.4844.88 Mobile Safari/537.36',
    ],
    [
      'a phone called CUBOT',
      'Mozilla/5.0 (Linux; Android 8.1.0; CUBOT_P20) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/99.0.4844.88 Mobile Safari/537.36',
    ],
    [
      'a phone called M bot 54',
      'Mozilla/5.0 (Linux; Android 6.0; M bot 54 Build/MRA58K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/61.0.3163.98 Mobile Safari/537.36',
    ],
    [
      'a phone called Radar',
      'Mozilla/5.0 (Linux; Android 5.1; Radar Build/LMY47I) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/99.0.4844.88 Mobile Safari/537.36',
    ],
    [
      'WeChat’s tools process',
      'Mozilla/5.0 (Linux; Android 12; V2 Build/SP1A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/107.0.5304.141 Mobile Safari/537.36 XWEB/5169 MMWEBSDK/20230405 MicroMessenger/8.0.35 Process/tools',
    ],
    [
      'NewsBreak’s window',
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 NewsBreak/25.1.0',
    ],
    [
      'Instagram on a Pixel',
      'Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/130.0.6723.58 Mobile Safari/537.36 Instagram 355.1.0.44.103 Android (34/14; 420dpi; 1080x2205; Google/google; Pixel 8; shiba; shiba; en_US; 658190016)',
    ],
  ])('lets a person through: %s', (_, agent) => {
    expect(judged(agent).kind).toBe('counted');
  });

  it.each([
    ['no user agent', ''],
    ['blanks', '   '],
    [
      'a crawler that names itself where a phone names its model',
      'Mozilla/5.0 (Linux; Android 8.0; Pixel 2 Build/OPD3; Storebot-Google/1.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/81.0.4044.138 Mobile Safari/537.36',
    ],
    [
      'a crawler that mentions an app',
      'Mozilla/5.0 (iPhone; CPU iPhone OS 7_0 like Mac OS X) AppleWebKit/537.51.1 Mobile/11A465 Twitter for iPhone BrandVerity/1.0 (http://www.brandverity.com/why)',
    ],
    [
      'a spider in an app’s clothes',
      'Mozilla/5.0 (Linux; Android 5.0) AppleWebKit/537.36 Mobile Safari/537.36 (compatible; Bytespider; musical_ly)',
    ],
    [
      'a headless browser',
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/120.0.0.0 Safari/537.36',
    ],
    ['curl', 'curl/8.4.0'],
  ])('keeps a machine out: %s', (_, agent) => {
    expect(reasonOf(agent)).toBe('bot');
  });
});

describe('apps', () => {
  const NAMES: Record<string, string> = { GSA: 'google', TWITTER: 'x' };
  const BROWSERS = /SFSVC|SAFARI|CHROME|FIREFOX|EDGE|OPERA|YANDEX|PUFFIN|MIUI|VIVALDI|IE11/;
  const nameOf = (label: string) => NAMES[label] ?? label.toLowerCase();
  const inApp = [...rowsOf('ua_inapp_spy'), ...rowsOf('ua_detect_inapp')].filter(
    (row) => !BROWSERS.test(row.label),
  );
  const isSilent = (row: Row) => row.label === 'TELEGRAM';
  const isShared = ({ ua = '', label }: Row) => label === 'MESSENGER' && !/Messenger|MESSENGER/.test(ua);

  it('names the app of at least 97 % of in-app user agents that say it', () => {
    const telling = inApp.filter((row) => !isSilent(row) && !isShared(row));
    const right = telling.filter((row) => appOf(row.ua ?? '')?.app === nameOf(row.label));
    const strict = inApp.filter((row) => appOf(row.ua ?? '')?.app === nameOf(row.label));
    console.log(
      `apps named: ${right.length} of ${telling.length} that say it; ${strict.length} of ${inApp.length} of all`,
    );
    expect(right.length / telling.length).toBeGreaterThanOrEqual(0.97);
  });

  it('calls a window that Facebook and Messenger share Facebook, unsure', () => {
    for (const row of inApp.filter(isShared))
      expect(appOf(row.ua ?? '')).toMatchObject({ app: 'facebook', unsure: true });
  });

  it('names no app where a browser is plain', () => {
    const plain = [...rowsOf('ua_inapp_spy'), ...rowsOf('ua_detect_inapp')].filter((row) =>
      BROWSERS.test(row.label),
    );
    expect(plain.filter((row) => appOf(row.ua ?? '') !== undefined)).toEqual([]);
  });

  const BY_GROUP: [string, string[]][] = [
    ['Instagram', ['instagram']],
    ['Facebook App', ['facebook', 'messenger']],
    ['Pinterest App', ['pinterest']],
    ['Snapchat', ['snapchat']],
    ['Twitter App', ['x']],
    ['Viber', ['viber']],
    ['WeChat', ['wechat']],
    ['Baidu Box App', ['baidu']],
    ['Bing Search App', ['bing']],
    ['Google Search App', ['google']],
    ['Flipboard', ['flipboard']],
    ['Thunderbird', ['thunderbird']],
    ['DuckDuckGo', ['duckduckgo']],
    ['Spotify', ['spotify']],
  ];
  it.each(BY_GROUP)('knows %s in isbot’s list of browsers', (group, apps) => {
    const agents = rowsOf('ua_isbot_browsers').filter(
      (row) => row.sub === group && row.ua?.startsWith('Mozilla/'),
    );
    expect(agents.length).toBeGreaterThan(0);
    expect(agents.filter((row) => !apps.includes(appOf(row.ua ?? '')?.app ?? ''))).toEqual([]);
  });

  const W =
    'Mozilla/5.0 (Linux; Android 12; V2; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/103.0.5060.129 Mobile Safari/537.36';
  it.each([
    [`${W}Snapchat11.36.0.36 (V2; Android 12#1#31; gzip; )`, 'snapchat'],
    [`${W}trill_400504 JsSdk/1.0`, 'tiktok'],
    [`${W} GoogleApp/13.1.2`, 'google'],
    [`${W} MetaIAB`, 'facebook'],
    [`${W} MetaIAB Instagram`, 'instagram'],
    [`${W} [FB_IAB/Orca-Android;FBAV/400.0.0.1.1;]`, 'messenger'],
    [`${W};KAKAOTALK 2309520`, 'kakaotalk'],
    [`${W} Line/13.1.0/IAB`, 'line'],
    [`${W} NAVER(inapp; blog; 100; 8.9.3)`, 'naver-blog'],
    [`${W} NAVER(inapp; cafe; 100; 9.2.0)`, 'naver-blog'],
    [`${W} NAVER(inapp; search; 2000; 12.14.5)`, 'naver'],
    [`${W} NAVER(higgs; search; 2000; 12.14.5)`, 'naver'],
    [`${W} Reddit/Version 2022.28.0/Build 533235/Android 12`, 'reddit'],
    [`${W} Telegram-Android/11.2.1 (Google Pixel)`, 'telegram'],
    [`${W} aweme_230400 JsSdk/1.0 BytedanceWebview/d8a21c6`, 'douyin'],
    [`${W} MMWEBID/1 MicroMessenger/8.0.35`, 'wechat'],
    [`${W} [LinkedInApp]/2.200.63`, 'linkedin'],
    [`${W} TwitterAndroid`, 'x'],
    [`${W} Zalo android/12100580`, 'zalo'],
    [`${W} Barcelona 355.0.0.39.109 Android (34/14)`, 'threads'],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) MacOutlook/16.78',
      'outlook',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:45.0) Gecko/20100101 Icedove/45.8.0', 'thunderbird'],
    [`${W} Bluesky/1.96.0`, 'bluesky'],
    [`${W} TruthSocial/220`, 'truthsocial'],
    [`${W} Outline/7.4.0`, undefined],
    [`${W} Offline/1.0`, undefined],
    [W, undefined],
  ])('reads a glued or bare token in …%#', (agent, app) => {
    expect(appOf(agent)?.app).toBe(app);
  });
});
