import type { DropWithTimings } from '../../../shared/domain/schema/programme/drops.ts';
import { isBeyondChance } from '../../../shared/domain/statistics/beyond-chance.ts';
import type { PostFlag } from '../../../shared/domain/vocabulary.ts';
import { addressesGiven, given, momentField } from '../http/fields.ts';
import type { FormValues } from '../http/form.ts';
import type { Visit } from '../http/visit.ts';
import type { Say } from '../words/say.ts';
import { Field, FoldedForm, formOf } from './forms.tsx';
import { doneAt, Empty, Section, Table, type TableCell } from './parts.tsx';

/** What is worth a look at a post, in words. */
export function flagText(say: Say, flag: PostFlag): string {
  const texts: Readonly<Record<PostFlag, string>> = {
    'early-for-drop': say('published before its drop opens'),
    'late-for-drop': say('published after its drop ended'),
    'outside-membership': say('its creator was not of the squad on that day'),
  };
  return texts[flag];
}

/** The newest drops, each with its reading. */
const MOST_SHOWN = 5;

export async function readDrops({ api }: Visit, squadId: string): Promise<DropWithTimings[]> {
  const { data } = await api.get('/v1/squads/{id}/drops', { params: { id: squadId }, query: { limit: 100 } });
  const newest = data.toSorted((a, b) => b.opensAt.localeCompare(a.opensAt)).slice(0, MOST_SHOWN);
  return Promise.all(newest.map(({ id }) => api.get('/v1/drops/{id}', { params: { id } })));
}

/** What members got before everybody else: who posted early, what was clicked when, and the form for the next one. */
export const DropsShown = ({ visit, drops }: { visit: Visit; drops: readonly DropWithTimings[] }) => {
  const { say, may } = visit;
  return (
    <Section id="drops" title={say('Early access')}>
      {drops.length === 0 ? (
        <Empty>{say('Nothing was given to this squad before everybody else yet.')}</Empty>
      ) : (
        <Table
          caption={say('Clicks before it opens, in time and after its end; held: taps that came too early')}
          columns={[
            { name: say('Drop') },
            { name: say('Posts early'), right: true },
            { name: say('Held'), right: true },
            { name: say('Early'), right: true },
            { name: say('In time'), right: true },
            { name: say('Late'), right: true },
          ]}
          rows={drops.map((drop) => ({ cells: cellsOf(visit, drop) }))}
        />
      )}
      {may('squads:write') && <NewDrop visit={visit} />}
    </Section>
  );
};

function cellsOf(visit: Visit, drop: DropWithTimings): TableCell[] {
  const { format, brand } = visit;
  const { name, squadId, opensAt, posts, clicks, comparison } = drop;
  const at = (path: string) => `${path}?${new URLSearchParams({ interval: 'all', squadId })}`;
  const early = posts.filter(({ timing }) => timing === 'early').length;
  return [
    { text: name, detail: `${format.moment(opensAt, brand.timeZone)} · ${comparisonOf(visit, comparison)}` },
    { text: format.count(early), href: at('/app/posts') },
    ...[clicks.held, clicks.early, clicks.onTime, clicks.late].map((count) => ({
      text: format.count(count),
      href: at('/app/clicks'),
    })),
  ];
}

function comparisonOf({ say, format }: Visit, { better, p }: DropWithTimings['comparison']): string {
  if (better === null || p === null) return say('too young to compare with ordinary posts');
  if (!isBeyondChance(p)) return say('no more than chance beside ordinary posts');
  return say('a post of it beats an ordinary one in {share} of pairs', { share: format.percent(better) });
}

const NewDrop = ({ visit }: { visit: Visit }) => {
  const { say, brand } = visit;
  const form = formOf(visit, 'drop');
  return (
    <FoldedForm form={form} name={say('New drop')} submit={say('Make the drop')}>
      <div class="pair">
        <Field form={form} name="name" />
        <Field form={form} name="product" optional />
        <Field form={form} name="opensAt" type="datetime-local" hint={brand.timeZone} />
        <Field form={form} name="endsAt" type="datetime-local" optional />
        <Field
          form={form}
          name="membersFrom"
          type="datetime-local"
          hint={say('Left out: at once')}
          optional
        />
        <Field form={form} name="earlyDestination" type="url" optional />
      </div>
    </FoldedForm>
  );
};

export async function addDrop(visit: Visit, values: FormValues, key: string): Promise<string> {
  const { api, id, path } = visit;
  const opensAt = momentField(visit, values, 'opensAt') ?? '';
  const [endsAt, membersFrom] = [
    momentField(visit, values, 'endsAt'),
    momentField(visit, values, 'membersFrom'),
  ];
  const body = {
    name: '',
    ...given(values, 'name', 'product'),
    ...addressesGiven(values, 'earlyDestination'),
    opensAt,
    ...(endsAt ? { endsAt } : {}),
    ...(membersFrom ? { membersFrom } : {}),
  };
  await api.post('/v1/squads/{id}/drops', {
    params: { id },
    body,
    idempotencyKey: key,
  });
  return doneAt(path, 'added');
}
