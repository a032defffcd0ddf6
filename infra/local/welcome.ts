import type { AppParts } from './app.ts';
import type { Manifest } from './manifest.ts';
import { ownerLink } from './owner-link.ts';
import { listRescued } from './rescue.ts';
import { keepsMails } from './settings.ts';

const HALF_DEMO =
  'The demo brand was not loaded to its end. For a whole one, start with an empty VOUCH_DATA_DIR.';

/** What a started product says of itself: where everything is. `port`: the one that it listens on. */
export async function welcome(
  parts: AppParts,
  { port, demo }: { port: number; demo: Manifest['demo'] },
): Promise<string> {
  const { publicUrl, folder, settings } = parts;
  const url = publicUrl.base;
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
    ...(demo === 'loaded' ? [`                      Report   ${here}/outbox/newest-report`] : []),
    `                      Key      ${folder.ownerKeyFile}`,
    ...(demo === 'loading' ? ['', `  ${HALF_DEMO}`] : []),
    ...(rescued.lines > 0
      ? ['', `  ${rescued.lines} clicks were rescued when no disk took them: npm run replay feeds them back.`]
      : []),
    '',
    `  Stop with Ctrl-C. Data: ${folder.root}. Days by zone rules ${process.versions.tz}, Node ${process.versions.node}`,
  ].join('\n');
}
