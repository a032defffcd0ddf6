import { hostFinder } from './host-finder.ts';
import { AI_HOSTS, AI_SOURCES, BIO_HOSTS, EMAIL_HOSTS, MESSENGER_HOSTS, PLAIN_HOSTS } from './other-hosts.ts';
import { SEARCH_HOSTS } from './search-hosts.ts';
import { SOCIAL_HOSTS } from './social-hosts.ts';

/** Whatever the tables know; of a name that stands in two, the later. */
export const findHost = hostFinder({
  search: SEARCH_HOSTS,
  social: SOCIAL_HOSTS,
  messenger: MESSENGER_HOSTS,
  email: EMAIL_HOSTS,
  ai_assistant: AI_HOSTS,
  link_in_bio: BIO_HOSTS,
  other: PLAIN_HOSTS,
});

const assistants = new Map<string, string>();

/** The assistant that writes exactly this `utm_source`, lower-case. */
export function assistantOfSource(source: string): string | undefined {
  if (assistants.size === 0) {
    for (const line of AI_SOURCES.split('\n')) {
      const [app = '', ...values] = line.split(' ');
      for (const value of values) assistants.set(value, app);
    }
  }
  return assistants.get(source);
}
