import { type AppParts, createApp } from './api/app.ts';
import { now } from './counting.ts';
import { loadDemo } from './demo/load-demo.ts';
import type { Rescue } from './folder/rescue.ts';
import type { Journal } from './journal/journal.ts';
import { createProgress } from './progress.ts';
import { createRedirecting } from './redirecting.ts';

/** Lives through the demo brand's eight weeks, on a clock of its own, and says how far it is. */
export async function demonstrate(parts: AppParts, journal: Journal, rescue: Rescue): Promise<void> {
  const { folder, stores } = parts;
  let clock = now();
  const demoNow = () => clock;
  const { follow } = createRedirecting(stores, journal, rescue, [folder.secrets.clickKey], demoNow, {
    realNow: now,
  });
  const api = createApp(parts, demoNow, { rateLimit: { capacity: 1e9, perSecond: 1e9 } });
  const progress = createProgress(process.stdout, () => performance.now());
  await loadDemo({
    api: (request) => api.fetch(request),
    pages: (request) => api.fetch(request),
    follow,
    setClock: (time) => {
      clock = time;
    },
    ownerKey: folder.read('owner.key')?.trim() ?? '',
    realNow: now(),
    progress: progress.tell,
  });
  progress.end();
}
