import type { Channel } from '../vocabulary.ts';
import type { AppSeen } from './app-of.ts';
import type { Rule } from './rules.ts';
import type { Signs } from './signs.ts';
import { EMAIL_NAMES, META_FAMILY } from './tables/click-ids.ts';

export type Finding = {
  rule: Rule;
  channel: Channel;
  app?: string;
  /** The sign that decided. */
  because: string;
};

/** How the hit travelled: the ladder, first match wins. What is shown outranks what was sent along. */
export function readChannel(signs: Signs): Finding {
  return (
    fromAdvertisement(signs) ??
    fromWindow(signs) ??
    fromScript(signs) ??
    fromPackage(signs) ??
    fromNativeReferrer(signs) ??
    fromMail(signs) ??
    fromReferrer(signs) ??
    fromAssistantMark(signs) ??
    fromQuietWindow(signs) ??
    fromClickId(signs) ??
    fromWebview(signs) ??
    fromFetchMetadata(signs) ?? { rule: 'nothing', channel: 'dark_unknown', because: 'none' }
  );
}

function fromAdvertisement({ paid, utmMedium }: Signs): Finding | undefined {
  if (paid) return { rule: 'paid', channel: 'paid', app: paid.app, because: `click-id:${paid.param}` };
  return isPaidMedium(utmMedium) ? { rule: 'paid', channel: 'paid', because: 'utm_medium:paid' } : undefined;
}

/** GA4's test for a paid medium: `^(.*cp.*|ppc|retargeting|paid.*)$`. */
export function isPaidMedium(medium: string): boolean {
  return medium.includes('cp') || medium === 'ppc' || medium === 'retargeting' || medium.startsWith('paid');
}

function fromWindow({ agent: { app }, platformIssued }: Signs): Finding | undefined {
  if (!app) return undefined;
  const because = `ua:${app.app}`;
  if (app.kind === 'messenger')
    return { rule: 'messengerWindow', channel: 'dark_messenger', app: app.app, because };
  if (app.kind === 'email') return { rule: 'mail', channel: 'dark_email', app: app.app, because };
  if (app.kind !== 'social') return undefined;
  const own = app.app === platformIssued;
  const rule = app.unsure ? 'sharedMetaWindow' : own ? 'ownWindow' : 'socialWindow';
  return { rule, channel: own ? 'own_inapp' : 'cross_social', app: app.app, because };
}

/** Telegram's window looks like Safari or Chrome; only a script inside it sees whose it is. */
function fromScript({ seen }: Signs): Finding | undefined {
  if (!seen.includes('telegram')) return undefined;
  return { rule: 'scriptWindow', channel: 'dark_messenger', app: 'telegram', because: 'script:telegram' };
}

function fromPackage({ package: shown, platformIssued }: Signs): Finding | undefined {
  if (!shown) return undefined;
  const because = `x-requested-with:${shown.name}`;
  if (!shown.seen) return { rule: 'unknownPackage', channel: 'dark_app', because };
  return { rule: 'namedPackage', ...channelOfNative(shown.seen, platformIssued), because };
}

function channelOfNative(
  { app, kind }: Pick<AppSeen, 'app' | 'kind'>,
  issued?: string,
): Pick<Finding, 'channel' | 'app'> {
  if (kind === 'messenger') return { channel: 'dark_messenger', app };
  if (kind === 'email') return { channel: 'dark_email', app };
  if (kind === 'social') return { channel: app === issued ? 'own_inapp' : 'cross_social', app };
  if (kind === 'search' || kind === 'ai_assistant') return { channel: kind, app };
  return { channel: 'dark_app', app };
}

function fromNativeReferrer({ referrer, platformIssued }: Signs): Finding | undefined {
  if (!referrer?.native) return undefined;
  const because = `referer:${referrer.host}`;
  if (!referrer.app) return { rule: 'unknownNativeReferrer', channel: 'dark_app', because };
  const kind = referrer.medium === 'other' || referrer.medium === 'link_in_bio' ? 'app' : referrer.medium;
  return { rule: 'nativeReferrer', ...channelOfNative({ app: referrer.app, kind }, platformIssued), because };
}

