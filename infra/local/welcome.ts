import { ZONE_RULES } from '../../shared/domain/time/zone-rules.ts';
import type { Machine } from './api/app.ts';
import { listRescued } from './folder/rescue.ts';
import { ownerLink } from './owner-link.ts';
import { keepsMails } from './settings.ts';

const HALF_DEMO =
  'The demo brand was not loaded to its end. For a whole one, start with an empty VOUCH_DATA_DIR.';

/** The first line, before anything else is loaded or warned of: by what this process tells days. */
export const firstLine = (): string =>
  `  Vouch is starting. Days by zone rules ${ZONE_RULES}, whatever Node carries (Node ${process.versions.node}: ${process.versions.tz}).`;

/** While the demo brand is being loaded: nobody has to wait for it. */
export const alreadyAnswering = ({ publicUrl }: Machine): string =>
  `  Already answering at ${publicUrl}. Loading the demo brand: eight weeks of clicks, orders and reports.`;

/** What a started product says of itself: where everything is. `port`: the one that it listens on. */
export async function welcome(
  parts: Machine,
  { port, isHalfLoaded }: { port: number; isHalfLoaded: boolean },
): Promise<string> {
  const { publicUrl: url, folder, settings } = parts;
  const here = `http://127.0.0.1:${port}`;
  const owner = await ownerLink(parts);
  const rescued = listRescued(folder);
  return [
    '',
    `  Vouch is running.   Pages    ${url}/app  (${owner.email})`,
    `                      Sign in  ${owner.link}  (once, for ten minutes)`,
    `                      API      ${url}/v1`,
    `                      Docs     ${url}/docs`,
    ...(keepsMails(settings) ? [`                      Outbox   ${here}/outbox`] : []),
    ...((await hasReport(parts)) && keepsMails(settings)
      ? [`                      Report   ${here}/outbox/newest-report`]
      : []),
    `                      Key      ${folder.ownerKeyFile}`,
    ...(isHalfLoaded ? ['', `  ${HALF_DEMO}`] : []),
    ...(rescued.lines > 0
      ? ['', `  ${rescued.lines} clicks were rescued when no disk took them: npm run replay feeds them back.`]
      : []),
    '',
    `  Stop with Ctrl-C. Data: ${folder.root}`,
  ].join('\n');
}

async function hasReport({ stores }: Machine): Promise<boolean> {
  const { records } = await stores.brands.list({ limit: 1 });
  const [brand] = records;
  if (!brand) return false;
  const weeks = await stores.brand(brand.id).reports.listWeeks({ limit: 1 });
  return weeks.records.length > 0;
}
