import type { LinkRequest } from '../../functions/redirect/redirect.ts';
import { type Random, randomInt } from '../../shared/domain/statistics/seeded-random.ts';
import type { ProgrammeLink } from './programme.ts';

const AGENTS = [
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 334.0.4.32.98',
  'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Safari/537.36',
  'WhatsApp/2.23.20.0 A',
  'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
];

/** Somebody opens a link: mostly people, some twice, some bots and previews, a few who don't want to be tracked. */
export function aFollower(random: Random, links: ProgrammeLink[]): LinkRequest {
  // One link in three clicks, as when a post goes viral; the rest spread over the long tail.
  const place = random() < 0.33 ? 0 : Math.floor(random() ** 2 * links.length);
  const link = links[place] ?? links[0];
  const optedOut = random() < 0.05;
  return {
    method: random() < 0.02 ? 'HEAD' : 'GET',
    path: `/${link?.route.slug}`,
    query: random() < 0.1 ? 'qr=1' : '',
    headers: {
      'user-agent': AGENTS[Math.floor(random() ** 2 * AGENTS.length)],
      ...(optedOut ? { 'sec-gpc': '1' } : {}),
    },
    address: `198.51.${randomInt(random, 0, 255)}.${randomInt(random, 0, 255)}`,
    country: random() < 0.5 ? 'DE' : 'AT',
  };
}