function fromMail({ referrer, mailId, utmMedium, utmSource }: Signs): Finding | undefined {
  if (referrer?.medium === 'email') {
    const rule = referrer.guessed ? 'guessedMail' : 'mail';
    return { rule, channel: 'dark_email', ...appIn(referrer), because: `referer:${referrer.host}` };
  }
  if (mailId)
    return { rule: 'mail', channel: 'dark_email', app: mailId.app, because: `click-id:${mailId.param}` };
  const tag = isMailTag(utmMedium) ? 'utm_medium' : isMailTag(utmSource) ? 'utm_source' : undefined;
  return tag && { rule: 'campaignMail', channel: 'dark_email', because: `${tag}:email` };
}

const isMailTag = (tag: string): boolean => EMAIL_NAMES.includes(tag) || tag === 'newsletter';

function fromReferrer({ referrer, platformIssued }: Signs): Finding | undefined {
  if (!referrer) return undefined;
  const found = { ...appIn(referrer), because: `referer:${referrer.host}` };
  switch (referrer.medium) {
    case 'messenger':
      return { rule: 'messengerReferrer', channel: 'dark_messenger', ...found };
    case 'social':
      return referrer.app === platformIssued
        ? { rule: 'ownReferrer', channel: 'own_web', ...found }
        : { rule: 'socialReferrer', channel: 'cross_social', ...found };
    case 'link_in_bio':
    case 'ai_assistant':
    case 'search':
      return { rule: 'pageReferrer', channel: referrer.medium, ...found };
    default:
      return { rule: 'otherReferrer', channel: 'referral', ...found };
  }
}

/** An assistant's mark stays in a link that is passed on: whatever shows where the link lay outranks it. */
function fromAssistantMark({ assistant, agent: { app } }: Signs): Finding | undefined {
  if (!assistant || app?.kind === 'app') return undefined;
  const because = `utm_source:${assistant.source}`;
  return { rule: 'assistantMark', channel: 'ai_assistant', app: assistant.app, because };
}

/** Windows of apps that are no network (a search or news app): a referrer, had there been one, would have told more. */
function fromQuietWindow({ agent: { app } }: Signs): Finding | undefined {
  if (!app || app.kind === 'browser') return undefined;
  const because = `ua:${app.app}`;
  if (app.kind === 'app') return { rule: 'otherWindow', channel: 'dark_app', app: app.app, because };
  return app.kind === 'search' || app.kind === 'ai_assistant'
    ? { rule: 'searchWindow', channel: app.kind, app: app.app, because }
    : undefined;
}

/** `fbclid` proves only that some app of Meta's added it; a copied link carries it along (see reshare trees). */
function fromClickId({ organic, platformIssued }: Signs): Finding | undefined {
  if (!organic) return undefined;
  const because = `click-id:${organic.param}`;
  const family = organic.param === 'fbclid' ? META_FAMILY : [organic.app];
  return platformIssued && family.includes(platformIssued)
    ? { rule: 'clickId', channel: 'own_inapp', app: platformIssued, because }
    : { rule: 'clickId', channel: 'cross_social', app: organic.app, because };
}

function fromWebview({ agent }: Signs): Finding | undefined {
  if (!agent.webview || agent.app?.kind === 'browser') return undefined;
  return { rule: 'webview', channel: 'dark_app', because: 'ua:webview' };
}

/**
 * No referrer, no name: what `Sec-Fetch-Site` says, which differs by browser. Chrome on Android writes `cross-site`
 * when another app handed the link over and `none` when it was typed or pasted; WebKit and desktop Chrome write `none`
 * for both.
 */
function fromFetchMetadata({ agent, fetchSite, fetchMode }: Signs): Finding | undefined {
  const because = `sec-fetch-site:${fetchSite}`;
  if (fetchSite === 'same-site') return { rule: 'silentPage', channel: 'referral', because };
  if (fetchSite !== 'none' && fetchSite !== 'cross-site') return undefined;
  const handedOver = fetchSite === 'cross-site';
  if (agent.engine === 'chromium' && agent.os === 'android') {
    if (!handedOver) return { rule: 'paste', channel: 'dark_paste', because };
    return fetchMode === 'navigate' ? { rule: 'handOver', channel: 'dark_app', because } : undefined;
  }
  if (agent.engine === 'gecko') {
    return handedOver
      ? { rule: 'firefoxHandOver', channel: 'dark_app', because }
      : { rule: 'firefoxPaste', channel: 'dark_paste', because };
  }
  return handedOver
    ? { rule: 'silentPage', channel: 'referral', because }
    : { rule: 'undecided', channel: 'dark_unknown', because };
}

function appIn({ app }: { app?: string }): { app?: string } {
  return app ? { app } : {};
}
