/**
 * Android packages, as an app names itself in `X-Requested-With` (a webview) or `Referer: android-app://…`. One line:
 * `app kind package…`, `com` left out of `com.…`. Public identifiers of the app stores. `browser` packages are browsers built on a webview: they
 * say nothing about where the link lay.
 */
export const APP_PACKAGES = `
instagram social .instagram.android .instagram.lite
threads social .instagram.barcelona
facebook social .facebook.katana .facebook.lite .facebook.groups .facebook.pages.app
messenger messenger .facebook.orca .facebook.mlite .facebook.talk
workplace social .facebook.work .facebook.workchat
whatsapp messenger .whatsapp .whatsapp.w4b .gbwhatsapp .yowhatsapp .fmwhatsapp
telegram messenger org.telegram.messenger org.telegram.messenger.web org.telegram.messenger.beta org.telegram.plus
telegram messenger org.thunderdog.challegram nekox.messenger
telegram messenger .exteragram.messenger .radolyn.ayugram tw.nekomimi.nekogram org.forkgram.messenger
telegram messenger uz.unnarsx.cherrygram xyz.nextalone.nagram it.octogram.android ir.ilmili.telegraph
signal messenger org.thoughtcrime.securesms im.molly.app
session messenger network.loki.messenger
simplex messenger chat.simplex.app
viber messenger .viber.voip
line messenger jp.naver.line.android .linecorp.linelite .linecorp.lineworks
kakaotalk messenger .kakao.talk
kakaostory social .kakao.story
zalo messenger .zing.zalo
wechat messenger .tencent.mm .tencent.wework
qq messenger .tencent.mobileqq .tencent.tim .tencent.qqlite .tencent.mobileqqi
qzone social .qzone
discord messenger .discord
slack messenger .slack
teams messenger .microsoft.teams .microsoft.teams2
skype messenger .skype.raider
google-messages messenger .google.android.apps.messaging
google-chat messenger .google.android.apps.dynamite .google.android.talk
samsung-messages messenger .samsung.android.messaging
sms messenger .android.mms .oneplus.mms
groupme messenger .groupme.android
kik messenger kik.android
imo messenger .imo.android.imoim
bip messenger .turkcell.bip
threema messenger ch.threema.app
wire messenger .wire
matrix messenger im.vector.app io.element.android.x
mattermost messenger .mattermost.rn
rocketchat messenger chat.rocket.android
keybase messenger io.keybase.ossifrage
lark messenger .ss.android.lark .larksuite.suite
dingtalk messenger .alibaba.android.rimet
chatwork messenger jp.ecstudio.chatworkandroid
webex messenger .cisco.wx2.android .cisco.webex.meetings
zoom messenger us.zoom.videomeetings
icq messenger .icq.mobile.client
gg messenger pl.gadugadu
max messenger ru.oneme.app
x social .twitter.android .twitter.android.lite .x.android
tiktok social .zhiliaoapp.musically .ss.android.ugc.trill .zhiliaoapp.musically.go .ss.android.ugc.tiktok.lite
douyin social .ss.android.ugc.aweme .ss.android.ugc.aweme.lite
lemon8 social .bd.nproject
snapchat social .snapchat.android
pinterest social .pinterest .pinterest.twa
linkedin social .linkedin.android .linkedin.android.lite
reddit social .reddit.frontpage
youtube social .google.android.youtube .google.android.apps.youtube.music
bluesky social xyz.blueskyweb.app
mastodon social org.joinmastodon.android .keylesspalace.tusky app.fedilab.android
tumblr social .tumblr
vk social .vkontakte.android .vk.im .vk.vkvideo
ok social ru.ok.android ru.ok.messages
weibo social .sina.weibo
xiaohongshu social .xingin.xhs
zhihu social .zhihu.android
bilibili social tv.danmaku.bili .bstar.intl
kuaishou social .smile.gifmaker .kuaishou.nebula .kwai.video
quora social .quora.android
nextdoor social .nextdoor
bereal social .bereal.ft
twitch social tv.twitch.android.app
kick social .kick.mobile
flipboard social flipboard.app
medium social .medium.reader
substack social .substack.app
patreon social .patreon.android
band social .nhn.android.band
naver-blog social .nhn.android.blog .nhn.android.navercafe
mixi social jp.mixi
ameba social jp.ameba
truthsocial social .truthsocial.android.app
strava social .strava
likee social video.like
weverse social co.benx.weverse
soundcloud social .soundcloud.android
googleplus social .google.android.apps.plus
gmail email .google.android.gm .google.android.gm.lite
outlook email .microsoft.office.outlook
yahoo-mail email .yahoo.mobile.client.android.mail jp.co.yahoo.android.ymail
samsung-mail email .samsung.android.email.provider
android-mail email .android.email .lge.email
proton-mail email ch.protonmail.android
tuta email de.tutao.tutanota
gmx email de.gmx.mobile.android.mail
webde email de.web.mobile.android.mail
mailcom email .mail.mobile.android.mail
telekom-mail email de.telekom.mail
aol-mail email .aol.mobile.aolapp
seznam-mail email cz.seznam.email
wp-mail email pl.wp.wppoczta
edison-mail email .easilydo.mail
fairemail email eu.faircode.email
huawei-mail email .huawei.email
mymail email .my.mail
zoho-mail email .zoho.mail
fastmail email .fastmail.app
mailru email ru.mail.mailapp
yandex-mail email ru.yandex.mail
spark-mail email .readdle.spark
bluemail email me.bluemail.mail
aquamail email org.kman.aquamail.market
k9 email .fsck.k9
thunderbird email net.thunderbird.android
naver-mail email .nhn.android.mail
hey email .basecamp.hey
google search .google.android.googlequicksearchbox .google.android.apps.searchlite .google.android.apps.googleapp
bing search .microsoft.bing .microsoft.bingintl
baidu search .baidu.searchbox .baidu.searchbox.lite
naver search .nhn.android.search
daum search net.daum.android.daum
yandex search ru.yandex.searchplugin .yandex.searchapp
yahoo search jp.co.yahoo.android.yjtop .yahoo.mobile.client.android.search
seznam search cz.seznam.sbrowser
chatgpt ai_assistant .openai.chatgpt
gemini ai_assistant .google.android.apps.bard
copilot ai_assistant .microsoft.copilot
claude ai_assistant .anthropic.claude
perplexity ai_assistant ai.perplexity.app.android
deepseek ai_assistant .deepseek.chat
grok ai_assistant ai.x.grok
mistral ai_assistant ai.mistral.chat
meta-ai ai_assistant .facebook.stella
google-news app .google.android.apps.magazines
spotify app .spotify.music
shazam app .shazam.android
chrome browser .android.chrome .chrome.beta .chrome.canary org.chromium.chrome
samsung browser .sec.android.app.sbrowser
firefox browser org.mozilla.firefox org.mozilla.focus org.mozilla.fenix
edge browser .microsoft.emmx
brave browser .brave.browser
opera browser .opera.browser .opera.mini.native .opera.touch .opera.gx
duckduckgo browser .duckduckgo.mobile.android
ecosia browser .ecosia.android
vivaldi browser .vivaldi.browser
yandex-browser browser .yandex.browser .yandex.browser.lite
uc browser .ucmobile.intl .ucmobile .uc.browser.en
qq-browser browser .tencent.mtt
miui browser .mi.globalbrowser .android.browser
huawei browser .huawei.browser
heytap browser .heytap.browser
vivo browser .vivo.browser
quark browser .quark.browser
kiwi browser .kiwibrowser.browser
via browser mark.via.gp mark.via
puffin browser .cloudmosa.puffinfree
silk browser .amazon.cloud9
`;
