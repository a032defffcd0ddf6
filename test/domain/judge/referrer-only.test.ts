import { describe, expect, it } from 'vitest';
import type { Hit } from '../../../shared/domain/click/hit.ts';
import { asReferrerOnly } from '../../../shared/domain/judge/referrer-only.ts';
import { aHit, CHROME_ANDROID, WHATSAPP_IPHONE } from './labelled.ts';

const named = (query: string, referer = '') =>
  asReferrerOnly(aHit({ query, headers: referer ? { referer } : {} }));

describe('what referrer-only analytics would say', () => {
  it.each([
    ['', '', 'Direct'],
    ['', 'https://l.instagram.com/', 'Organic Social'],
    ['', 'https://www.youtube.com/', 'Organic Video'],
    ['', 'https://www.google.de/', 'Organic Search'],
    ['', 'https://blog.example.com/', 'Referral'],
    ['', 'https://web.whatsapp.com/', 'Referral'],
    ['', 'https://notinstagram.com/', 'Referral'],
    ['', 'android-app://com.google.android.gm/', 'Referral'],
    ['', 'javascript:alert(1)', 'Direct'],
    ['utm_source=instagram&utm_medium=social', '', 'Organic Social'],
    ['utm_source=instagram&utm_medium=influencer', '', 'Organic Social'],
    ['utm_source=creator&utm_medium=influencer', '', 'Unassigned'],
    ['utm_source=newsletter&utm_medium=email', '', 'Email'],
    ['utm_source=e-mail', '', 'Email'],
    ['utm_source=partner&utm_medium=affiliate', 'https://example.com/', 'Affiliates'],
    ['utm_source=google&utm_medium=cpc', '', 'Paid Search'],
    ['utm_source=facebook&utm_medium=paid_social', '', 'Paid Social'],
    ['utm_source=tiktok.com&utm_medium=cpc', '', 'Paid Social'],
    ['utm_source=youtube&utm_medium=video', '', 'Organic Video'],
    ['utm_source=youtube&utm_medium=ppc', '', 'Paid Video'],
    ['utm_source=blog&utm_medium=cpc', '', 'Paid Other'],
    ['utm_source=blog&utm_medium=banner', '', 'Display'],
    ['utm_source=x&utm_medium=cpc&utm_campaign=summer+shopping', '', 'Paid Shopping'],
    ['utm_source=x&utm_medium=y&utm_campaign=eshop', '', 'Organic Shopping'],
    ['utm_source=partner&utm_medium=y&utm_campaign=bishop', '', 'Unassigned'],
    ['utm_source=x&utm_medium=y&utm_campaign=cross-network', '', 'Cross-network'],
    ['utm_source=sms', '', 'SMS'],
    ['utm_source=partner&utm_medium=audio', '', 'Audio'],
    ['utm_source=partner&utm_medium=web_push', '', 'Mobile Push Notifications'],
    ['utm_source=partner&utm_medium=link', '', 'Referral'],
    ['gclid=abc', '', 'Paid Search'],
    ['gbraid=abc', '', 'Paid Search'],
    ['wbraid=abc&utm_source=newsletter&utm_medium=email', '', 'Paid Search'],
    ['gclid=abc&utm_campaign=Summer+Shopping', '', 'Paid Shopping'],
    ['gclid=abc&utm_campaign=cross-network', '', 'Cross-network'],
    ['utm_campaign=cross-network', '', 'Direct'],
    ['utm_campaign=cross-network', 'https://blog.example.com/', 'Cross-network'],
    ['utm_medium=email', '', 'Email'],
    ['utm_medium=organic', '', 'Organic Search'],
    ['utm_medium=e_mail', '', 'Email'],
    ['utm_source=e+mail', '', 'Email'],
    ['utm_medium=sms', '', 'SMS'],
    ['utm_source=firebase&utm_medium=y', '', 'Mobile Push Notifications'],
    ['utm_source=partner&utm_medium=mobile-app', '', 'Mobile Push Notifications'],
    ['utm_source=partner&utm_medium=notification', '', 'Mobile Push Notifications'],
    ['utm_source=partner&utm_medium=app', '', 'Referral'],
    ['utm_source=partner&utm_medium=referral', '', 'Referral'],
    ['utm_source=partner&utm_medium=display', '', 'Display'],
    ['utm_source=partner&utm_medium=expandable', '', 'Display'],
    ['utm_source=partner&utm_medium=interstitial', '', 'Display'],
    ['utm_source=partner&utm_medium=cpm', '', 'Display'],
    ['utm_source=partner&utm_medium=sm', '', 'Organic Social'],
    ['utm_source=partner&utm_medium=social-network', '', 'Organic Social'],
    ['utm_source=partner&utm_medium=social+media', '', 'Organic Social'],
    ['utm_source=partner&utm_medium=my-video', '', 'Organic Video'],
    ['utm_source=vimeo&utm_medium=y', '', 'Organic Video'],
    ['utm_source=dailymotion&utm_medium=cpc', '', 'Paid Video'],
    ['utm_source=amazon&utm_medium=y', '', 'Organic Shopping'],
    ['utm_source=etsy&utm_medium=cpc', '', 'Paid Shopping'],
    ['utm_source=partner&utm_medium=y&utm_campaign=workshop+shop', '', 'Organic Shopping'],
    ['utm_source=partner&utm_medium=y&utm_campaign=workshop', '', 'Unassigned'],
    ['utm_source=%20&utm_medium=%20', 'https://www.google.de/', 'Organic Search'],
    ['fbclid=abc', '', 'Direct'],
  ])('?%s from "%s" is %s', (query, referer, group) => {
    expect(named(query, referer)).toBe(group);
  });

  it('calls "Direct" what the headers tell us came from WhatsApp or another app', () => {
    const whatsapp = aHit({ headers: { 'user-agent': WHATSAPP_IPHONE } });
    const handedOver = aHit({ headers: { 'user-agent': CHROME_ANDROID, 'sec-fetch-site': 'cross-site' } });
    expect([asReferrerOnly(whatsapp), asReferrerOnly(handedOver)]).toEqual(['Direct', 'Direct']);
  });

  it('says nothing of a hit whose referrer nobody told, unless its address does', () => {
    const of = (untold: ('referer' | 'accept-language')[], query = '') =>
      asReferrerOnly({ ...aHit({ query }), untold } as Hit);
    expect(of(['referer'])).toBe('Unassigned');
    expect(of(['accept-language'])).toBe('Direct');
    expect(of(['referer'], 'utm_medium=email')).toBe('Email');
  });
});
