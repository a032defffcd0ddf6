import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { request } from 'node:http';
import { resolve } from 'node:path';
import { COPY_TO } from '../engine/engine.ts';
import { copyProduct } from '../folder/copy-product.ts';
import { UsageError } from '../settings.ts';
import { openProduct, readOptions, runCommand } from './command.ts';

const HELP = `npm run backup -- DIR

Copies everything that this product keeps into DIR, which must not exist yet, while it runs or not. What was acknowledged
before the copy began is in it; npm run restore -- DIR puts it back. DIR holds the keys and what followers and customers
left: keep it as closed as the data folder (0700).`;

await runCommand(async () => {
  const { positionals } = readOptions(HELP, {});
  const [target] = positionals;
  if (!target || positionals.length > 1) throw new UsageError('name one DIR; see --help');
  const to = resolve(target);
  if (existsSync(to)) throw new UsageError(`${to} is there already; name a DIR that isn't`);
  const product = await openProduct();
  const { root } = product.folder;
  const { socketPath } = product;
  if (!socketPath)
    throw new UsageError('with VOUCH_ENGINE=endpoint the tables are backed up where they stand');
  if (`${to}/`.startsWith(`${root}/`)) throw new UsageError(`${to} lies in the data folder itself`);
  const half = `${to}.half`;
  mkdirSync(half, { mode: 0o700 });
  const entries = await copyProduct(root, half, (target) => askForCopy(socketPath, target));
  renameSync(half, to);
  await product.stop();
  console.log(
    `${to} holds everything of ${root}: ${entries} entries of the tables, and the files beside them`,
  );
});

/** The engine itself copies its tables, all as they are at one moment. */
function askForCopy(socketPath: string, target: string): Promise<number> {
  return new Promise((done, failed) => {
    const asked = request({ socketPath, method: 'POST', headers: { [COPY_TO]: encodeURIComponent(target) } });
    asked.on('response', async (answer) => {
      let text = '';
      for await (const chunk of answer) text += chunk;
      if (answer.statusCode === 200) done((JSON.parse(text) as { count: number }).count);
      else failed(new Error(`the engine could not copy its tables: ${text}`));
    });
    asked.on('error', failed);
    asked.end();
  });
}
