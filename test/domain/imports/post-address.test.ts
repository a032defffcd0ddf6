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
  // The path alone is every post of Facebook's.
  [
    'https://www.facebook.com/watch/?v=12&ref=sharing',
    'https://www.facebook.com/watch/?v=12',
    'facebook',
    '12',
  ],
  [
    'https://m.facebook.com/permalink.php?story_fbid=pfbid0A&id=77&mibextid=x',
    'https://m.facebook.com/permalink.php?story_fbid=pfbid0A&id=77',
    'facebook',
    'pfbid0A',
  ],
  [
    'https://www.facebook.com/photo/?fbid=12&set=a.3',
    'https://www.facebook.com/photo/?fbid=12',
    'facebook',
    '12',
  ],
  [
    'https://www.facebook.com/ada/videos/knitting-at-night/12/',
    'https://www.facebook.com/ada/videos/knitting-at-night/12/',
    'facebook',
    '12',
    'ada',
  ],
  ['https://x.com/i/status/12', 'https://x.com/i/status/12', 'x', '12'],
  ['https://x.com/i/web/status/12', 'https://x.com/i/web/status/12', 'x', '12'],
  [
    'https://www.threads.com/@ada.k/post/C1',
    'https://www.threads.com/@ada.k/post/C1',
    'threads',
    'C1',
    'ada.k',
  ],
  [
    'https://bsky.app/profile/ada.bsky.social/post/3l',
    'https://bsky.app/profile/ada.bsky.social/post/3l',
    'bluesky',
    '3l',
    'ada.bsky.social',
  ],
  [
    'https://www.linkedin.com/posts/ada-k_socks-activity-712-xY1?utm_source=share',
    'https://www.linkedin.com/posts/ada-k_socks-activity-712-xY1',
    'linkedin',
    '712',
    'ada-k',
  ],
  ['https://www.twitch.tv/videos/12?t=1s', 'https://www.twitch.tv/videos/12', 'twitch', '12'],
  [
    'https://www.instagram.com/stories/ada.knits/312/?igsh=x',
    'https://www.instagram.com/stories/ada.knits/312/',
    'instagram',
    '312',
    'ada.knits',
  ],
  ['https://twitter.com/ada/statuses/12', 'https://twitter.com/ada/statuses/12', 'x', '12', 'ada'],
  [
    'https://studio.youtube.com/video/abcdefghijk/edit',
    'https://studio.youtube.com/video/abcdefghijk/edit',
    'youtube',
    'abcdefghijk',
  ],
  ['https://www.youtube.com/post/UgkxA1', 'https://www.youtube.com/post/UgkxA1', 'youtube', 'UgkxA1'],
  [
    'https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A712/?x=1',
    'https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A712/',
    'linkedin',
    '712',
  ],
  [
    'https://www.pinterest.de/pin/warme-socken--12/',
    'https://www.pinterest.de/pin/warme-socken--12/',
    'pinterest',
    '12',
  ],
  [
    'https://www.reddit.com/r/knitting/comments/1ab/socks/?share_id=x',
    'https://www.reddit.com/r/knitting/comments/1ab/socks/',
    'reddit',
    '1ab',
  ],
  ['https://redd.it/1ab', 'https://redd.it/1ab', 'reddit', '1ab'],
  [
    'https://www.tumblr.com/ada-knits/7123/socks',
    'https://www.tumblr.com/ada-knits/7123/socks',
    'tumblr',
    '7123',
    'ada-knits',
  ],
  ['https://vk.com/wall-12_34', 'https://vk.com/wall-12_34', 'vk', '-12_34'],
  ['https://vk.com/ada?w=wall12_34', 'https://vk.com/ada?w=wall12_34', 'vk', '12_34'],
  ['https://vimeo.com/12', 'https://vimeo.com/12', 'vimeo', '12'],
  [
    'https://www.lemon8-app.com/ada/7123456',
    'https://www.lemon8-app.com/ada/7123456',
    'lemon8',
    '7123456',
    'ada',
  ],
  ['https://kick.com/ada/clips/clip_1', 'https://kick.com/ada/clips/clip_1', 'kick', 'clip_1', 'ada'],
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
  ['@ada,', { handle: '@ada' }],
  ['"@ada";', { handle: '@ada' }],
  ['„@ada“', { handle: '@ada' }],
  ['<https://instagram.com/ada>', { handle: 'ada', platform: 'instagram' }],
  ['Ada Lovelace (@ada)', { handle: '@ada' }],
  ['Ada Lovelace @ada.knits', { handle: '@ada.knits' }],
  ['ada@example.com', { handle: 'ada@example.com' }],
  ['@ada.', { handle: '@ada.' }],
  ['https://www.instagram.com/ada.knits/', { handle: 'ada.knits', platform: 'instagram' }],
  ['instagr.am/ada', { handle: 'ada', platform: 'instagram' }],
  ['https://x.com/ada', { handle: 'ada', platform: 'x' }],
  ['https://mobile.twitter.com/ada', { handle: 'ada', platform: 'x' }],
  ['https://www.youtube.com/channel/UCx', { handle: 'UCx', platform: 'youtube' }],
  ['https://de.pinterest.com/ada', { handle: 'ada', platform: 'pinterest' }],
  ['https://www.facebook.com/profile.php?id=77&sk=about', { handle: '77', platform: 'facebook' }],
  ['https://www.facebook.com/people/Ada-K/77/', { handle: '77', platform: 'facebook' }],
  ['https://www.instagram.com/ada.knits/reels/', { handle: 'ada.knits', platform: 'instagram' }],
  ['https://www.instagram.com/stories/ada.knits/', { handle: 'ada.knits', platform: 'instagram' }],
  ['https://www.youtube.com/@ada/shorts', { handle: 'ada', platform: 'youtube' }],
  ['https://www.youtube.com/@strick-%C3%A4da', { handle: 'strick-äda', platform: 'youtube' }],
  ['https://www.tiktok.com/@ada/live?lang=de', { handle: 'ada', platform: 'tiktok' }],
  ['https://www.threads.net/@ada', { handle: 'ada', platform: 'threads' }],
  ['https://www.twitch.tv/ada/about', { handle: 'ada', platform: 'twitch' }],
  ['https://www.snapchat.com/add/ada.k', { handle: 'ada.k', platform: 'snapchat' }],
  ['https://www.snapchat.com/@ada.k', { handle: 'ada.k', platform: 'snapchat' }],
  ['https://www.linkedin.com/in/ada-k/', { handle: 'ada-k', platform: 'linkedin' }],
  ['https://bsky.app/profile/ada.bsky.social', { handle: 'ada.bsky.social', platform: 'bluesky' }],
  ['https://www.instagram.com/@ada', { handle: 'ada', platform: 'instagram' }],
  ['IG @ada', { handle: '@ada', platform: 'instagram' }],
  ['ada @TikTok', { handle: 'ada @TikTok' }],
  ['https://www.reddit.com/user/ada-k/', { handle: 'ada-k', platform: 'reddit' }],
  ['https://www.lemon8-app.com/ada', { handle: 'ada', platform: 'lemon8' }],
  ['https://kick.com/ada', { handle: 'ada', platform: 'kick' }],
  ['u/ada-k', { handle: 'ada-k', platform: 'reddit' }],
  ['/u/ada-k/', { handle: 'ada-k', platform: 'reddit' }],
  ['https://www.tumblr.com/ada-knits', { handle: 'ada-knits', platform: 'tumblr' }],
  ['https://vk.com/ada', { handle: 'ada', platform: 'vk' }],
  ['https://vk.com/feed', undefined],
  ['ada/u', undefined],
  ['https://www.instagram.com/stories/highlights/312/', undefined],
  ['https://vimeo.com/watch', undefined],
  ['https://www.reddit.com/r/knitting/', undefined],
  // Several in one cell, whose row it is nobody says.
  ['@ada, @bea', undefined],
  ['@ada & @bea', undefined],
  ['@ada und @bea', undefined],
  ['@ada @bea', undefined],
  ['@ada\n@bea', undefined],
  ['@ada/@bea', undefined],
  ['@ada@mastodon.social', { handle: '@ada@mastodon.social' }],
  ['@ ada', { handle: '@ada' }],
  // A post of hers names her, where its address does.
  ['https://www.tiktok.com/@ada/video/730', { handle: 'ada', platform: 'tiktok' }],
  ['https://www.instagram.com/ada.knits/reel/C1/', { handle: 'ada.knits', platform: 'instagram' }],
  ['https://www.instagram.com/reel/C1/', undefined],
  ['https://www.instagram.com/stories/highlights/178/', undefined],
  // A platform's own pages are nobody.
  ['https://www.instagram.com/explore/', undefined],
  ['https://x.com/home', undefined],
  ['https://x.com/i/lists', undefined],
  ['https://www.facebook.com/watch/', undefined],
  ['https://www.facebook.com/profile.php', undefined],
  ['https://www.twitch.tv/directory', undefined],
  ['https://www.pinterest.com/ideas/', undefined],
  // Where an address only leads on, what it ends with is nobody's name.
  ['https://t.co/abc', undefined],
  ['https://pin.it/abc', undefined],
  ['https://fb.me/abc', undefined],
  ['https://youtu.be/abcdefghijk', undefined],
  ['https://instagram.com.evil.example/ada', undefined],
])('whose: %s', (text, whose) => expect(readHandle(text)).toEqual(whose));

