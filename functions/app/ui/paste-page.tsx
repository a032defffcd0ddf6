import type { Scope } from '../../../shared/domain/schema/scopes.ts';
import { type Act, page, type Visit } from '../http/visit.ts';
import { Field, formOf, formPage } from './forms.tsx';

type PastePage = {
  path: string;
  scope: Scope;
  words: (visit: Visit) => {
    title: string;
    under: { href: string; name: string };
    submit: string;
    /** What stands in a line. */
    hint: string;
  };
  /** Reads the field `table`. */
  run: Act['run'];
};

/** A page into which a table is pasted. */
export const pastePage = ({ path, scope, words, run }: PastePage) =>
  page({
    path,
    scope,
    draw: async (visit) => {
      const { hint, ...told } = words(visit);
      const form = formOf(visit, 'paste');
      const children = <Field form={form} name="table" rows={8} table hint={hint} />;
      return formPage(visit, { ...told, act: form.act, children });
    },
    acts: { paste: { scope, run } },
  });
