import { MINUTE_MS } from '../../../shared/domain/time/units.ts';
import type { BackgroundState } from '../background/run-background.ts';

/** What must work for clicks to be taken and counted; each is asked, and says what is wrong with it. */
export type Parts = {
  engine: () => Promise<string | undefined>;
  journal: () => Promise<string | undefined>;
  background: () => Promise<string | undefined>;
};
export type MachineHealth = { status: 'ok' } | { status: 'unwell'; parts: Record<string, string> };

/** An answer is as good as new for this long, so that nobody can make us write by asking. */
const FRESH_MS = 1_000;
const PATIENCE_MS = 2_000;

/** Asks every part, all at once; one that says nothing for two seconds is not well. */
export function createHealth(parts: Parts, now: () => number): () => Promise<MachineHealth> {
  let last: { at: number; health: Promise<MachineHealth> } | undefined;
  return () => {
    if (!last || now() - last.at >= FRESH_MS) last = { at: now(), health: ask(parts) };
    return last.health;
  };
}

async function ask(parts: Parts): Promise<MachineHealth> {
  const unwell: Record<string, string> = {};
  await Promise.all(
    Object.entries(parts).map(async ([name, question]) => {
      const trouble = await within(question().catch((reason) => wordOf(reason)));
      if (trouble !== undefined) unwell[name] = trouble;
    }),
  );
  return Object.keys(unwell).length === 0 ? { status: 'ok' } : { status: 'unwell', parts: unwell };
}

/** A thread that says nothing for so long is stuck or gone; and clicks that it can't carry in wait too long. */
const SILENT_MS = 15_000;
const STUCK_MS = MINUTE_MS;

export function backgroundTrouble(state: BackgroundState, steadily: number): string | undefined {
  if (steadily - state.heardAt > SILENT_MS) return 'says nothing';
  if (steadily - state.carriedAt > STUCK_MS) return 'clicks are not carried into the tables';
  return undefined;
}

async function within(question: Promise<string | undefined>): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('does not answer'), PATIENCE_MS);
  });
  try {
    return await Promise.race([question, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The system's word (ENOSPC), or the kind of failure; never a path or a stack. */
function wordOf(reason: unknown): string {
  const { code, name } = reason as { code?: unknown; name?: string };
  return typeof code === 'string' ? code : (name ?? 'failed');
}
