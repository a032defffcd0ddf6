/**
 * Messengers on the web, mail, AI assistants and link-in-bio pages. AI assistants are seeded from Matomo's
 * AIAssistants.yml (CC0) in full; the rest is public knowledge of each service's domains. Format: see search-hosts.ts.
 */
export const MESSENGER_HOSTS = `
whatsapp wa.me wl.co
telegram t.me tg.dev tx.me
messenger m.me msgr
discord discordapp discordapp.net dis.gd
slack slack-redir.net slack-edge slack-files
teams teams.microsoft.com teams.live.com teams.cloud.microsoft teams.cdn.office.net teams.microsoft.us
teams teams.office.com
viber vb.me
line lin.ee line.naver.jp line-apps
kakaotalk talk.kakao.com pf.kakao.com open.kakao.com kakaocorp.link
wechat weixin.qq.com wx.qq.com wx2.qq.com weixinbridge servicewechat
zalo zaloapp
google-chat chat.google.com hangouts.google.com
google-messages messages.google.com messages.android.com
lark feishu.cn larksuite larkoffice
matrix element.io
rocketchat rocket.chat
yandex-messenger messenger.yandex.ru messenger.360.yandex.ru
vk-messenger web.vk.me
session getsession.org
zulip zulipchat
- bale.ai beeper c.pc.qq.com chatwork dingtalk discord discord.gg discord.new eitaa groupme guilded.gg
- im.qq.com imo.im keybase.io kik kik.me line.me matrix.org matrix.to mattermost max.ru messenger qm.qq.com
- qun.qq.com revolt.chat rubika.ir signal.group signal.me signal.org simplex.chat skype slack telegram.dog
- telegram.me telegram.org threema.ch threema.id viber voxer web.qq.com webex wechat whatsapp whatsapp.net
- wire zalo.me zalo.vn zoom.us
`;

export const EMAIL_HOSTS = `
gmail mail.google.com inbox.google.com googlemail
outlook outlook.live.com outlook.office.com outlook.office365.com outlook.cloud.microsoft mail.live.com
outlook hotmail hotmail.* safelinks.protection.office365.us
yahoo-mail mail.yahoo.* mail.yahoo.co.jp ymail rocketmail
aol-mail mail.aol.* webmail.aol.*
icloud-mail icloud icloud-content
proton-mail proton.me protonmail protonmail.ch pm.me
tuta tutanota
zoho-mail mail.zoho.com mail.zoho.eu mail.zoho.in
yandex-mail mail.yandex.* mail.360.yandex.ru
mailru mail.ru
gmx deref-gmx.net deref-gmx deref-gmx.co.uk deref-gmx.fr deref-gmx.es deref-gmx.at deref-gmx.ch
webde web.de deref-web.de deref-web-02.de lightmailer.web.de
mailcom mail deref-mail
1und1 deref-1und1.de deref-1und1-02.de
naver-mail mail.naver.com
qq-mail mail.qq.com exmail.qq.com wx.mail.qq.com
mailbox-org mailbox.org
front frontapp
missive missiveapp
mimecast mimecastprotect
proofpoint urldefense urldefense.us
barracuda linkprotect.cudasvc.com
cisco-secure secure-web.cisco.com
symantec clicktime.cloud.postoffice.net
avanan url-protection
trendmicro us.trendmicro-email.com emailprotection.link
hornetsecurity atpscan.global.hornetsecurity.com seclinks.cloud-security.net
egress links.defend.egress.com
libraesva urlsand.esvalabs.com
edgepilot link.edgepilot.com
mailchimp list-manage mailchi.mp campaign-archive mandrillapp
klaviyo klclick klclick1 klclick2 klclick3 klaviyomail
campaign-monitor cmail19 cmail20 createsend1 createsend
convertkit convertkit-mail convertkit-mail2 kit-mail
hubspot-mail hubspotlinks hubspotemail.net
brevo sendibm1 sendibm2 sendibm3 sendibt2 sendibt3
mailjet mjt.lu
mailerlite mlsend mlsend2
beehiiv link.mail.beehiiv.com
iterable links.iterable.com
salesforce-mail exacttarget exct.net
activecampaign acemlna acemlnb acemlnc activehosted
constant-contact rs6.net
customer-io customeriomail
postmark pstmrk.it
bluewin bluewin.ch
hispeed hispeed.ch sunrise.ch
ionos mail.ionos.* email.ionos.* mailbusiness.ionos.* 3c.1und1.de navigator.1und1.de
orange messagerie.orange.fr rms.orange.fr boitemail.orange.fr
laposte messagerie.laposte.net webmail.laposte.net
seznam-mail email.seznam.cz
- poczta.o2.pl poczta.interia.pl poczta.onet.pl mail.163.com mail.126.com mail.yeah.net mail.sina.com.cn mail.sina.cn
- mail.sohu.com mail.aliyun.com qiye.aliyun.com mail.daum.net hanmail.net mail.nate.com mail.rambler.ru mail.ukr.net
- zimbra.free.fr imp.free.fr mail.libero.it webmail.aruba.it email.t-online.de my.startmail.com mail.riseup.net
- poczta.wp.pl mail.bt.com connect.xfinity.com currently.att.yahoo.com avanan.click citromail.hu clicktime.symantec.com fastmail fastmail.fm freemail.hu gmail
- gmx.* hey hushmail inbox.lv kolabnow mail.beehiiv.com mailfence mimecast
- outlook posteo.de protect2.fireeye.com
- protection.sophos.com rediffmail runbox safelinks.protection.outlook.com scanmail.trustwave.com
- sendgrid.net shortwave superhuman tuta tuta.io uolmail.com.br upcmail.net url.avanan.click
- urldefense.proofpoint.com
`;

