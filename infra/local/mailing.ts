import { afterSending } from '../../functions/deliver/mail/after-sending.ts';
import { type SendDeps, sendDue } from '../../functions/deliver/mail/send-delivery.ts';
import { type SweepDeps, sweepReports } from '../../functions/reports/sweep-reports.ts';
import { createCountReader } from '../../shared/data/counts/count-reader.ts';
import { createOrderReader } from '../../shared/data/orders/orders-store.ts';
import { createFactsLoader } from '../../shared/data/programme/facts-loader.ts';
import { tableDeliveries } from '../../shared/data/reports/deliveries-store.ts';
import { tableSnapshots } from '../../shared/data/reports/snapshot-store.ts';
import { composeLetter, suppressedReason } from '../../shared/report/compose-letter.ts';
import type { Stores } from './clients.ts';
import { newToken, now } from './counting.ts';
import { type MailRoad, mailerOf } from './mailer.ts';

export type MailSettings = MailRoad & {
  publicUrl: string;
  from: string;
  sealKey: Uint8Array;
};

/** The weekly duty on this machine: make the reports that are due, then send what is to be sent; begins no mail while we stop. */
export function createMailing(stores: Stores, settings: MailSettings, isStopping: () => boolean) {
  const { tables, counts, clicks } = stores;
  const countReader = createCountReader(clicks, counts, now);
  const orders = createOrderReader({ tables, counts, newToken });
  const snapshots = tableSnapshots(tables);
  const store = tableDeliveries(tables);
  const loader = createFactsLoader({ tables, now, countReader, orders });
  const sweep: SweepDeps = { tables, now, countReader, loader, snapshots, deliveries: store };
  const letters = {
    tables,
    snapshots,
    publicUrl: settings.publicUrl,
    from: settings.from,
    sealKeys: [settings.sealKey] as const,
  };
  const send: SendDeps = {
    store,
    mailer: mailerOf(settings),
    compose: (delivery) => composeLetter(letters, delivery),
    suppressedReason: ({ reportId, recipient }) => suppressedReason({ tables }, reportId, recipient),
    nowMs: now,
    isStopping,
    ...afterSending({
      tables,
      now,
      log: (line) => console.error(JSON.stringify({ level: 'WARN', ...line })),
    }),
  };
  return async function runMailing(): Promise<void> {
    const { failed } = await sweepReports(sweep);
    const { errors } = await sendDue(send);
    const first = failed[0]?.reason ?? errors[0];
    if (first) throw first;
  };
}
