/**
 * The closed lists that the whole product agrees on, each once. Meanings: docs/glossary.md.
 * No zod here: the redirect function carries this file.
 */
export const STAGES = ['microcontent', 'campaign', 'community'] as const;
export type Stage = (typeof STAGES)[number];

export const CHANNELS = [
  'own_inapp',
  'own_web',
  'cross_social',
  'dark_messenger',
  'dark_app',
  'dark_email',
  'dark_paste',
  'dark_unknown',
  'search',
  'ai_assistant',
  'paid',
  'link_in_bio',
  'referral',
  'direct_brand',
  'untold',
] as const;
export type Channel = (typeof CHANNELS)[number];

/** Where creators mostly post: what a form offers. A brand may name any other platform. */
export const USUAL_PLATFORMS = [
  'instagram',
  'tiktok',
  'youtube',
  'pinterest',
  'facebook',
  'x',
  'other',
] as const;

export const EXCLUDED_REASONS = [
  'bot',
  'preview',
  'prefetch',
  'head',
  'subresource',
  'repeat',
  'internal',
] as const;
export type ExcludedReason = (typeof EXCLUDED_REASONS)[number];

export const STRENGTHS = ['deterministic', 'strong', 'inferred', 'none'] as const;
export type Strength = (typeof STRENGTHS)[number];

export const TRIGGERS = ['link', 'qr'] as const;
export type Trigger = (typeof TRIGGERS)[number];

export const DEVICES = ['mobile', 'tablet', 'desktop', 'other'] as const;
export type Device = (typeof DEVICES)[number];

export const OPERATING_SYSTEMS = [
  'ios',
  'android',
  'windows',
  'macos',
  'linux',
  'chromeos',
  'other',
] as const;
export type OperatingSystem = (typeof OPERATING_SYSTEMS)[number];

export const BROWSERS = [
  'chrome',
  'safari',
  'firefox',
  'edge',
  'samsung',
  'opera',
  'brave',
  'webview',
  'other',
] as const;
export type Browser = (typeof BROWSERS)[number];

/** Mail, pages and reports speak these. */
export const LANGUAGES = ['en', 'de', 'fr', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];

export const MODELS = [
  'lastTouch',
  'firstTouch',
  'linear',
  'timeDecay',
  'positionBased',
  'markov',
  'shapley',
] as const;
export type Model = (typeof MODELS)[number];

/** Dark social: the clicks that referrer-only analytics calls "direct". */
export const isDark = (channel: Channel): boolean => channel.startsWith('dark_');
