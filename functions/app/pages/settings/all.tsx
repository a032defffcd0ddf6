import type { Scope } from '../../../../shared/domain/schema/scopes.ts';
import { page } from '../../http/visit.ts';
import { Heading } from '../../ui/layout.tsx';
import { brandPage } from './brand.tsx';
import { domainsPage } from './domains.tsx';
import { keysPage } from './keys.tsx';
import { mailPage } from './mail.tsx';
import { peoplePage } from './people.tsx';
import { sessionsPage } from './sessions.tsx';

const PLACES: readonly [string, string, string, Scope | 'anyone'][] = [
  ['brand', 'Brand', 'Name, time zone, margin, where links may lead', 'brand:read'],
  ['domains', 'Short domains', 'Hosts of your own for short links', 'brand:read'],
  ['mail', 'Monday’s mail', 'Who gets it, when, in which language', 'reports:read'],
  ['people', 'People', 'Who may sign in, and what they may do', 'admin'],
  ['shop', 'Your shop', 'The script to paste, and whether orders name their clicks', 'conversions:read'],
  ['keys', 'API keys', 'For the shop and other programs', 'admin'],
  ['sessions', 'Your sessions', 'Where you are signed in; your language', 'anyone'],
];

const overview = page({
  path: '/app/settings',
  scope: 'anyone',
  async draw({ say, may }) {
    const title = say('Settings');
    return {
      title,
      wide: false,
      body: (
        <>
          <Heading title={title} />
          <section>
            <ul class="todo">
              {PLACES.filter(([, , , scope]) => scope === 'anyone' || may(scope)).map(
                ([place, name, about]) => (
                  <li>
                    <span>
                      <a href={`/app/settings/${place}`}>{say(name)}</a>
                      <span class="detail">{say(about)}</span>
                    </span>
                  </li>
                ),
              )}
            </ul>
          </section>
        </>
      ),
    };
  },
});

export const settingsPages = [
  overview,
  brandPage,
  domainsPage,
  mailPage,
  peoplePage,
  keysPage,
  sessionsPage,
] as const;
