import { readFileSync } from 'node:fs';
import type { ReportSnapshot } from '../../shared/domain/report/snapshot.ts';
import { aDemoMachine } from '../infra/local/demo-machine.ts';

/** The demo brand's newest report; or the snapshot in the file that `VOUCH_DEMO_SNAPSHOT` names. */
export async function newestOfDemo(): Promise<ReportSnapshot> {
  const kept = process.env['VOUCH_DEMO_SNAPSHOT'];
  if (kept) return JSON.parse(readFileSync(kept, 'utf8')) as ReportSnapshot;
  const machine = await aDemoMachine(Date.now());
  const { data } = await machine.ask('/v1/reports?limit=1');
  const { snapshot } = await machine.ask(`/v1/reports/${data[0].id}`);
  await machine.stop();
  return snapshot as ReportSnapshot;
}
