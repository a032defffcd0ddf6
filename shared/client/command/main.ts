import { parseArgs } from 'node:util';
import { DAY_ORDERS } from '../../domain/imports/cells/dates.ts';
import { IMPORT_KINDS } from '../../domain/imports/fields.ts';
import { STAGES } from '../../domain/vocabulary.ts';
import packageFile from '../package.json' with { type: 'json' };
import { type Answered, check, keys, report } from './answers.ts';
import { completion } from './completion.ts';
import { type Connection, connect, Mistyped } from './connection.ts';
import { failureJson, failureText } from './failure-text.ts';
import { importFile } from './import/import-file.ts';
import { makeLink } from './link.ts';
import { listen } from './listen.ts';

const HELP = `vouch link URL [--creator @handle [--stage microcontent|campaign|community]] [--placement story] [--slug name]
             [--domain go.example.com]
                                     a short link with its QR code: for a new post of hers, else without a post
vouch report [2026-W41] [--open]     the newest report, or that of a week; --open shows it in the browser
vouch check                          does the shop hand clicks back with its orders? (exit code 1: not yet)
vouch keys list | new NAME --scope conversions:write … | revoke KEY_ID
vouch listen http://localhost:3000/hooks/vouch
                                     passes webhooks on to a program of this machine until Ctrl-C
vouch import FILE [--as creators|posts|spend|engagement|orders|links|baselines] [--dry-run] [--map "Column=field"] [--set field=value]
             [--dates dmy|mdy|ymd] [--decimal .|,] [--dates "Column=dmy"] [--decimal "Column=,"]
             [--encoding macintosh] [--as-of 2026-11-27]
                                     a CSV, or what another shortener or platform exported; docs/import.md
vouch completion bash | zsh | fish

--json   the answer as JSON
--version
--url, --key   or VOUCH_URL and VOUCH_API_KEY; without them, what \`npm start\` runs in this folder`;

const OPTIONS = {
  creator: { type: 'string' },
  stage: { type: 'string' },
  placement: { type: 'string' },
  slug: { type: 'string' },
  domain: { type: 'string' },
  scope: { type: 'string', multiple: true },
  open: { type: 'boolean' },
  as: { type: 'string' },
  map: { type: 'string', multiple: true },
  set: { type: 'string', multiple: true },
  dates: { type: 'string', multiple: true },
  decimal: { type: 'string', multiple: true },
  'as-of': { type: 'string' },
  encoding: { type: 'string' },
  'dry-run': { type: 'boolean' },
  json: { type: 'boolean' },
  url: { type: 'string' },
  key: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

type Values = ReturnType<typeof read>['values'];
type Verb = (connection: Connection, said: string[], values: Values) => Promise<Answered>;

type Option = keyof typeof OPTIONS;
/** `most`: how many words may stand behind it; one more was meant for something, and is not passed over. `options`: its own. */
const VERBS: Readonly<Record<string, { most: number; options?: readonly Option[]; act: Verb }>> = {
  link: {
    most: 1,
    options: ['creator', 'stage', 'placement', 'slug', 'domain'],
    act: (connection, [destination], values) =>
      makeLink(connection, { ...values, destination, creator: values.creator }),
  },
  report: {
    most: 1,
    options: ['open'],
    act: (connection, [week], { open = false }) => report(connection, { week, open }),
  },
  import: {
    most: 1,
    options: ['as', 'dry-run', 'map', 'set', 'dates', 'decimal', 'encoding', 'as-of', 'creator', 'stage'],
    act: (connection, [file], values) =>
      importFile(connection, { ...values, file, say: (line) => console.error(line) }),
  },
  check: { most: 0, act: (connection) => check(connection) },
  keys: {
    most: 2,
    options: ['scope'],
    act: (connection, [verb, name], { scope = [] }) => keys(connection, { verb, name, scopes: scope }),
  },
  listen: {
    most: 1,
    act: (connection, [forward]) =>
      listen(connection, { forward, say: (line) => console.error(line), stopped: untilInterrupted() }),
  },
};

/** What may stand behind an option or a verb, where that is one of a few. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  '--as': IMPORT_KINDS,
  '--stage': STAGES,
  '--dates': DAY_ORDERS,
  keys: ['list', 'new', 'revoke'],
  completion: ['bash', 'zsh', 'fish'],
};

/** What a shell completes. */
const typed = () => ({
  verbs: {
    ...Object.fromEntries(Object.entries(VERBS).map(([verb, { options = [] }]) => [verb, options])),
    completion: [],
  },
  values: VALUES,
  everywhere: ['json', 'url', 'key', 'help', 'version'],
});

/** `vouch`: 0 done, 1 refused or not complete, 2 mistyped. */
async function run(args: string[]): Promise<number> {
  const { values, positionals } = read(args);
  if (values.version) {
    console.log(packageFile.version);
    return 0;
  }
  const [verb = '', ...said] = positionals;
  if (values.help || verb === '' || verb === 'help') {
    console.log(HELP);
    return verb === '' && !values.help ? 2 : 0;
  }
  if (verb === 'completion') {
    console.log(completion(said[0], typed()));
    return 0;
  }
  const known = VERBS[verb];
  if (!known) throw new Mistyped(`there is no vouch ${verb}; see vouch --help`);
  const spare = said[known.most];
  if (spare !== undefined) throw new Mistyped(`${spare} is one too many for vouch ${verb}; see vouch --help`);
  const { answer, text, code = 0 } = await known.act(connect(values, process.env), said, values);
  console.log(values.json ? JSON.stringify(answer, null, 2) : text);
  return code;
}

function read(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch (failure) {
    // What Node adds of a lone `--` helps nobody here.
    const [first = ''] = (failure as Error).message.split('. To specify');
    throw new Mistyped(`${first}; see vouch --help`);
  }
}

const untilInterrupted = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });

run(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (failure: unknown) => {
    if (process.argv.includes('--json')) console.log(JSON.stringify(failureJson(failure), null, 2));
    console.error(`vouch: ${failureText(failure)}`);
    process.exitCode = failure instanceof Mistyped ? 2 : 1;
  },
);
