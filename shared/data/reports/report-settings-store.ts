import type { StoredReportSettings } from '../../domain/schema/answers/report-settings.ts';
import { StoredReportSettings as Settings } from '../../domain/schema/answers/report-settings.ts';
import { type BrandRecords, upsert } from '../table/records-store.ts';

const ID = 'settings';
type Reason = StoredReportSettings['suppressed'][number]['reason'];

/** One brand's settings of its weekly report: one item. */
export function reportSettingsOf(records: BrandRecords) {
  const settings = records.collection('REPORTSETTINGS', Settings);
  return {
    find: () => settings.find(ID),
    async put(fresh: Omit<StoredReportSettings, 'id'>): Promise<StoredReportSettings> {
      const document = { id: ID, ...fresh };
      return (await upsert(settings, document, (held) => renewed(held, document))).body;
    },
    /** This week's mails are made and will be sent; never goes back. */
    noteMade: (week: string) =>
      settings.update(ID, (held) =>
        held.lastWeekSent !== undefined && held.lastWeekSent >= week ? held : { ...held, lastWeekSent: week },
      ),
    /** A mail went out; never goes back. A brand may have mailed a report without ever having set anything. */
    async noteSent(at: string): Promise<void> {
      const held = await settings.find(ID);
      if (!held || (held.lastSentAt !== undefined && held.lastSentAt >= at)) return;
      await settings.update(ID, (now) =>
        now.lastSentAt !== undefined && now.lastSentAt >= at ? now : { ...now, lastSentAt: at },
      );
    },
    /** Someone wants, or can take, no more mail. The first reason stays. */
    suppress: (address: string, reason: Reason, at: string) =>
      settings.update(ID, (held) => {
        const email = address.toLowerCase();
        if (held.suppressed.some((known) => known.email === email)) return held;
        return { ...held, suppressed: [...held.suppressed, { email, reason, at }] };
      }),
    async suppressedReason(address: string): Promise<Reason | undefined> {
      const held = await settings.find(ID);
      return held?.suppressed.find(({ email }) => email === address.toLowerCase())?.reason;
    },
  };
}

/** New wishes over what happened so far: what was sent, and who wants no more of it as long as they are named. */
function renewed(held: StoredReportSettings, fresh: StoredReportSettings): StoredReportSettings {
  const still = new Set(fresh.recipients.map((email) => email.toLowerCase()));
  const suppressed = held.suppressed.filter(({ email }) => still.has(email));
  const { lastWeekSent, lastSentAt, firstWeek, createdAt } = held;
  return {
    ...fresh,
    suppressed,
    firstWeek,
    createdAt,
    ...(lastWeekSent ? { lastWeekSent } : {}),
    ...(lastSentAt ? { lastSentAt } : {}),
  };
}
