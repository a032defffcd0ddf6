import { describe, expect, it } from 'vitest';
import type { Hit } from '../../../shared/domain/click/hit.ts';
import { judge } from '../../../shared/domain/judge/judge.ts';
import { aHit, CHROME_ANDROID, INSTAGRAM_IPHONE, SAFARI_IPHONE, WHATSAPP_IPHONE } from './labelled.ts';

const channelOf = (userAgent: string, query: string, more: Record<string, string> = {}) => {
  const { channel, app, evidence } = judge(aHit({ query, headers: { 'user-agent': userAgent, ...more } }));
  return [channel, app, evidence.includes('query:qr')];
};

describe('a scanned code', () => {
  it('is a direct visit where nothing else would be known, and the app that scanned stays named', () => {
    expect(channelOf(SAFARI_IPHONE, 'qr=1')).toEqual(['direct_brand', undefined, true]);
    expect(channelOf(WHATSAPP_IPHONE, 'qr=1')).toEqual(['direct_brand', 'whatsapp', true]);
    expect(channelOf(SAFARI_IPHONE, '')[0]).toMatch(/^dark_/);
  });

  it('stays what it is where something says whence it came', () => {
    expect(channelOf(INSTAGRAM_IPHONE, 'qr=1')).toEqual(['own_inapp', 'instagram', true]);
    expect(channelOf(SAFARI_IPHONE, 'qr=1&gclid=abc')[0]).toBe('paid');
    expect(channelOf(SAFARI_IPHONE, 'qr=1', { referer: 'https://www.google.de/' })[0]).toBe('search');
    expect(channelOf(SAFARI_IPHONE, 'qr=1', { referer: 'https://blog.example.com/' })[0]).toBe('referral');
  });

  it('is one too where headers were told by nobody', () => {
    const told = (query: string) =>
      judge({ ...aHit({ query, headers: { 'user-agent': CHROME_ANDROID } }), untold: ['referer'] } as Hit)
        .channel;
    expect(told('')).toBe('untold');
    expect(told('qr=1')).toBe('direct_brand');
  });
});