export const AI_HOSTS = `
baidu-ai yiyan.baidu.com ai.baidu.com chat.baidu.com
chatplus chat-gpt.org
chatgpt openai
copilot copilot.microsoft.com m365.cloud.microsoft copilot.cloud.microsoft edgeservices.bing.com
chatglm z.ai bigmodel.cn
duck-ai duck.ai
gemini gemini.google.com bard.google.com aistudio.google.com
notebooklm notebooklm.google.com notebooklm.google
grok x.ai
meta-ai meta.ai
perplexity pplx.ai
qwen tongyi.aliyun.com tongyi qianwen qianwen.aliyun.com
pi heypi
character-ai character.ai
kimi kimi.moonshot.cn moonshot.cn
alice alice.yandex.ru
clova clova-x.naver.com
gigachat giga.chat gigachat.ru
yuanbao yuanbao.tencent.com
- abacus.ai chat.minimax.io chat.mistral.ai chatglm.cn chatgpt chatplus claude.ai claude cohere coze
- consensus.app copilot deepseek doubao elicit exa.ai felo.ai genspark.ai globe.engineer grok hailuoai
- hix.ai openevidence sider.ai nova.amazon.com
- iask.ai inflection.ai jasper.ai kimi.ai kimi komo.ai liner lmarena.ai lumo.proton.me manus.im metaso.cn
- mistral.ai monica.im n.cn openrouter.ai perplexity.ai phind pi.ai poe qwen.ai t3.chat venice.ai wrtn.ai writesonic iask
- you
`;

/**
 * What assistants write as `utm_source` behind the links that they show, each value exactly: a name that only holds one
 * of these is somebody's campaign. Format: `app value…`.
 */
export const AI_SOURCES = `
chatgpt chatgpt.com chatgpt chat.openai.com openai openai.com
perplexity perplexity perplexity.ai www.perplexity.ai
copilot copilot.com copilot copilot.microsoft.com
gemini gemini gemini.google.com bard.google.com
claude claude claude.ai
grok grok grok.com x.ai
deepseek deepseek deepseek.com chat.deepseek.com
mistral chat.mistral.ai mistral.ai mistral
meta-ai meta.ai
poe poe.com
you you.com
phind phind.com
duck-ai duck.ai
kimi kimi.com kimi.ai kimi.moonshot.cn
doubao doubao doubao.com
qwen qwen.ai chat.qwen.ai
genspark genspark.ai
felo felo.ai
iask iask.ai
manus manus.im
notebooklm notebooklm.google.com
`;

export const BIO_HOSTS = `
linktree linktr.ee tr.ee
lynk lynk.id
biosite bio.site
biolink bio.link biolinky.co
lnkbio lnk.bio
later linkin.bio
carrd crd.co
milkshake msha.ke milkshake.app
shopmy shopmy.us
ltk liketoknow.it liketk.it shopltk ltk.app.link
koji withkoji
flowpage flow.page flowcode
hoobe hoo.be
linkfire lnk.to
featurefm ffm.to ffm.bio
litlink lit.link
littly litt.ly
dashhudson likeshop.me
curalate like2b.uy have2have.it
- bonjour.bio contactin.bio fanlink.to feedlink.io lynx.bio shorby wonderlink.de znap.link about.me allin.bio allmylinks beacons.ai beacons.page bento.me bio.fm bio.to biolink.website biosites c8ke
- campsite.bio carrd.co contactinbio cutt.bio direct.me dot.cards elink.io fans.link gleam.bio heylink.me
- hopp.bio iglink.co inpock.co.kr instabio.cc instapage.link joy.link koji.to komi.io later liinks.co
- link.inpock.co.kr link.me linkbio.co linkfire linkfly.to linkkle linkmix.co linkpop linkr.bio linktree
- linktw.in linky.ph linq.co lynxinbio magic.ly many.link manylink.co mez.ink mylink.la nolt.bio pillar.io
- pop.bio popl.co potofu.me profilelink.io shor.by sked.link sleek.bio smart.bio snipfeed.co solo.bio
- solo.to stan.store start.me tap.bio taplink.at taplink.cc taplink.ws tapy.me url.bio urlbio.co waylink.bio
- withlinks wlink.me zaap.bio znaplink
`;

/** Parts of a search giant's own domain that are no search at all: plain referrals. */
export const PLAIN_HOSTS = `
- accounts.google.* ads.google.com analytics.google.com answers.yahoo.com auctions.yahoo.*
- calendar.google.com classroom.google.com cloud.google.com developers.google.com disk.yandex.*
- docs.google.com drive.google.com finance.yahoo.* games.yahoo.com groups.google.* groups.yahoo.*
- keep.google.com login.yahoo.com maps.yandex.* market.yandex.* meet.google.com movies.yahoo.com
- myaccount.google.com news.naver.com news.yahoo.* nid.naver.com pan.baidu.com passport.yandex.*
- play.google.com shopping.naver.com shopping.yahoo.* sites.google.com smartstore.naver.com sports.yahoo.*
- style.yahoo.com support.google.com taxi.yandex.* weather.yahoo.*
`;
