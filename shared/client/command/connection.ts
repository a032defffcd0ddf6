import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createVouch, type Vouch } from '../vouch.ts';

/** A mistake of whoever typed the command: told in one line, exit code 2. */
export class Mistyped extends Error {
  override name = 'Mistyped';
}

type Environment = Readonly<Record<string, string | undefined>>;
type Told = { url?: string | undefined; key?: string | undefined };
export type Connection = { vouch: Vouch; url: string };

/** Where to ask and with which key: as told, else from the environment, else what runs in this folder. */
export function connect(told: Told, environment: Environment, folder = '.'): Connection {
  const data = resolve(folder, environment.VOUCH_DATA_DIR ?? '.vouch');
  const url = told.url ?? environment.VOUCH_URL ?? urlOf(join(data, 'running.json'));
  const apiKey = told.key ?? environment.VOUCH_API_KEY ?? textOf(join(data, 'owner.key'));
  if (!url) throw new Mistyped('no installation: set VOUCH_URL or give --url, such as https://vou.ch');
  if (!isWebAddress(url)) throw new Mistyped(`${url} is no whole address: write it as in https://vou.ch`);
  if (!apiKey)
    throw new Mistyped('no key: set VOUCH_API_KEY or give --key; keys are made at /app/settings/keys');
  return { vouch: createVouch({ baseUrl: url, apiKey }), url };
}

/** With its http or https: `localhost:3000` alone reads as an address of a scheme called localhost. */
export const isWebAddress = (text: string): boolean =>
  URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

const textOf = (file: string): string | undefined =>
  existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;

const urlOf = (file: string): string | undefined => {
  const text = textOf(file);
  return text && (JSON.parse(text) as { url?: string }).url;
};
