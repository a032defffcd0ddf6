/**
 * What apps write into the user agent of their own browser window. One line: `app kind token|token…`; the first line
 * whose token occurs wins, letter case counts, no word boundary is asked for (`Safari/537.36Snapchat11.x`,
 * `…36trill_400` are real). Facts seen in public user agents: MIT fixtures of inapp-spy and detect-inapp, Unlicense
 * fixtures of isbot, and the vendors' own documents. Meta's shared token (FBAN, FB_IAB) is read in app-of.ts.
 *
 * Kinds: social, messenger, email, search, ai_assistant; `app` is any other app (a webview, so never a paste);
 * `browser` is a browser of its own, which says nothing about where the link lay.
 */
export const APP_TOKENS = `
meta meta FBAN/|FBAV/|FB_IAB|MetaIAB|FBIOS|FB4A
instagram social Instagram
threads social Barcelona |Barcelona/
tiktok social musical_ly|trill_|ultralite|TikTok/|TikTok |TikTokLIVEStudio
lemon8 social Lemon8|lemon8
douyin social aweme|Aweme|DouyinLite
toutiao app NewsArticle/|NewsLite/|Toutiao
capcut app CapCut|vicut
lark messenger Lark/|Feishu/
tiktok social BytedanceWebview|ByteLocale/
snapchat social Snapchat
pinterest social [Pinterest/|Pinterest for |PinterestTwa
linkedin social LinkedInApp|LinkedIn/|com.linkedin.
x social Twitter for i|Twitter for A|TwitterAndroid|TwitteriOS|Twitter/|Twitter-iPhone
reddit social Reddit/|RedditApp|reddit-ios|com.reddit.
line messenger  Line/| LINE/|;Line/
kakaotalk messenger KAKAOTALK|KakaoTalk
kakaostory social KAKAOSTORY|KakaoStory|storyapp
wechat messenger MicroMessenger|WeChat/|WindowsWechat|MacWechat|wxwork/
qq messenger  QQ/|IPadQQ| TIM/|QQMiniApp
qzone social Qzone/|QZONEJSSDK
weibo social __weibo__|Weibo
xiaohongshu social xhsdiscover|xhs_|XiaoHongShu|xiaohongshu
zhihu social ZhihuHybrid|Zhihu/|osee2unifiedRelease
bilibili social BiliApp|bili-universal|bili-inter
kuaishou social Kwai|KUAISHOU|ksNebula
teams messenger Teams/|TeamsMobile
slack messenger Slack/|Slack_SSB|com.tinyspeck
discord messenger discord/|Discord/|DiscordPTB|DiscordCanary|Discord-Canary
whatsapp messenger WAiOS|WA4A/|WASMB|WhatsApp/
telegram messenger Telegram-Android|Telegram-iOS|TelegramMessenger|TelegramDesktop|Telegram/|org.telegram.
viber messenger Viber
zalo messenger Zalo 
zalo messenger Zalo/|ZaloTheme|ZaloPC
kik messenger Kik/
signal messenger  Signal/|Signal-Android|Signal-iOS|Signal-Desktop
skype messenger Skype/|SkypeForBusiness
dingtalk messenger DingTalk/
google-chat messenger GoogleChat|HangoutsChat
groupme messenger GroupMe/
chatwork messenger Chatwork/|ChatWork/
mattermost messenger Mattermost/|MattermostMobile
rocketchat messenger RocketChat|Rocket.Chat
matrix messenger  Element/|ElementX|SchildiChat
vk social VKAndroidApp|VKApp|VK_iOS|VKiOS|com.vk.|VKontakte/|vkclient|VKClient
ok social OKApp|OkApp|OKAndroid|OKiOS|ru.ok.|Odnoklassniki
tumblr social Tumblr
quora social Quora |Quora/|QuoraApp
nextdoor social Nextdoor
bereal social BeReal
twitch social TwitchApp|Twitch/|tv.twitch|TwitchMobile
youtube social com.google.ios.youtube|com.google.android.youtube|YouTube/|YouTubeMusic
bluesky social BlueskyApp|Bluesky/|xyz.blueskyweb
mastodon social Mastodon/|Mastodon-iOS|MastodonAndroid|Tusky/|Ivory/
truthsocial social TruthSocial|Truth Social
band social  BAND/
mixi social mixi/|mixi-
ameba social Ameba/|AmebaApp
flipboard social Flipboard/|Flipboard-Briefing|flipboard.app
likee social Likee
sharechat social ShareChat|MojApp
strava social Strava/
weverse social Weverse
wattpad social Wattpad
soundcloud social SoundCloud
google search GSA/|GoogleApp/|GoogleSearch
bing search BingWeb/|BingSapphire|bingdroid
baidu search baiduboxapp|baidubrowserlite|BaiduBoxApp|bdapp/
naver-blog social NAVER(inapp; blog|NAVER(inapp; cafe
naver search NAVER(|NAVER/|NaverSearch
daum search DaumApps|DaumDevice|Daum/
yandex search YandexSearch|YaApp_|YaSearchApp|YandexApp|YSearch/
yahoo search YJApp|YahooMobile/|yahoo.mobile|YahooJMobileApp
seznam search SeznamApp|sznapp
chatgpt ai_assistant ChatGPT/
gemini ai_assistant GeminiiOS|GeminiAndroid|GeminiApp/
copilot ai_assistant CopilotApp|Copilot-iOS|Copilot-Android
grok ai_assistant GrokApp/|GrokiOS|Grok-iOS
perplexity ai_assistant Perplexity/
claude ai_assistant Claude/
deepseek ai_assistant DeepSeek/
yahoo-mail email YahooMobileMail|YahooMail|YMail
outlook email Outlook
thunderbird email Thunderbird/|Icedove/|Betterbird/
postbox email Postbox/
emclient email eMClient|eM Client
foxmail email Foxmail
protonmail email ProtonMail
tuta email Tutanota
mailru email ru.mail.|MRMail
spotify app Spotify/
shazam app Shazam
office app ms-office|MSOffice|Microsoft Office/
taobao app AliApp(TB|TBIOS
alipay app AlipayClient|AlipayDefined
amazon app AmazonWebAppPlatform|MShop|Amazon.com/
newsbreak app NewsBreak/
grab app Grab/
shopee app Shopee
smartnews app SmartNews
news-sapphire app NewsSapphire
notion app Notion/|NotionMobile
duckduckgo browser DuckDuckGo/|Ddg/
`;
