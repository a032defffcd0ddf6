import { appName } from '../../../shared/domain/judge/tables/app-names.ts';
import type { ClickShown } from '../../../shared/domain/schema/answers/clicks.ts';
import { wallClock } from '../../../shared/domain/time/zone-rules.ts';
import type { NamedPost } from '../http/names.ts';
import type { Visit } from '../http/visit.ts';
import { shortDay, Table, type TableCell, wordOf } from './parts.tsx';

export type NamedPosts = ReadonlyMap<string, NamedPost>;

/** One line a hit: nothing is dropped, so the excluded ones stand beside the counted with their reason. */
export const HitTable = ({
  visit,
  hits,
  named,
  caption,
  isNew = () => false,
}: {
  visit: Visit;
  hits: readonly ClickShown[];
  named: NamedPosts;
  caption: string;
  isNew?: (hit: ClickShown) => boolean;
}) => {
  const { say } = visit;
  return (
    <Table
      caption={caption}
      columns={[
        { name: say('Time') },
        { name: say('Post') },
        { name: say('Channel'), wide: true },
        { name: say('App'), wide: true },
        { name: say('Counted?') },
      ]}
      rows={hits.map((hit) => ({
        ...(isNew(hit) ? { isNew: true as const } : {}),
        cells: cellsOf(visit, hit, named),
      }))}
    />
  );
};

const cellsOf = (visit: Visit, hit: ClickShown, named: NamedPosts): TableCell[] => [
  <a class="whole" href={`/app/clicks/${hit.id}`}>
    {timeOf(visit, hit.at)}
  </a>,
  named.get(hit.postId ?? '')?.by ?? '–',
  wordOf(visit.say, hit.channel),
  hit.app ? appName(hit.app) : '',
  hit.verdict === 'counted'
    ? visit.say('counted')
    : { text: visit.say('no'), detail: wordOf(visit.say, hit.reason ?? '') },
];

const timeOf = (visit: Visit, at: string): string => {
  const clock = new Date(wallClock(Date.parse(at), visit.brand.timeZone)).toISOString();
  return `${shortDay(visit, clock.slice(0, 10))}, ${clock.slice(11, 19)}`;
};
