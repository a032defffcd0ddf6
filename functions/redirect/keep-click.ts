import type { Click } from '../../shared/domain/click/click.ts';
import { LOST_CLICK_MARK } from '../../shared/domain/click/rescued-click.ts';
import { within } from './within.ts';

/** Three places where a click can be safe, tried in this order. The same id goes to each: a repeat changes nothing. */
export type ClickSinks = {
  table: (click: Click, late: AbortController) => Promise<void>;
  spill: (click: Click, late: AbortController) => Promise<void>;
  /** Writes one line that holds the whole click; replay reads it back. */
  log: (line: string) => void;
  /** For metrics: which sink took it. */
  took?: (sink: 'table' | 'spill' | 'log') => void;
};

export const TABLE_DEADLINE_MS = 200;
export const SPILL_DEADLINE_MS = 50;

/**
 * Resolves when the click is safe, and never takes longer than the two deadlines together. Rejects only when not even
 * the log line could be written: then nothing was acknowledged.
 */
export async function keepClick(click: Click, sinks: ClickSinks): Promise<void> {
  try {
    await within(TABLE_DEADLINE_MS, (late) => sinks.table(click, late));
    sinks.took?.('table');
  } catch {
    await spillOrLog(click, sinks);
  }
}

/** The same where the first place answers within a turn of the loop or fails: it needs no deadline, and one promise. */
export function keepInstantly(click: Click, sinks: ClickSinks): Promise<void> {
  return sinks.table(click, NEVER_LATE).then(
    () => sinks.took?.('table'),
    () => spillOrLog(click, sinks),
  );
}

const NEVER_LATE = new AbortController();

async function spillOrLog(click: Click, sinks: ClickSinks): Promise<void> {
  try {
    await within(SPILL_DEADLINE_MS, (late) => sinks.spill(click, late));
    sinks.took?.('spill');
  } catch {
    sinks.log(JSON.stringify({ [LOST_CLICK_MARK]: click }));
    sinks.took?.('log');
  }
}
