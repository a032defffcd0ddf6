#!/usr/bin/env bash
# Which post is behind an address? Four packages that answer with a video's id, asked of addresses as the platforms hand them out.
# youtube-video-id 1.0.5 hands the whole address back as "the id" of a Short, of a live video and of watch?app=desktop&v=…, the address
# that YouTube's mobile site is left for; js-video-url-parser 0.5.1 knows neither Shorts nor live videos (undefined) and cuts a Twitch clip at
# its first hyphen when its address names the channel, and not when it is clips.twitch.tv/…: one clip, two ids. get-youtube-id 1.0.1 takes a
# channel whose handle has ten letters for a video (an id has eleven signs, and "@" is counted). get-video-id 4.2.0 has all of YouTube's,
# and of TikTok no photo post, which differs from a video by one word of its path.
# Guessed: Shorts (2021) and live addresses are known to all, and an id never holds what no id can.
# Seen (Node 20.20 and 24.21): see the last lines.
# Vouch keeps the paths of each platform's posts as one table (shared/domain/imports/cells/address-paths.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --save-exact \
  get-video-id@4.2.0 js-video-url-parser@0.5.1 get-youtube-id@1.0.1 youtube-video-id@1.0.5 >/dev/null
cat >run.mjs <<'JS'
import getVideoId from 'get-video-id';
import parser from 'js-video-url-parser';
import getYoutubeId from 'get-youtube-id';
import youtube from 'youtube-video-id';
const short = 'https://www.youtube.com/shorts/dQw4w9WgXcQ';
const live = 'https://www.youtube.com/live/dQw4w9WgXcQ';
const mobile = 'https://www.youtube.com/watch?app=desktop&v=dQw4w9WgXcQ';
const whole = (of, id) => (id === of ? 'the whole address' : String(id));
const youtubeVideoId = youtube.default ?? youtube;
const seen = [
  `youtube-video-id: ${[short, live, mobile].map((one) => whole(one, youtubeVideoId(one))).join(', ')}`,
  `js-video-url-parser: ${[short, live].map((one) => parser.parse(one)?.id).join(', ')}`,
  `one clip: ${['https://www.twitch.tv/ada/clip/Cool-Socks', 'https://clips.twitch.tv/Cool-Socks'].map((one) => parser.parse(one).id).join(', ')}`,
  `get-youtube-id, a channel: ${getYoutubeId('https://www.youtube.com/@adaknitsss/shorts')}`,
  `get-video-id: ${[short, live, mobile].map((one) => getVideoId(one).id).join(', ')}`,
  `a TikTok video and a photo post: ${['video', 'photo'].map((kind) => getVideoId(`https://www.tiktok.com/@ada/${kind}/7301234567890123456`).id).join(', ')}`,
];
console.log(seen.join('\n'));
const expected = [
  'youtube-video-id: the whole address, the whole address, the whole address',
  'js-video-url-parser: , ',
  'one clip: Cool, Cool-Socks',
  'get-youtube-id, a channel: @adaknitsss',
  'get-video-id: dQw4w9WgXcQ, dQw4w9WgXcQ, dQw4w9WgXcQ',
  'a TikTok video and a photo post: 7301234567890123456, ',
];
process.exit(JSON.stringify(seen) === JSON.stringify(expected) ? 0 : 1);
JS
node run.mjs
