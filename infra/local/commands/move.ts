import { tableSnapshots } from '../../../shared/data/reports/snapshot-store.ts';
import { installationKey, readSnapshotPartition } from '../../../shared/data/table/keys.ts';
import type { TableNames } from '../../../shared/data/table/table-shape.ts';
import { carriedIn } from '../journal/journal-files.ts';
import { eraseAgain } from '../moving/erase-again.ts';
import { moveExports, moveSnapshots } from '../moving/move-files.ts';
import { checkSecrets, putSecrets } from '../moving/move-secrets.ts';
import { moveTable, pagesOf } from '../moving/move-tables.ts';
import { type MovedPart, type MoveProgress, openProgress } from '../moving/progress.ts';
import { awsAsked, openTarget, type Target } from '../moving/target.ts';
import { UsageError } from '../settings.ts';
import { openProduct, type Product, progressLine, readOptions, runCommand } from './command.ts';

const HELP = `npm run move -- --secrets ENVIRONMENT
npm run move -- OUTPUTS

Moves this installation to AWS: brands, keys, links, clicks, orders, reports, exports. First --secrets, before npm run deploy
makes the ENVIRONMENT (dev, prod): it puts this installation's secrets where the stack will read them. Then, with npm start
stopped, OUTPUTS: the file that npm run deploy wrote (.build/outputs.json). Links lead on from there once the records are
there, which is said; raw clicks come last. Broken off it goes on where it was. What came over is never brought a second time,
so that what was erased or changed there since stays so. Nothing is changed in the data folder. AWS_REGION and AWS's usual ways say who asks.`;

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
  await awsAsked();
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
  const progress = await openProgress(stores.tables.records, target.tables.records);
  const moving = { product, target, progress };
  const exported = await once(progress, 'exports', () => moveExports(folder.exports, target));
  console.log(`${exported} exported hours`);
  console.log(`${await once(progress, 'reports', () => moveReports(moving))} reports`);
  await moveEntries(moving, 'counts');
  await moveEntries(moving, 'records');
  console.log(`Links lead on at ${target.publicUrl}: their name may lead there from now on`);
  await moveEntries(moving, 'clicks');
}

type Moving = { product: Product; target: Target; progress: MoveProgress };

/** A part that came over whole stays as it is there. */
async function once(progress: MoveProgress, part: MovedPart, bring: () => Promise<number>): Promise<number> {
  const done = progress.doneOf(part);
  if (done !== undefined) return done;
  const count = await bring();
  await progress.finish(part, count);
  return count;
}

async function moveReports({ product: { stores }, target }: Moving): Promise<number> {
  let snapshots = 0;
  for await (const { items } of pagesOf({ wire: stores.wire, name: stores.names.records })) {
    await target.fresh();
    snapshots += await moveSnapshots(items, tableSnapshots(stores.tables), target.snapshots);
  }
  return snapshots;
}

type Role = keyof TableNames & MovedPart;

/** The installation's own mark and snapshots have no place among the new records. */
function staysHere(pk: string): boolean {
  return pk === installationKey().pk || readSnapshotPartition(pk) !== undefined;
}

async function moveEntries({ product: { stores }, target, progress }: Moving, role: Role): Promise<void> {
  const show = progressLine();
  let made = 0;
  const all = await once(progress, role, async () => {
    const under = progress.underOf(role);
    const came = await moveTable(
      { wire: stores.wire, name: stores.names[role] },
      { wire: target.wire, name: target.names[role] },
      (pk) => !staysHere(pk),
      {
        under,
        brought: async (items, so, last) => {
          if (role === 'clicks') await eraseAgain(items, target.stores);
          if (last) await progress.note(role, so, last);
          await target.fresh();
          show(`${role}: ${so.made + so.there}`);
        },
      },
    );
    made = came.made - (under?.made ?? 0);
    return came.made + came.there;
  });
  console.log(`${role}: ${made} entries moved, ${all - made} were there`);
}
