import { VouchError } from '../../../shared/client/vouch.ts';
import type { PastedKind } from '../../../shared/domain/imports/fields.ts';
import type { ImportItem } from '../../../shared/domain/imports/items/item.ts';
import type { Scope } from '../../../shared/domain/schema/scopes.ts';
import type { FormValues } from '../http/form.ts';
import { type Drawn, page, type Visit } from '../http/visit.ts';
import { Field, formOf, formPage } from '../ui/forms.tsx';
import { type Pasted, readPasted } from './read-pasted.ts';
import { refusedIn } from './said-of.ts';
import { storePasted, tryPasted } from './send-pasted.ts';
import { drawTried } from './tried-page.tsx';

type PastePage = {
  path: string;
  kind: PastedKind;
  scope: Scope;
  words: (visit: Visit) => {
    title: string;
    under: { href: string; name: string };
    /** What stands in a line. */
    hint: string;
  };
  /** Where to go once they are stored. */
  done: (items: readonly ImportItem[], visit: Visit) => string;
};

/**
 * A page into which a table is pasted, read as `vouch import` reads a file. It is shown first how it was read and what
 * would become of each line; nothing is stored before somebody has seen that.
 */
export const pastePage = ({ path, kind, scope, words, done }: PastePage) => {
  const under = (visit: Visit) => words(visit).under;
  return page({
    path,
    scope,
    draw: async (visit) => {
      const { hint, ...told } = words(visit);
      const form = formOf(visit, 'paste');
      return formPage(visit, {
        ...told,
        act: form.act,
        submit: visit.say('Look at it'),
        children: <Field form={form} name="table" rows={8} table hint={hint} />,
      });
    },
    acts: {
      paste: {
        scope,
        storesNothing: true,
        run: (visit, values) => look(visit, readPasted(visit, kind, values), under(visit)),
      },
      store: {
        scope,
        run: (visit, values, key) => {
          const pasted = readPasted(visit, kind, values);
          return store({ visit, pasted, values, key, under: under(visit), done });
        },
      },
    },
  });
};

type Under = { href: string; name: string };

async function look(visit: Visit, pasted: Pasted, under: Under, notice?: string): Promise<Drawn> {
  const tried = await tryPasted(visit, pasted);
  return drawTried(visit, { pasted, tried, under, ...(notice ? { notice } : {}) });
}

type Storing = {
  visit: Visit;
  pasted: Pasted;
  values: FormValues;
  key: string;
  under: Under;
  done: PastePage['done'];
};

/** Only what was seen, and only when every line can be taken or those that can't are to be left out. */
async function store({ visit, pasted, values, key, under, done }: Storing): Promise<string | Drawn> {
  const { say } = visit;
  const tried = await tryPasted(visit, pasted);
  const again = (notice: string): Drawn => drawTried(visit, { pasted, tried, under, notice });
  if (values.raw('seen') !== pasted.stamp)
    return again(say('You changed something: look at it once more, then store it.'));
  if (tried.fit.length === 0 || (tried.refused > 0 && !values.has('leaveOut')))
    return again(say('Some lines can’t be taken: put them right, or say that they are to be left out.'));
  try {
    await storePasted(visit, pasted.kind, tried.fit, key);
  } catch (failure) {
    if (!(failure instanceof VouchError) || failure.status >= 500) throw failure;
    return look(visit, pasted, under, refusedIn(visit, pasted, failure));
  }
  return done(tried.fit, visit);
}

/** From the first to the last day of what was stored, for the list that it is seen in. */
export function daysOf(
  items: readonly ImportItem[],
  field: string,
  dayIn = (told: string): string => told,
): { from: string; to: string } {
  const days = items.map(({ body }) => dayIn(String(body[field]))).sort();
  return { from: days[0] ?? '', to: days.at(-1) ?? '' };
}
