import { derivedId } from '../../domain/id.ts';
import { ReportWeek, StoredReport } from '../../domain/schema/answers/reports.ts';
import type { BrandId, Id } from '../../domain/schema/common.ts';
import { reportOwnerKey } from '../table/keys.ts';
import type { BrandRecords } from '../table/records-store.ts';
import { textOf } from '../table/row.ts';
import type { Tables } from '../table/tables.ts';

/** Sorts the newest week first, as lists are read upwards. */
const weekId = (week: string): string => String(999_999 - Number(week.replace('-W', ''))).padStart(6, '0');

/** The reports of one brand: per week a list of revisions, each naming its snapshot. */
export function reportsOf(tables: Tables, records: BrandRecords) {
  const { records: table } = tables;
  const reports = records.collection('REPORT', StoredReport);
  const weeks = records.collection('REPORTWEEK', ReportWeek);

  return {
    get: (id: string) => reports.get(id),
    find: (id: string) => reports.find(id),
    findWeek: (week: string) => weeks.find(weekId(week)),
    listWeeks: (page: { limit: number; after?: string }) => weeks.list(page),

    /**
     * Appends a revision if it is the next one; otherwise whoever was faster stands. The report's own item and its
     * owner are written first: until the week names them nobody sees them.
     */
    async append(report: Omit<StoredReport, 'id'>): Promise<StoredReport> {
      const { week, revision, address } = report;
      const id = derivedId('rpt', records.brandId, week, String(revision), address) as Id<'rpt'>;
      const stored: StoredReport = { id, ...report };
      await table.put({ ...reportOwnerKey(id), brandId: records.brandId });
      await reports.create(stored);
      await weeks.create({ id: weekId(week), week, revisions: [] });
      const after = await weeks.update(weekId(week), (held) =>
        held.revisions.length === revision - 1 ? { ...held, revisions: [...held.revisions, stored] } : held,
      );
      return after.revisions[revision - 1] ?? stored;
    },
  };
}

export async function findReportOwner(tables: Tables, reportId: string): Promise<BrandId | undefined> {
  const row = await tables.records.get(reportOwnerKey(reportId));
  return row && (textOf(row, 'brandId') as BrandId | undefined);
}
