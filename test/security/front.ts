import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { LinkRequest } from '../../functions/redirect/redirect.ts';
import { exportHourToFiles } from '../../infra/local/background/export-hour.ts';
import { openJournal } from '../../infra/local/journal/journal.ts';
import { openJournalReader } from '../../infra/local/journal/journal-reader.ts';
import { createRedirecting } from '../../infra/local/redirecting.ts';
import { drainClicks } from '../../shared/data/chores/drain.ts';
import { recountPartition } from '../../shared/data/counts/recount.ts';
import type { Click } from '../../shared/domain/click/click.ts';
import { anApi, aPostedLink, type TestApi } from '../support/api-builders.ts';
import { IPHONE } from '../support/builders.ts';
import { countingOf } from '../support/counting.ts';
import { type Engine, wireTo } from '../support/engine.ts';

/** The redirect of one machine over a real journal and the engine, on the API's clock: what followers meet. */
export function aFront(engine: Engine, api: TestApi) {
  const folder = mkdtempSync(join(tmpdir(), 'vouch-security-'));
  const { now, clickKeys } = api.deps;
  const { client, tables: names } = engine;
  const wire = wireTo(engine);
  const { clicks, counts, newToken } = api.deps.stores;
  const journal = openJournal({ folder: join(folder, 'journal'), sync: false, now });
  // Nobody waits behind these taps: on a busy machine a late route would be no click, a late salt none of its visitor's.
  const patient = { realNow: now };
  const { follow } = createRedirecting({ wire, names }, journal, { keep: () => {} }, clickKeys, now, patient);
  const { sealing } = countingOf(engine, api);
  const exportHour = exportHourToFiles(join(folder, 'exports'), clicks, now);
  const reader = openJournalReader(join(folder, 'journal'));

  return {
    client,
    names,
    wire,
    sealing: { ...sealing, exportHour },
    follow: (slug: string, wishes: Partial<LinkRequest> = {}) =>
      follow({
        method: 'GET',
        path: `/${slug}`,
        query: '',
        headers: { 'user-agent': IPHONE },
        address: '192.0.2.1',
        ...wishes,
      }),
    /** What lies in the journal and was not carried on yet. */
    async waiting(): Promise<Click[]> {
      return (openJournalReader(join(folder, 'journal')).next()?.documents ?? []) as Click[];
    },
    /** Carries the journal into the tables and counts what was touched. */
    async drain(): Promise<Click[]> {
      const drained: Click[] = [];
      for (let chunk = reader.next(); chunk; chunk = reader.next()) {
        const documents = chunk.documents as Click[];
        drained.push(...documents);
        const deps = { wire, names, clickKeys, counts, newToken, now };
        for (const partition of (await drainClicks(documents, deps)).values())
          await recountPartition(partition, sealing.recount);
        chunk.commit();
      }
      return drained;
    },
    /** Every byte that this machine's folder holds, unpacked. */
    async files(): Promise<string> {
      const names = await readdir(folder, { recursive: true, withFileTypes: true });
      const texts = names
        .filter((entry) => entry.isFile())
        .map((entry) => {
          const bytes = readFileSync(join(entry.parentPath, entry.name));
          return (entry.name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString();
        });
      return texts.join('\n');
    },
    stop() {
      journal.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
export type Front = ReturnType<typeof aFront>;

/** A brand of its own on a shared engine, its front, and the slug of its one link. */
export async function aFreshFront(engine: Engine): Promise<{ api: TestApi; front: Front; slug: string }> {
  const api = await anApi(engine, { random: (count) => crypto.getRandomValues(new Uint8Array(count)) });
  return { api, front: aFront(engine, api), slug: (await aPostedLink(api)).slug };
}
