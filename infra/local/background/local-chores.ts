import { randomBytes } from 'node:crypto';
import type { SealDeps } from '../../../functions/seal/seal.ts';
import { sealDue } from '../../../functions/seal/seal.ts';
import { deliverDue } from '../../../functions/webhooks/deliver-due.ts';
import { createRoads } from '../../../functions/webhooks/roads.ts';
import { type Outgoing, sendSafely } from '../../../functions/webhooks/send-safely.ts';
import type { ChoresOf } from '../../../shared/data/chores/chores.ts';
import { tidyAll } from '../../../shared/data/chores/tidy.ts';
import { closeUsedUpLinks } from '../../../shared/data/clicks/click-limit.ts';
import { eraseExported } from '../../../shared/data/clicks/erase-exported.ts';
import { forgetOldExports } from '../../../shared/data/clicks/forget-exports.ts';
import { createSaltStore } from '../../../shared/data/clicks/salt-store.ts';
import { createDns } from '../../../shared/dns/ask-dns.ts';
import { checkDomainsDue } from '../../../shared/dns/check-domains.ts';
import { MINUTE_MS } from '../../../shared/domain/time/units.ts';
import { applyWaiting } from '../../../shared/shops/apply-waiting.ts';
import type { LocalStores } from '../clients.ts';
import type { BackgroundData, FromBackground } from './background.ts';
import { expireItems } from './expire.ts';
import { editExportedFiles, exportMarked, forgetExportedFiles } from './export-hour.ts';
import { forAtMost, inTurns } from './in-turns.ts';

/** Reports and days wait for sealed hours: not longer than this for clicks that are late. */
const MOST_PATIENCE_MS = 30 * MINUTE_MS;

type Surroundings = {
  stores: LocalStores;
  sealing: SealDeps;
  runMailing: () => Promise<void>;
  /** Are there clicks that wait to be carried in? Then sealing rests. */
  hasBacklog: () => boolean;
  /** Are clicks of an hour that is over being carried in or counted? Sealing it would be done in vain. */
  hasLate: () => boolean;
  tell: (message: FromBackground) => void;
};

/** What this machine does again and again; how often stands in the one table of chores. */
export function localChores(
  { clickKey, dnsServers, exportsFolder, mail, webhooks }: BackgroundData,
  { stores, sealing, runMailing, hasBacklog, hasLate, tell }: Surroundings,
): ChoresOf<'local'> {
  const { wire, names, now } = stores;
  const roads = createRoads();
  const salts = createSaltStore({ wire, tables: names, now, randomBytes });
  const publicHost = new URL(mail.publicUrl).hostname;
  const domainDesk = { stores, dns: createDns(dnsServers), publicHost };
  const steadily = () => performance.now();
  const waitsForLate = forAtMost(MOST_PATIENCE_MS, hasLate, steadily);
  const seal = inTurns(async () => {
    const report = await sealDue(sealing, { leavingHours: waitsForLate() });
    if (report.drift !== 0) tell({ drift: report.drift });
  }, steadily);
  return {
    sealHours: () => seal(hasBacklog()),
    closeUsedUpLinks: () => closeUsedUpLinks(stores),
    applyShopEvents: () => applyWaiting({ stores, clickKeys: [clickKey] }),
    tidy: () => tidyAll(stores),
    eraseExported: () => eraseExported(stores.counts, editExportedFiles(exportsFolder)),
    forgetOldExports: () => forgetOldExports(stores, forgetExportedFiles(exportsFolder)),
    deleteOldSalts: () => salts.deleteOld(),
    mailReports: runMailing,
    checkDomains: () => checkDomainsDue(domainDesk),
    deliverWebhooks: () =>
      deliverDue({
        stores,
        sealKeys: [mail.sealKey],
        now,
        dice: Math.random,
        send: (outgoing: Outgoing) => sendSafely(outgoing, webhooks),
        roads,
      }),
    exportHours: () => exportMarked(stores, exportsFolder, now),
    expireItems: () => expireItems(stores, exportsFolder),
  };
}
