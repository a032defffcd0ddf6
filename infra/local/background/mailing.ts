import { afterSending } from '../../../functions/deliver/mail/after-sending.ts';
import { type SendDeps, sendDue } from '../../../functions/deliver/mail/send-delivery.ts';
import { sweepReports } from '../../../functions/reports/sweep-reports.ts';
import { composeLetter, suppressedReason } from '../../../shared/report/compose-letter.ts';
import type { LocalStores } from '../clients.ts';
import { now } from '../counting.ts';
import { createLog, type LogLevel } from '../log.ts';
import { type MailRoad, mailerOf } from '../mailer.ts';

export type MailSettings = MailRoad & {
  publicUrl: string;
  from: string;
  sealKey: Uint8Array;
  logLevel: LogLevel;
};

/** The weekly duty on this machine: make the reports that are due, then send what is to be sent; begins no mail while we stop. */
export function createMailing(stores: LocalStores, settings: MailSettings, isStopping: () => boolean) {
  const letters = {
    stores,
    publicUrl: settings.publicUrl,
    from: settings.from,
    sealKeys: [settings.sealKey] as const,
  };
  const log = createLog(settings.logLevel);
  const send: SendDeps = {
    store: stores.deliveries,
    mailer: mailerOf(settings),
    compose: (delivery) => composeLetter(letters, delivery),
    suppressedReason: ({ reportId, recipient }) => suppressedReason(stores, reportId, recipient),
    nowMs: now,
    isStopping,
    ...afterSending({
      stores,
      now,
      log: (line) => log({ level: 'WARN', ...line }),
    }),
  };
  return async function runMailing(): Promise<void> {
    const { failed } = await sweepReports(stores);
    const { errors } = await sendDue(send);
    const first = failed[0]?.reason ?? errors[0];
    if (first) throw first;
  };
}
