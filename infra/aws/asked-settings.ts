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
  const mistakes = read.flatMap(({ name, parsed }) =>
    (parsed.error?.issues ?? []).map((issue) => lineOf(name, issue)),
  );
  return {
    settings: read.flatMap(({ parsed }) => parsed.data ?? []),
    mistakes: [...mistakes, ...collisionsIn(written, asked)],
  };
}

/** What one environment would make that another has, of those that hold no mistake of their own. */
function collisionsIn(written: readonly object[], asked: string | undefined): string[] {
  const sound = written.flatMap((settings) => EnvironmentSettings.safeParse(settings).data ?? []);
  return sound.flatMap((settings, index) => {
    const before = sound.slice(0, index);
    const lines = COLLISIONS.flatMap(({ field, of, words }) => {
      const mine = of(settings);
      const other = mine && before.find((earlier) => of(earlier) === mine);
      if (!other || (asked && ![settings.environment, other.environment].includes(asked))) return [];
      return [`${settings.environment}: ${field}: ${words(mine, other.environment)}`];
    });
    return lines.map(told);
  });
}

const COLLISIONS: readonly {
  field: string;
  of: (settings: EnvironmentSettings) => string | undefined;
  words: (mine: string, other: string) => string;
}[] = [
  {
    field: 'environment',
    of: ({ environment }) => environment,
    words: () => 'there are two of this name: write another',
  },
  {
    field: 'domain.name',
    of: ({ domain }) => domain?.name,
    words: (mine, other) => `${mine} is ${other}’s already, and a name leads to one of them: write another`,
  },
  {
    field: 'mail.from',
    of: ({ mail }) => (mail.verify === 'domain' ? mail.from.slice(mail.from.indexOf('@') + 1) : undefined),
    words: (mine, other) =>
      `mail as ${mine} is ${other}’s already, with its records: write a name of its own`,
  },
];

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
