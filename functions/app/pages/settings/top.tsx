import { isFresh, signInAgainAt, WANTS_FRESH } from '../../http/fresh.ts';
import type { Visit } from '../../http/visit.ts';
import { Problems } from '../../ui/forms.tsx';
import { Heading } from '../../ui/layout.tsx';
import { Saved } from '../../ui/parts.tsx';

/**
 * What every page of the settings begins with: where it stands, what a form has done, and why one was refused.
 * `wantsFresh`: its forms want a sign-in of just now, which is said before anybody fills one in.
 */
export const Top = ({ visit, title, wantsFresh }: { visit: Visit; title: string; wantsFresh?: true }) => (
  <>
    <Heading title={title}>
      <a href="/app/settings">{visit.say('Settings')}</a>
    </Heading>
    <Saved visit={visit} />
    <Problems visit={visit} />
    {wantsFresh && !isFresh(visit) && (
      <section>
        <p>{visit.say(WANTS_FRESH)}</p>
        <div class="acts">
          <a class="button" href={signInAgainAt(visit.path)}>
            {visit.say('Sign in again')}
          </a>
        </div>
      </section>
    )}
  </>
);
