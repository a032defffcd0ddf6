/**
 * Click ids that platforms add to a link's query. Paid ones prove an advertisement; `fbclid`, `twclid` and `epik` are
 * added to organic clicks too. Names are matched without letter case. From posthog-js's list of campaign parameters
 * (MIT), Firefox's list of parameters to strip and the platforms' documents.
 */
export const PAID_CLICK_IDS: ReadonlyMap<string, string> = tableOf(`
google gclid gbraid wbraid dclid gad_source gad_campaignid
microsoft msclkid
tiktok ttclid
snapchat sccid
reddit rdt_cid
linkedin li_fat_id
quora qclid
yandex yclid
taboola tblci
outbrain dicbo
nextdoor ndclid
line-ads ldtag_cl
`);

export const ORGANIC_CLICK_IDS: ReadonlyMap<string, string> = tableOf(`
facebook fbclid
instagram igsh igshid
x twclid
pinterest epik
`);

/** Newsletter tools mark each recipient's link. */
export const EMAIL_IDS: ReadonlyMap<string, string> = tableOf(`
mailchimp mc_eid mc_cid
klaviyo _kx _ke
hubspot _hsenc
vero vero_id
activecampaign vgo_ee
mailerlite ml_subscriber
omnisend omnisendcontactid
drip __s
marketo mkt_tok
eloqua elqtrackid
acoustic spmailingid
dotdigital dm_i
omeda oly_enc_id oly_anon_id
convertkit ck_subscriber_id
bronto _bta_tid
`);

/** How a medium or source says that it is mail (GA4's default channel groups). */
export const EMAIL_NAMES = ['email', 'e-mail', 'e_mail', 'e mail'];

/** Networks of one owner share click ids. */
export const META_FAMILY = ['facebook', 'instagram', 'threads', 'messenger', 'whatsapp'];

function tableOf(rows: string): ReadonlyMap<string, string> {
  const apps = new Map<string, string>();
  for (const row of rows.split('\n')) {
    const [app = '', ...names] = row.split(' ');
    for (const name of names) apps.set(name, app);
  }
  return apps;
}
