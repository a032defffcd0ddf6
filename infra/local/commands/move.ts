import { tableSnapshots } from '../../../shared/data/reports/snapshot-store.ts';
import { installationKey, readSnapshotPartition } from '../../../shared/data/table/keys.ts';
import type { TableNames } from '../../../shared/data/table/table-shape.ts';
import { carriedIn } from '../journal/journal-files.ts';
import { moveExports, moveSnapshots } from '../moving/move-files.ts';
import { checkSecrets, putSecrets } from '../moving/move-secrets.ts';
import { moveTable, pagesOf } from '../moving/move-tables.ts';
import { openTarget, type Target } from '../moving/target.ts';
import { UsageError } from '../settings.ts';
import { openProduct, type Product, progressLine, readOptions, runCommand } from './command.ts';

const HELP = `npm run move -- --secrets ENVIRONMENT
npm run move -- OUTPUTS

Moves this installation to AWS: brands, keys, links, clicks, orders, reports, exports. First --secrets, before npm run deploy
makes the ENVIRONMENT (dev, prod): it puts this installation's secrets where the stack will read them. Then, with npm start
stopped, OUTPUTS: the file that npm run deploy wrote (.build/outputs.json). Links lead on from there once the records are
there, which is said; raw clicks come last. Broken off it goes on where it was; what is there already stays as it is there.
Nothing is changed in the data folder. AWS_REGION and AWS's usual ways say who asks.`;

await runCommand(async () => {
  const { values, positionals } = readOptions(HELP, { secrets: { type: 'boolean' } });
  const [named] = positionals;
  if (!named || positionals.length > 1)
    throw new UsageError('name one OUTPUTS, or an ENVIRONMENT behind --secrets; see --help');
  const product = await openProduct();
  if (values.secrets) await tellSecrets(product, named);
  else await move(product, await openTarget(named));
  await product.stop();
});

async function tellSecrets({ folder }: Product, environment: string): Promise<void> {
  const made = await putSecrets(folder, environment);
  console.log(made.length > 0 ? `made ${made.join(' and ')}` : 'both secrets were there already');
  console.log(`Now: npm run deploy -- ${environment}, then stop npm start, then npm run move -- OUTPUTS`);
}

async function move(product: Product, target: Target): Promise<void> {
  const { folder, stores, isRunning, socketPath } = product;
  if (!socketPath) throw new UsageError('with VOUCH_ENGINE=endpoint the tables stand elsewhere already');
  if (isRunning) throw new UsageError('npm start is running: stop it first, so that nothing is left behind');
  if (!carriedIn(folder.journal))
    throw new UsageError('clicks wait in the journal: start npm start once more, and stop it with Ctrl-C');
  await checkSecrets(folder, target.environment);
  console.log(`${await moveExports(folder.exports, target)} exported hours`);
  const records = { wire: stores.wire, name: stores.names.records };
  let snapshots = 0;
  for await (const items of pagesOf(records)) {
    await target.fresh();
    snapshots += await moveSnapshots(items, tableSnapshots(stores.tables), target.snapshots);
  }
  console.log(`${snapshots} reports`);
  await moveEntries(product, target, 'counts');
  await moveEntries(product, target, 'records');
  console.log(`Links lead on at ${target.publicUrl}: their name may lead there from now on`);
  await moveEntries(product, target, 'clicks');
}

type Role = keyof TableNames;

/** The installation's own mark and snapshots have no place among the new records. */
function staysHere(pk: string): boolean {
  return pk === installationKey().pk || readSnapshotPartition(pk) !== undefined;
}

async function moveEntries({ stores }: Product, target: Target, role: Role): Promise<void> {
  const show = progressLine();
  const { made, there } = await moveTable(
    { wire: stores.wire, name: stores.names[role] },
    { wire: target.wire, name: target.names[role] },
    (pk) => !staysHere(pk),
    async (moved) => {
      await target.fresh();
      show(`${role}: ${moved.made + moved.there}`);
    },
  );
  console.log(`${role}: ${made} entries moved, ${there} were there`);
}
