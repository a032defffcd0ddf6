import { describe, expect, it } from 'vitest';
import { deviceOf } from '../../../shared/domain/judge/device-of.ts';

const AN_IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const A_MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const A_PIXEL = 'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko)';
const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)';

describe('device, system, browser and engine of a user agent', () => {
  it.each([
    [`${AN_IPHONE} Version/18.0 Mobile/15E148 Safari/604.1`, 'mobile ios safari webkit'],
    [`${AN_IPHONE} CriOS/129.0 Mobile/15E148 Safari/604.1`, 'mobile ios chrome webkit'],
    [`${AN_IPHONE} FxiOS/130.0 Mobile/15E148`, 'mobile ios firefox webkit'],
    [`${AN_IPHONE} EdgiOS/129.0 Mobile/15E148 Safari/604.1`, 'mobile ios edge webkit'],
    [`${AN_IPHONE} Mobile/15E148 Instagram 350.0`, 'mobile ios webview webkit'],
    [
      'Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1',
      'tablet ios safari webkit',
    ],
    [
      'Mozilla/5.0 (iPod touch; CPU iPhone OS 12_0 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1',
      'mobile ios safari webkit',
    ],
    ['Podcasts/1.0 iOS/18.0', 'mobile ios other webkit'],
    ['Podcasts (iOS 18)', 'mobile ios other webkit'],
    [`${A_MAC} Version/18.0 Safari/605.1.15`, 'desktop macos safari webkit'],
    ['Mozilla/5.0 (Mac OS X) AppleWebKit/605.1.15 Safari/605.1.15', 'desktop macos safari webkit'],
    ['Mozilla/4.0 (compatible; MSIE 5.0; Mac_PowerPC)', 'desktop macos other other'],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:131.0) Gecko/20100101 Firefox/131.0',
      'desktop macos firefox gecko',
    ],
    [`${A_PIXEL} Chrome/129.0 Mobile Safari/537.36`, 'mobile android chrome chromium'],
    [
      `${A_PIXEL.replace('Pixel 8', 'Pixel 8; wv')} Version/4.0 Chrome/129.0 Mobile Safari/537.36`,
      'mobile android webview chromium',
    ],
    [`${A_PIXEL} Chrome/129.0 Safari/537.36`, 'tablet android chrome chromium'],
    [`${A_PIXEL} SamsungBrowser/26.0 Chrome/122.0 Mobile Safari/537.36`, 'mobile android samsung chromium'],
    [`${A_PIXEL} Chrome/129.0 Mobile Safari/537.36 EdgA/129.0`, 'mobile android edge chromium'],
    ['Dalvik/2.1.0 (Linux; U; Android 14)', 'mobile android other other'],
    [`${WINDOWS} Chrome/129.0 Safari/537.36`, 'desktop windows chrome chromium'],
    [`${WINDOWS} Chrome/129.0 Safari/537.36 Edg/129.0`, 'desktop windows edge chromium'],
    [`${WINDOWS} Chrome/129.0 Safari/537.36 OPR/114.0`, 'desktop windows opera chromium'],
    [`${WINDOWS} Chrome/129.0 Safari/537.36 Vivaldi/6.9`, 'desktop windows other chromium'],
    [
      'Mozilla/5.0 (X11; CrOS x86_64 14541) AppleWebKit/537.36 Chrome/129.0 Safari/537.36',
      'desktop chromeos chrome chromium',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0', 'desktop linux firefox gecko'],
    [
      'Mozilla/5.0 (X11; FreeBSD) AppleWebKit/537.36 Chrome/129.0 Safari/537.36',
      'desktop linux chrome chromium',
    ],
    [
      'Mozilla/5.0 (SMART-TV; Linux; Tizen 6.0) AppleWebKit/537.36 Chrome/76.0 Safari/537.36',
      'other linux chrome chromium',
    ],
    ['Mozilla/5.0 (Windows Phone 10.0) AppleWebKit/537.36', 'mobile windows other webkit'],
    [
      'Mozilla/5.0 (Mobile; Nokia_8110_4G; rv:48.0) Gecko/48.0 Firefox/48.0 KAIOS/2.5',
      'mobile other firefox gecko',
    ],
    [
      'Mozilla/5.0 (PC; OpenHarmony 5.0) AppleWebKit/537.36 Chrome/114.0 Safari/537.36 ArkWeb Browser/1.0',
      'desktop other chrome chromium',
    ],
    [
      'Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 Chrome/114.0 Safari/537.36 ArkWeb Mobile',
      'mobile other webview chromium',
    ],
    ['', 'other other other other'],
  ])('%s', (userAgent, expected) => {
    const { device, os, browser, engine } = deviceOf(userAgent);
    expect(`${device} ${os} ${browser} ${engine}`).toBe(expected);
  });
});
