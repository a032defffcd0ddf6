import type * as z from 'zod';
import { EnvironmentSettings } from './settings.ts';

/** What was asked for and holds no mistake; and every mistake, each a line that an operator can act on. */
export type AskedSettings = { settings: EnvironmentSettings[]; mistakes: string[] };

/** The environment that is asked for, else all. The others are not looked at: half-written prod doesn't stop dev. */
export function askedSettings(written: readonly object[], asked?: string): AskedSettings {
  const read = written
    .map((settings, index) => ({ settings, name: nameOf(settings) ?? `environment ${index + 1}` }))
    .filter(({ name }) => asked === undefined || name === asked)
    .map(({ settings, name }) => ({
      name,
      parsed: EnvironmentSettings.safeParse(settings, { error: advice }),
    }));
  if (asked !== undefined && read.length === 0) {
    const names = written.map(nameOf).filter((name) => name !== undefined);
    return {
      settings: [],
      mistakes: [told(`holds no environment ${asked}, write one of: ${names.join(', ')}`)],
    };
  }
  return {
    settings: read.flatMap(({ parsed }) => parsed.data ?? []),
    mistakes: read.flatMap(({ name, parsed }) =>
      (parsed.error?.issues ?? []).map((issue) => lineOf(name, issue)),
    ),
  };
}

/** For commands: the mistakes on the terminal, and nothing done. */
export function settingsOrExit(written: readonly object[], asked?: string): EnvironmentSettings[] {
  const { settings, mistakes } = askedSettings(written, asked);
  if (mistakes.length === 0) return settings;
  for (const mistake of mistakes) console.error(mistake);
  process.exit(2);
}

const nameOf = (settings: object): string | undefined =>
  'environment' in settings && typeof settings.environment === 'string' ? settings.environment : undefined;

const lineOf = (name: string, { path, message }: z.core.$ZodIssue): string =>
  told([name, ...(path.length > 0 ? [path.join('.')] : []), message].join(': '));
const told = (words: string): string => `infra/aws/settings.ts: ${words}`;

/** For what the schema has no words of its own. */
function advice(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'unrecognized_keys')
    return `nobody knows ${(issue.keys as string[]).join(', ')}, take it out or mend its name`;
  return issue.input === undefined ? 'is missing, write it' : undefined;
}
