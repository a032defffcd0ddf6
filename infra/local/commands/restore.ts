import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { now } from '../counting.ts';
import { openDataFolder } from '../folder/data-folder.ts';
import { takeFolder } from '../folder/manifest.ts';
import { readSettings, UsageError } from '../settings.ts';
import { readOptions, runCommand } from './command.ts';

const HELP = `npm run restore -- DIR

Puts what npm run backup wrote to DIR into the data folder (VOUCH_DATA_DIR), which must be empty or not there: nothing is
ever written over. Then npm start goes on from there. DIR itself stays as it is.`;

await runCommand(async () => {
  const { positionals } = readOptions(HELP, {});
  const [source] = positionals;
  if (!source || positionals.length > 1) throw new UsageError('name one DIR; see --help');
  const from = resolve(source);
  if (!existsSync(from)) throw new UsageError(`there is no ${from}`);
  if (from.endsWith('.half')) throw new UsageError(`${from} is a backup that was not finished; take another`);
  const to = resolve(readSettings(process.env, []).VOUCH_DATA_DIR);
  if (existsSync(to) && readdirSync(to).length > 0)
    throw new UsageError(`${to} is not empty: move it away first, or set VOUCH_DATA_DIR to another folder`);
  process.umask(0o077);
  const half = `${to}.half`;
  if (existsSync(half))
    throw new UsageError(`${half} is of a restore that was not finished: remove it first`);
  mkdirSync(half, { recursive: true, mode: 0o700 });
  cpSync(from, half, { recursive: true });
  // Tells what is missing, as a start would.
  const { standing } = takeFolder(openDataFolder(half), 'embedded', now());
  if (standing !== 'ready') throw new UsageError(`${from} is no backup of a product`);
  if (existsSync(to)) rmdirSync(to);
  renameSync(half, to);
  console.log(`${to} holds what ${from} held. Go on with npm start.`);
});
