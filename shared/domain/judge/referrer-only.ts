import type { Hit } from '../click/hit.ts';
import { classifyReferrer, type Referrer } from './classify-referrer.ts';
import { readParams } from './query-params.ts';
import { isPaidMedium } from './read-channel.ts';
import { EMAIL_NAMES } from './tables/click-ids.ts';
import { findHost } from './tables/host-tables.ts';
import { readRequest } from './what-is-read.ts';

/** GA4's default channel groups. */
export const REFERRER_ONLY_GROUPS = [
  'Direct',
  'Cross-network',
  'Paid Shopping',
  'Paid Search',
  'Paid Social',
  'Paid Video',
  'Display',
  'Paid Other',
  'Organic Shopping',
  'Organic Social',
  'Organic Video',
  'Organic Search',
  'Email',
  'Affiliates',
  'Referral',
  'Audio',
  'SMS',
  'Mobile Push Notifications',
  'Unassigned',
] as const;
export type ReferrerOnlyGroup = (typeof REFERRER_ONLY_GROUPS)[number];

type Session = { source: string; medium: string; campaign: string; site: Site | undefined };
type Site = 'search' | 'social' | 'video' | 'shopping';

/**
 * What analytics that know the referrer and UTM tags only would have called this hit: GA4's default channel group
 * (support.google.com/analytics/answer/9756891), first match wins. Read beside our own channel it shows what hides in
 * "Direct". Google's auto-tagging (`gclid`) counts as google / cpc; AI assistants and messengers on the web are
 * referrals.
 */
export function asReferrerOnly(hit: Hit): ReferrerOnlyGroup {
  const session = sessionOf(hit);
  if (session.source === '' && hit.untold?.includes('referer')) return 'Unassigned';
  return ruled(session) ?? (session.source === '' ? 'Direct' : 'Unassigned');
}

function ruled(session: Session): ReferrerOnlyGroup | undefined {
  const { source, medium, campaign } = session;
  if (source === '' && medium === '') return 'Direct';
  if (campaign.includes('cross-network')) return 'Cross-network';
  return paidGroup(session) ?? organicGroup(session) ?? taggedGroup(session);
}

const isShopping = ({ site, campaign }: Session): boolean =>
  site === 'shopping' || isShoppingCampaign(campaign);

function paidGroup(session: Session): ReferrerOnlyGroup | undefined {
  const { medium, site } = session;
  if (isPaidMedium(medium)) {
    if (isShopping(session)) return 'Paid Shopping';
    if (site === 'search') return 'Paid Search';
    if (site === 'social') return 'Paid Social';
    if (site === 'video') return 'Paid Video';
  }
  if (['display', 'banner', 'expandable', 'interstitial', 'cpm'].includes(medium)) return 'Display';
  return isPaidMedium(medium) ? 'Paid Other' : undefined;
}

function organicGroup(session: Session): ReferrerOnlyGroup | undefined {
  const { medium, site } = session;
  if (isShopping(session)) return 'Organic Shopping';
  if (site === 'social' || SOCIAL_MEDIUMS.includes(medium)) return 'Organic Social';
  if (site === 'video' || medium.includes('video')) return 'Organic Video';
  return site === 'search' || medium === 'organic' ? 'Organic Search' : undefined;
}

function taggedGroup({ source, medium }: Session): ReferrerOnlyGroup | undefined {
  if (EMAIL_NAMES.includes(source) || EMAIL_NAMES.includes(medium)) return 'Email';
  if (medium === 'affiliate') return 'Affiliates';
  if (['referral', 'app', 'link'].includes(medium)) return 'Referral';
  if (medium === 'audio') return 'Audio';
  if (source === 'sms' || medium === 'sms') return 'SMS';
  return isPush(source, medium) ? 'Mobile Push Notifications' : undefined;
}

const SOCIAL_MEDIUMS = ['social', 'social-network', 'social-media', 'sm', 'social network', 'social media'];

function isPush(source: string, medium: string): boolean {
  return (
    medium.endsWith('push') ||
    medium.includes('mobile') ||
    medium.includes('notification') ||
    source === 'firebase'
  );
}

/** `^(.*(([^a-df-z]|^)shop|shopping).*)$`: "shop" at a word's start or after "e", or "shopping". */
function isShoppingCampaign(campaign: string): boolean {
  if (campaign.includes('shopping')) return true;
  for (let at = campaign.indexOf('shop'); at >= 0; at = campaign.indexOf('shop', at + 1)) {
    const before = campaign[at - 1] ?? '';
    if (before === 'e' || before < 'a' || before > 'z') return true;
  }
  return false;
}

function sessionOf(hit: Hit): Session {
  const { headers, query } = readRequest(hit);
  const params = readParams(query);
  const tag = (name: string) => (params.get(name) ?? '').trim().toLowerCase();
  if (tag('gclid') || tag('gbraid') || tag('wbraid')) {
    return { source: 'google', medium: 'cpc', campaign: tag('utm_campaign'), site: 'search' };
  }
  const campaign = tag('utm_campaign');
  if (tag('utm_source') || tag('utm_medium')) {
    const source = tag('utm_source') || '(not set)';
    return { source, medium: tag('utm_medium'), campaign, site: siteOfSource(source) };
  }
  const referrer = classifyReferrer(headers.referer ?? '');
  if (!referrer) return { source: '', medium: '', campaign, site: undefined };
  return { source: referrer.host, medium: 'referral', campaign, site: siteOf(referrer.medium, referrer.app) };
}

const VIDEO_APPS = ['youtube', 'vimeo', 'dailymotion', 'twitch'];
const SHOPPING_NAMES = [
  'amazon',
  'ebay',
  'etsy',
  'shopify',
  'alibaba',
  'walmart',
  'aliexpress',
  'mercadolibre',
];

/** `utm_source=instagram` and `utm_source=instagram.com` name the same site. */
function siteOfSource(source: string): Site | undefined {
  const named = findHost(source) ?? findHost(`${source}.com`);
  return SHOPPING_NAMES.includes(source)
    ? 'shopping'
    : siteOf(named?.fact.medium, named?.fact.app ?? source.split('.')[0]);
}

function siteOf(medium: Referrer['medium'] | undefined, app: string | undefined): Site | undefined {
  if (medium === 'search') return 'search';
  if (medium !== 'social') return undefined;
  return app && VIDEO_APPS.includes(app) ? 'video' : 'social';
}
