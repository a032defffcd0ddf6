import type { Browser, Device, OperatingSystem } from '../vocabulary.ts';
import { includesAny } from './app-of.ts';

/** Which engine drew the page: `Sec-Fetch-Site` means different things in each. */
export type BrowserEngine = 'chromium' | 'gecko' | 'webkit' | 'other';

export type DeviceReading = {
  device: Device;
  os: OperatingSystem;
  browser: Browser;
  engine: BrowserEngine;
  /** The window of an app, not a browser: it has no address bar, so nothing was pasted into it. */
  webview: boolean;
};

/**
 * Device, system and browser of a user agent, coarse on purpose: what the reports group by and what links are targeted
 * by. An iPad that asks for desktop pages calls itself a Mac and cannot be told from one.
 */
export function deviceOf(userAgent: string): DeviceReading {
  const os = osOf(userAgent);
  const webview = isWebview(userAgent, os);
  return {
    device: formOf(userAgent, os),
    os,
    browser: webview ? 'webview' : browserOf(userAgent),
    engine: engineOf(userAgent, os),
    webview,
  };
}

function osOf(userAgent: string): OperatingSystem {
  if (userAgent.includes('Windows')) return 'windows';
  if (includesAny(userAgent, ['iPhone', 'iPad', 'iPod', 'iOS/', 'iOS '])) return 'ios';
  if (userAgent.includes('CrOS')) return 'chromeos';
  if (userAgent.includes('Android')) return 'android';
  if (includesAny(userAgent, ['Macintosh', 'Mac OS X', 'Mac_PowerPC'])) return 'macos';
  return includesAny(userAgent, ['Linux', 'X11']) ? 'linux' : 'other';
}

const TELEVISIONS = [
  'TV',
  'CrKey',
  'PlayStation',
  'Xbox',
  'XBOX',
  'Nintendo',
  'Roku',
  'BRAVIA',
  'Web0S',
  'Tizen',
  '; AFT',
];

function formOf(userAgent: string, os: OperatingSystem): Device {
  const mobile = userAgent.includes('Mobile');
  if (!mobile && includesAny(userAgent, TELEVISIONS)) return 'other';
  if (includesAny(userAgent, ['iPad', 'Tablet', 'Kindle', '; KF'])) return 'tablet';
  if (os === 'ios' || includesAny(userAgent, ['Windows Phone', 'KAIOS', 'BlackBerry', 'BB10', 'Nokia']))
    return 'mobile';
  if (os === 'android') return mobile || !userAgent.includes('Mozilla') ? 'mobile' : 'tablet';
  if (userAgent.includes('(PC; OpenHarmony')) return 'desktop';
  if (os !== 'other') return 'desktop';
  return mobile || userAgent.includes('mobile') ? 'mobile' : 'other';
}

const HARMONY_BROWSERS = ['Browser/', 'Firefox/', 'Edg', 'Quark/'];
const IOS_BROWSERS = [
  'CriOS',
  'FxiOS',
  'EdgiOS',
  'OPiOS',
  'OPT/',
  'Focus/',
  'DuckDuckGo',
  'UCBrowser',
  'YaBrowser',
];

function isWebview(userAgent: string, os: OperatingSystem): boolean {
  if (os === 'android') return userAgent.includes('; wv)');
  // HarmonyOS: its browsers name themselves behind the engine, apps' windows don't.
  if (userAgent.includes('OpenHarmony')) return !includesAny(userAgent, HARMONY_BROWSERS);
  if (os !== 'ios' || !userAgent.includes('AppleWebKit')) return false;
  return !userAgent.includes('Safari/') && !includesAny(userAgent, IOS_BROWSERS);
}

const BROWSER_TOKENS: readonly [Browser, readonly string[]][] = [
  ['edge', ['Edg/', 'EdgA/', 'EdgiOS/', 'Edge/']],
  ['samsung', ['SamsungBrowser/']],
  ['opera', ['OPR/', 'OPT/', 'OPX/', 'OPiOS/', 'Opera']],
  ['brave', ['Brave']],
  [
    'other',
    ['YaBrowser', 'UCBrowser', 'Vivaldi', 'DuckDuckGo', 'MiuiBrowser', 'QQBrowser', 'Whale/', 'Electron/'],
  ],
  ['firefox', ['Firefox/', 'FxiOS/', 'Focus/']],
  ['chrome', ['Chrome/', 'CriOS/', 'Chromium/']],
  ['safari', ['Safari/']],
];

function browserOf(userAgent: string): Browser {
  return BROWSER_TOKENS.find(([, tokens]) => includesAny(userAgent, tokens))?.[0] ?? 'other';
}

function engineOf(userAgent: string, os: OperatingSystem): BrowserEngine {
  if (os === 'ios') return 'webkit';
  if (includesAny(userAgent, ['Chrome/', 'Chromium/'])) return 'chromium';
  if (userAgent.includes('Gecko/')) return 'gecko';
  return userAgent.includes('AppleWebKit/') ? 'webkit' : 'other';
}
