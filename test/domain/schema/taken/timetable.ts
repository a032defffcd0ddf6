import { FORMATS } from '../../../../shared/domain/vocabulary.ts';
import { day } from './common.ts';
import { clearable, fields, id, type Kind, list, maybe, oneOf, refused, same, whole } from './kinds.ts';

const format = oneOf(FORMATS);
const rhythm: Kind = {
  takes: same(
    [{ format: 'short', everyDays: 1 }],
    [{ format: 'long', everyDays: 366 }],
    [],
    [
      { format: 'short', everyDays: 7 },
      { format: 'long', everyDays: 30 },
    ],
  ),
  refuses: [
    ...list(fields({ format, everyDays: whole(1, 366) }), 0, 2).refuses,
    ...refused('name each format once', [
      { format: 'short', everyDays: 1 },
      { format: 'short', everyDays: 2 },
    ]),
  ],
};
const dueDates = list(fields({ on: day, format, creatorId: maybe(id('crt')) }), 0, 200);
export const timetable = { rhythm: maybe(rhythm), dueDates: maybe(dueDates) };
export const timetablePatch = { rhythm: clearable(rhythm), dueDates: clearable(dueDates) };
