import type { Visit } from '../../http/visit.ts';
import { Problems } from '../../ui/forms.tsx';
import { Heading } from '../../ui/layout.tsx';
import { Saved } from '../../ui/parts.tsx';

/** What every page of the settings begins with: where it stands, what a form has done, and why one was refused. */
export const Top = ({ visit, title }: { visit: Visit; title: string }) => (
  <>
    <Heading title={title}>
      <a href="/app/settings">{visit.say('Settings')}</a>
    </Heading>
    <Saved visit={visit} />
    <Problems visit={visit} />
  </>
);
