import type { Visit } from '../../http/visit.ts';
import { Heading } from '../../ui/layout.tsx';
import { Saved } from '../../ui/parts.tsx';

/** What every page of the settings begins with. */
export const Top = ({ visit, title }: { visit: Visit; title: string }) => (
  <>
    <Heading title={title}>
      <a href="/app/settings">{visit.say('Settings')}</a>
    </Heading>
    <Saved visit={visit} />
  </>
);