it.each([
  'https://www.instagram.com/share/reel/BAx',
  'https://www.instagram.com/share/p/BAx',
  'https://www.facebook.com/share/v/1Ax/',
])('an address that only leads to a post tells neither its id nor whose it is: %s', (url) => {
  expect(readPostAddress(url)).toEqual({ url, platform: expect.any(String) });
});

it.each([
  ['IG', 'instagram'],
  ['insta', 'instagram'],
  ['Tik Tok', 'tiktok'],
  ['tik-tok', 'tiktok'],
  ['twitter', 'x'],
  ['Threads', 'threads'],
])('%s is written %s', (text, platform) => expect(platformNamed(text)).toBe(platform));

it.each([
  ['https://www.tiktok.com/@/video/7300000000000000001', 'tiktok', '7300000000000000001'],
  ['https://www.tiktok.com/embed/v2/7300000000000000001', 'tiktok', '7300000000000000001'],
  ['https://www.tiktok.com/player/7300000000000000001', 'tiktok', '7300000000000000001'],
  ['https://www.youtube.com/v/dQw4w9WgXcQ', 'youtube', 'dQw4w9WgXcQ'],
])('what is played on another page is the same post: %s', (url, platform, mediaId) => {
  expect(readPostAddress(url)).toMatchObject({ platform, mediaId });
});
