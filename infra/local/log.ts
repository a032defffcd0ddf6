/** From what should wake somebody to what only says what goes on. */
export const LOG_LEVELS = ['error', 'warn', 'info'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

type Entry = Record<string, unknown> & { level: Uppercase<LogLevel> };
export type Log = (entry: Entry) => void;

/** One line of JSON on standard error for each entry of this level and the more serious ones. */
export function createLog(least: LogLevel, write: (line: string) => void = console.error): Log {
  const told = new Set(
    LOG_LEVELS.slice(0, LOG_LEVELS.indexOf(least) + 1).map((level) => level.toUpperCase()),
  );
  return (entry) => {
    if (told.has(entry.level)) write(JSON.stringify({ time: new Date().toISOString(), ...entry }));
  };
}
