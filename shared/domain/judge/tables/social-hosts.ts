/**
 * Public social networks and their redirectors (the host that a tapped link passes through: `l.facebook.com`, `t.co`,
 * `out.reddit.com` …). Seeded from Matomo's searchengine-and-social-list (Socials.yml, CC0) in full, messengers moved
 * to their own table; the rest is public knowledge of each network's domains. Format: see search-hosts.ts.
 */
export const SOCIAL_HOSTS = `
reddit com.reddit.frontpage
mastodon org.joinmastodon.android
snapchat com.snapchat.android
googleplus com.google.android.apps.plus
facebook fb fb.me fb.watch fb.gg facebookwkhpilnemxj7asaniu7vnjjbiltxjqhye3mhbshg7kx5tfyd.onion
instagram instagr.am ig.me
x twitter t.co twimg twitter3e4tixl4xyajtrzo62zg5vztmjuricljdp2c5kshju4avyoid.onion
tiktok tiktokv tiktokv.us
douyin iesdouyin
pinterest pin.it
linkedin lnkd.in licdn
reddit redd.it redditmedia
youtube youtu.be youtube-nocookie youtubekids
bluesky bsky.app bsky.social skyfeed.app deck.blue
mastodon mamot.fr pawoo.net mstdn.io mstdn.jp friends.nico ro-mastodon.puyo.jp quey.org botsin.space
mastodon social.tchncs.de knzk.me mastodont.cat bitcoinhackers.org fosstodon.org chaos.social cybre.space
mastodon vis.social typo.social front-end.social hachyderm.io newsie.social mstdn.social indieweb.social
mastodon sfba.social mas.to mstdn.party c.im mastodonapp.uk universeodon social.vivaldi.net ohai.social
mastodon toot.community masto.ai graphics.social mastodon.jalgi.eus tkm.eus infosec.exchange techhub.social
mastodon social.coop troet.cafe det.social norden.social joinmastodon.org elk.zone phanpy.social
pixelfed pxlmo metapixl pix.toot.wales pixey.org
lemmy lemm.ee beehaw.org
tumblr t.umblr.com
vk vkontakte.ru
ok odnoklassniki.ru
mailru-my my.mail.ru
dzen zen.yandex.ru zen.yandex.com
weibo t.cn sinaurl.cn
qzone qzone.qq.com
xiaohongshu xhslink rednote
bilibili b23.tv
kuaishou kwai kwai-video snackvideo
kakaostory story.kakao.com
naver-blog blog.naver.com cafe.naver.com post.naver.com
ameba ameblo.jp
hatena hatenablog
niconico nicovideo.jp nico.ms
lastfm last.fm
foursquare swarmapp 4sq
soundcloud gate.sc exit.sc snd.sc
dailymotion dai.ly
quora qr.ae
flipboard flip.it
bereal bere.al
clubhouse joinclubhouse
lemon8 lemon8-app
sharechat mojapp.in
strava strava.app.link
letterboxd boxd.it
hackernews news.ycombinator.com hn.algolia.com hckrnews
lobsters lobste.rs
stackoverflow stackexchange
steam steamcommunity
telegraph telegra.ph
kaixin kaixin001
googleplus plus.google.com url.google.com
- 500px 9gag ameba.jp artstation badoo band.us bebo behance.net bereal bilibili bilibili.tv bit.tube
- bitchute blackplanet buzznet caffeine.tv classmates clubhouse cohost.org counter.social dailymotion
- dcard.tw deviantart digg diigo disqus douban douyin douyu dribbble dzen.ru ello.co facebook facebook.net
- fark fetlife flic.kr flickr flipboard flixster folkd fotolog foursquare friendsreunited friendster gab
- gaiaonline geni gettr giphy github global.cyworld.com goodreads gree.jp habbo hatena.ne.jp hi5 hive.social
- houzz huya hyves.nl identi.ca imgur instagram kick kuaishou lang-8 lastfm.* lemmy.ml lemmy.world
- dev.to farcaster.xyz warpcast kbin.social steemit hackernoon indiehackers untappd letterboxd likee likee.video linkedin.android linkedin livejournal livejournal.net livejournal.ru
- login.live.com login.tagged.com mastodon.art mastodon.at mastodon.cloud mastodon.de mastodon.eus
- mastodon.green mastodon.nz mastodon.online mastodon.scot mastodon.social mastodon.technology
- mastodon.world mastodon.xyz medium meetup meinvz.net metafilter mewe mightynetworks minds missevan
- misskey.dev misskey.io mix mixi.jp moikrug.ru multiply myheritage mylife.ru myspace myyearbook netlog
- nextdoor.* nextdoor nimo.tv nk.pl note odysee ok.me ok.ru onlyfans orkut parler patreon pearltrees peepeth
- peertube.tv pikabu.ru pillowfort.social pinterest.* pinterest.co.uk pixelfed.de pixelfed.org
- pixelfed.social pixelfed.uno plaxo plurk polyvore post.news producthunt ptt.cc quora ravelry reddit renren
- rumble scoop.it sharechat skool skyrock slashdot.org snapchat sonico soundcloud sourceforge.net spoutible
- stackoverflow strava studivz.net stumbleupon substack tagged taringa.net threads threads.net tiktok
- triller.co tripadvisor.* trovo.live truthsocial tuenti tumblr twitcasting.tv twitch.tv v2ex vero.co viadeo
- vimeo vk.cc vk vk.me vk.ru vkrugudruzei.ru vsco.co wattpad wayn weeworld weibo.cn weibo weverse.io
- whisper.sh workplace x xanga xiaohongshu xing yelp.* yelp youtube yubo.live zhihu
`;
