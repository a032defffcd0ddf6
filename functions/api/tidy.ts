import { brandsOf } from '../../shared/data/brands-store.ts';
import { recordsOf } from '../../shared/data/records-store.ts';
import type { ApiDeps } from './deps.ts';
import { linksFor } from './links.ts';

type TidyDeps = Pick<ApiDeps, 'client' | 'tables' | 'now' | 'slugSecret' | 'routeChanged'>;

/**
 * Finishes or undoes what requests left half done when their process died and nobody asked again. Safe to run at any
 * time and twice at once; every few minutes is enough. How many it finished.
 */
export async function tidyAll(deps: TidyDeps): Promise<number> {
  let finished = 0;
  let after: string | undefined;
  do {
    const page = await brandsOf(deps.client, deps.tables).list({ limit: 100, ...(after ? { after } : {}) });
    for (const { id } of page.records) {
      finished += await linksFor(deps, recordsOf(deps.client, deps.tables, id)).tidy(deps.now());
    }
    after = page.lastKey;
  } while (after);
  return finished;
}
