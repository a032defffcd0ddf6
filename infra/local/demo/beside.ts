import type { PpcOfDay } from '../../../shared/domain/schema/orders/ppc.ts';
import { addDays } from '../../../shared/domain/time/week.ts';
import type { Calendar } from './calendar.ts';
import type { Deed } from './programme.ts';
import { ADS, CALL, CURRENCY, DROPS, SURVEY } from './story.ts';

/** What the brand does beside its posts: asks why people buy, calls for creators, opens drops, runs ads. */
export function deedsBeside(calendar: Calendar): Deed[] {
  const { startMs, at, dayOf } = calendar;
  const moment = ({ week, day, hour }: { week: number; day: number; hour: number }) =>
    new Date(at(week, day, hour)).toISOString();
  const { key, opens, closes, ...call } = CALL;
  const survey: Deed = {
    at: startMs,
    run: async (api) => {
      await api.post('/v1/surveys', { ...SURVEY, heldOn: addDays(dayOf(1, 0), -30) });
    },
  };
  const called: Deed = {
    at: at(opens.week, opens.day, opens.hour),
    run: async (api, names) => {
      const { id } = await api.post('/v1/calls', { ...call, closesOn: dayOf(closes.week, closes.day) });
      names.setId(`cll ${key}`, id);
    },
  };
  const drops = DROPS.map(
    ({ key, squad, name, product, membersFrom, opens, ends }): Deed => ({
      at: at(membersFrom.week, membersFrom.day, 8),
      run: async (api, names) => {
        const { id } = await api.post(`/v1/squads/${names.id(`sqd ${squad}`)}/drops`, {
          ...{ name, product },
          membersFrom: moment(membersFrom),
          opensAt: moment(opens),
          endsAt: moment(ends),
        });
        names.setId(`drp ${key}`, id);
      },
    }),
  );
  return [survey, called, ...drops, ...ADS.map((stretch) => advertise(stretch, calendar))];
}

/** Ads of some days, and the three weeks after in which nearly nobody clicks one any more; told in one go when all is over. */
function advertise(
  { week, days, spendMinor, clicks, after }: (typeof ADS)[number],
  calendar: Calendar,
): Deed {
  const ran = Array.from({ length: days }, (_, day) => ({ spend: spendMinor, clicks: clicks[day] ?? 0 }));
  const tail = after.map((late) => ({ spend: 0, clicks: late }));
  const told = [...ran, ...tail].map(
    (one, day): PpcOfDay => ({
      day: calendar.dayOf(week, day),
      spend: { amount: one.spend, currency: CURRENCY },
      clicks: one.clicks,
    }),
  );
  return {
    at: calendar.at(week + Math.ceil(told.length / 7), 0, 8),
    run: async (api) => {
      await api.post('/v1/ppc/bulk', { days: told });
    },
  };
}
