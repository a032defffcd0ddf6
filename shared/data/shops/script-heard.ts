import * as z from 'zod';
import { Instant, maybe } from '../../domain/schema/common.ts';
import { type BrandRecords, upsert } from '../table/records-store.ts';

const ScriptHeard = z.strictObject({
  id: z.literal('script'),
  heardAt: Instant,
  page: z.string(),
  script: z.string(),
  archivedAt: maybe(Instant),
});
export type ScriptHeard = z.infer<typeof ScriptHeard>;

/** When somebody last had the site script say, by `vouch.check()`, that it stands in the brand's shop. */
export function scriptHeardOf(records: BrandRecords) {
  const heard = records.collection('SCRIPTHEARD', ScriptHeard);
  return {
    find: (): Promise<ScriptHeard | undefined> => heard.find('script'),
    async note(told: Omit<ScriptHeard, 'id' | 'archivedAt'>): Promise<void> {
      const document: ScriptHeard = { id: 'script', ...told };
      await upsert(heard, document, () => document);
    },
  };
}
