import { addDays, daysBetween } from '../time/week.ts';
import type { PostFormat, SlotState } from '../vocabulary.ts';

/** What a campaign or squad asks of its creators: posts by a rhythm, posts by a day, or both. */
export type Timetable = {
  rhythm?: readonly { format: PostFormat; everyDays: number }[] | undefined;
  dueDates?: readonly { on: string; format: PostFormat; creatorId?: string | undefined }[] | undefined;
};

/** Days in which a creator is asked; `until` absent: without end. */
export type Asked = { creatorId: string; since: string; until?: string | undefined };

export type Slot = { creatorId: string; format: PostFormat; dueOn: string };
/** `from`: no earlier post keeps it. */
type Asking = Slot & { from: string };
export type FilledSlot = Slot & { state: SlotState; postId?: string; publishedOn?: string };
export type DatedPost = { postId: string; creatorId: string; format: PostFormat; publishedOn: string };

/**
 * Every post that is asked for until `last`, filled by what was published. A slot is kept by the first post since the one
 * before was due; a post too many fills the oldest slot that was missed, late. So who misses one and keeps the next has one
 * missing, not two late.
 */
export function fillTimetable(
  timetable: Timetable,
  asked: readonly Asked[],
  posts: readonly DatedPost[],
  { today, last }: { today: string; last: string },
): FilledSlot[] {
  const slots = asked.flatMap((one) => slotsOf(timetable, one, last));
  const published = groupedBy(posts, nameOf);
  return [...groupedBy(slots, nameOf)]
    .flatMap(([name, own]) => fill(own, published.get(name) ?? [], today))
    .sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

export type Keeping = {
  due: number;
  onTime: number;
  late: number;
  missing: number;
  onTimeShare: number | null;
};

/** Of the slots that were due before today, as nobody is missing from later ones yet; `onTimeShare` null: none was. */
export function keeping(slots: readonly FilledSlot[], today: string): Keeping {
  const past = slots.filter(({ dueOn }) => dueOn < today);
  const count = (wanted: SlotState) => past.filter(({ state }) => state === wanted).length;
  const [onTime, late, missing] = [count('onTime'), count('late'), count('missing')];
  const due = onTime + late + missing;
  return { due, onTime, late, missing, onTimeShare: due > 0 ? onTime / due : null };
}

/** A rhythm's posts are due on the last day of each of its stretches, from the creator's first day on. */
function slotsOf({ rhythm = [], dueDates = [] }: Timetable, asked: Asked, last: string): Asking[] {
  const { creatorId, since, until } = asked;
  const end = until !== undefined && until < last ? until : last;
  const rhythmic = rhythm.flatMap(({ format, everyDays }) =>
    Array.from(
      { length: Math.max(0, Math.floor((daysBetween(since, end) + 1) / everyDays)) },
      (_, index) => ({
        creatorId,
        format,
        dueOn: addDays(since, (index + 1) * everyDays - 1),
        from: since,
      }),
    ),
  );
  const dated = dueDates
    .filter(({ on, creatorId: only = creatorId }) => only === creatorId && on >= since && on <= end)
    .map(({ on, format }) => ({ creatorId, format, dueOn: on, from: '' }));
  return [...rhythmic, ...dated].sort((one, other) => (one.dueOn < other.dueOn ? -1 : 1));
}

/** Slots and posts of one creator and format, slots by their day. */
function fill(slots: readonly Asking[], posts: readonly DatedPost[], today: string): FilledSlot[] {
  const left = [...posts].sort((one, other) => (one.publishedOn < other.publishedOn ? -1 : 1));
  const take = (isFit: (day: string) => boolean): DatedPost[] => {
    const index = left.findIndex(({ publishedOn }) => isFit(publishedOn));
    return index < 0 ? [] : left.splice(index, 1);
  };
  const kept = slots.map(({ from, ...slot }) => {
    // All that are due on one day share their stretch.
    const opened = slots.findLast(({ dueOn }) => dueOn < slot.dueOn)?.dueOn ?? '';
    return { slot, posts: take((day) => day >= from && day > opened && day <= slot.dueOn) };
  });
  return kept.map(({ slot, posts: [post] }) => {
    if (post) return filled(slot, 'onTime', post);
    if (slot.dueOn >= today) return { ...slot, state: 'open' };
    const [late] = take((day) => day > slot.dueOn);
    return late ? filled(slot, 'late', late) : { ...slot, state: 'missing' };
  });
}

const filled = (slot: Slot, state: SlotState, { postId, publishedOn }: DatedPost): FilledSlot => ({
  ...slot,
  state,
  postId,
  publishedOn,
});

const nameOf = ({ creatorId, format }: Pick<Slot, 'creatorId' | 'format'>): string =>
  `${creatorId} ${format}`;
const keyOf = ({ dueOn, creatorId, format }: Slot): string => `${dueOn} ${creatorId} ${format}`;

function groupedBy<T>(things: readonly T[], nameOf: (thing: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const name = nameOf(thing);
    const own = groups.get(name);
    if (own) own.push(thing);
    else groups.set(name, [thing]);
  }
  return groups;
}
