import type { Background, FromThread } from '../background/run-background.ts';
import { now } from '../counting.ts';
import type { Installation } from '../folder/opening.ts';
import { listRescued } from '../folder/rescue.ts';
import type { Journal } from '../journal/journal.ts';
import type { Log } from '../log.ts';
import { backgroundTrouble, createHealth } from './health.ts';
import { createMetrics } from './metrics.ts';
import { accessLine, watchRequests } from './requests.ts';

export type Watching = ReturnType<typeof createWatching>;

/** What an operator can ask for and is told. The background is watched from when it runs: it needs the port. */
export function createWatching(
  { settings, folder, stores, engine }: Installation,
  journal: Pick<Journal, 'probe'>,
  log: Log,
) {
  let background: Background | undefined;
  const steadily = () => performance.now();
  const health = createHealth(
    {
      engine: engine.ask(stores),
      journal: async () => void (await journal.probe()),
      background: async () => background && backgroundTrouble(background.state(), steadily()),
    },
    steadily,
  );
  const metrics = createMetrics({
    health,
    carriedAgo: () => (background ? (steadily() - background.state().carriedAt) / 1_000 : 0),
    rescued: () => listRescued(folder).lines,
  });
  const requests = watchRequests((answered) => {
    metrics.answered(answered);
    if (settings.VOUCH_ACCESS_LOG) process.stdout.write(`${accessLine(answered, now())}\n`);
  });
  return {
    health,
    metrics,
    requests,
    log,
    watch(running: Background): void {
      background = running;
    },
    ...listening(metrics, log),
  };
}

/** What threads say of themselves is counted and written down. */
const listening = (metrics: ReturnType<typeof createMetrics>, log: Log) => ({
  /** The API's thread ended by itself. */
  apiFailed(failed: string): void {
    metrics.failed();
    log({ level: 'ERROR', failed });
  },
  /** What the background thread says of its turns. */
  heard(message: FromThread): void {
    if ('drift' in message) metrics.drifted(message.drift);
    else metrics.failed();
    log({ level: 'WARN', ...message });
  },
});
