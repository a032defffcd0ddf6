import { expect, it } from 'vitest';
import {
  platformNamed,
  readHandle,
  readPostAddress,
} from '../../../shared/domain/imports/cells/post-address.ts';

it.each([
  [
    'https://www.instagram.com/reel/CaBc-1/?igsh=x',
    'https://www.instagram.com/reel/CaBc-1/',
    'instagram',
    'CaBc-1',
  ],
  ['instagram.com/ada.knits/p/C1', 'https://instagram.com/ada.knits/p/C1', 'instagram', 'C1', 'ada.knits'],
  ['https://instagr.am/p/C1', 'https://instagr.am/p/C1', 'instagram', 'C1'],
  [
    'https://www.tiktok.com/@ada/video/730?is=1',
    'https://www.tiktok.com/@ada/video/730',
    'tiktok',
    '730',
    'ada',
  ],
  [
    'https://m.youtube.com/watch?t=1&v=abcdefghijk',
    'https://m.youtube.com/watch?v=abcdefghijk',
    'youtube',
    'abcdefghijk',
  ],
  ['https://youtu.be/abcdefghijk?si=x', 'https://youtu.be/abcdefghijk', 'youtube', 'abcdefghijk'],
  ['https://twitter.com/ada/status/12?s=20', 'https://twitter.com/ada/status/12', 'x', '12', 'ada'],
  [
    'https://de-de.facebook.com/ada/posts/9',
    'https://de-de.facebook.com/ada/posts/9',
    'facebook',
    '9',
    'ada',
  ],
  ['https://pinterest.com.au/pin/12/', 'https://pinterest.com.au/pin/12/', 'pinterest', '12'],
])('a post: %s', (text, url, platform, mediaId, handle?: string) => {
  expect(readPostAddress(text)).toEqual({ url, platform, mediaId, ...(handle ? { handle } : {}) });
});

it.each([
  'https://notinstagram.com/p/C1?a=1',
  'https://instagram.com.evil.example/p/C1?a=1',
  'https://pinterest.evil.example/pin/12?a=1',
  'https://t.co/abc?a=1',
  'https://shop.example.com/watch?v=abcdefghijk',
])('stands on none of the platforms, and keeps its query: %s', (url) => {
  expect(readPostAddress(url)).toEqual({ url });
});

it.each([
  ['@ada', { handle: '@ada' }],
  ['https://www.instagram.com/ada.knits/', { handle: 'ada.knits', platform: 'instagram' }],
  ['instagr.am/ada', { handle: 'ada', platform: 'instagram' }],
  ['https://x.com/ada', { handle: 'ada', platform: 'x' }],
  ['https://mobile.twitter.com/ada', { handle: 'ada', platform: 'x' }],
  ['https://www.youtube.com/channel/UCx', { handle: 'UCx', platform: 'youtube' }],
  ['https://de.pinterest.com/ada', { handle: 'ada', platform: 'pinterest' }],
  // Where an address only leads on, what it ends with is nobody's name.
  ['https://t.co/abc', undefined],
  ['https://pin.it/abc', undefined],
  ['https://fb.me/abc', undefined],
  ['https://youtu.be/abcdefghijk', undefined],
  ['https://instagram.com.evil.example/ada', undefined],
])('whose: %s', (text, whose) => expect(readHandle(text)).toEqual(whose));

it.each([
  ['IG', 'instagram'],
  ['insta', 'instagram'],
  ['Tik Tok', 'tiktok'],
  ['tik-tok', 'tiktok'],
  ['twitter', 'x'],
  ['Threads', 'threads'],
])('%s is written %s', (text, platform) => expect(platformNamed(text)).toBe(platform));
