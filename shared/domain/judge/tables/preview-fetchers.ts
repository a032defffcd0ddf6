/**
 * Who fetches a link to draw its preview: the fetch says that somebody put the link there. One line:
 * `app where test|test…`, `where` is device (the sender's own phone) or server; the first line that matches wins, so
 * order carries meaning: iMessage poses as Facebook and Twitter at once, KakaoTalk and LINE as Facebook, Telegram as
 * Twitter, Signal as WhatsApp. Tests are lower-case; `^x` begins with, `=x` is exactly, `x&y` holds both, `x` contains.
 *
 * Seen in monperrus/crawler-user-agents (MIT), arcjet/well-known-bots (MIT), the vendors' documents and
 * Signal-Android#13522, #9958 (Signal sends WhatsApp's name without a full version).
 */
export const PREVIEW_FETCHERS = `
imessage device facebookexternalhit&facebot twitterbot
signal device =whatsapp|=whatsapp/2
whatsapp device ^whatsapp/|whatsapp/&electron/
telegram server telegrambot
slack server slackbot|slack-imgproxy
discord server discordbot
kakaotalk server kakaotalk-scrap|kakaotalk-bot|kakaostory-og-reader
line server line-poker|linespider
viber device =viber|^viber/
teams server skypeuripreview|microsoftpreview/
snapchat server snap url preview|snapurlpreview|snapchat preview|snapchatads
facebook server facebookexternalhit|meta-externalhit|facebot|facebookcatalog|^facebookplatform
facebook server meta-externalfetcher|cortex/
x server twitterbot
linkedin server linkedinbot
reddit server redditbot
pinterest server pinterestbot|pinterest/0.&+http|pinterest.com/bot
bluesky server bluesky cardyb|cardyb|blueskypreviewbot|^bluesky/|dazzle bluesky
mastodon server (mastodon/|mastodon/&http.rb|^mastodon
mastodon server pleroma|akkoma|^friendica|misskey/|summalybot|^lemmy/|gotosocial|pixelfed&+http|peertube/
tumblr server tumblr/&+http
vk server vkshare|vkrobot
ok server odklbot
tiktok server tiktokspider|tiktok preload|tiktokpreload
matrix server synapse (|synapse/|^synapse|matrix-media-repo|element-url-preview|dendrite/
mattermost server mattermost-bot|mattermost/&bot
rocketchat server rocket.chat&bot|rocketchat/preview|rocket.chat link
keybase server keybasebot
groupme server groupmebot
dingtalk server dingtalkbot
lark server larkurl2
chatwork server chatwork linkpreview|chatworkbot
steam server steamchaturllookup
gg server gg peekbot
twilio server twilioproxy
zulip server zulipurlpreview|zulip url preview
revolt server revoltchat
gmail server googleimageproxy
yahoo-mail server yahoomailproxy|yahoo link preview
fastmail server fastmailua
shortwave server shortwave image
quora server quora-bot|quora link preview
notion server ^notion/|notionbot|notion-embed
medium server mediumbot-metatag
evernote server evernoterichlink
clickup server clickuplinkunfurler
flipboard server flipboardproxy|flipboardrss
embedly server embedly
iframely server iframely
discourse server discourse forum onebox|^discourse/
hatena server hatena::|hatenabookmark|hatena-
google-preview server google web preview|google-pagerenderer|google-snippet|googlemessages
bing-preview server bingpreview
buffer server bufferlinkpreview
orlo server orlo-linkpreview
opengraph server opengraph.io|opengraphbot
xing server xing bot|xing-contenttab
loomly server loomlybot
everyonesocial server everyonesocialbot
preview server linkpreview|link preview|urlpreview|link-preview|unfurl
`;
