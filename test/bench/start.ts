import { cpuUsedMs } from '../support/cpu-used.ts';
import { median } from './load.ts';
import type { OlderBuild } from './older-build.ts';
import { startProduct } from './product.ts';

/** `npm start -- --empty` on a new folder to its first `/healthz`, CPU of all threads; the first start of each side, which builds, left out. */
export async function* startLines(rounds: number, older?: OlderBuild): AsyncGenerator<string> {
  const sides = [{ name: 'now', checkout: process.cwd(), spent: [] as number[] }];
  if (older) sides.push({ name: 'before', checkout: older.folder, spent: [] });
  for (let round = 0; round <= rounds; round++)
    for (const { checkout, spent } of sides) {
      const cpuMs = await cpuOfStart(checkout);
      if (round > 0) spent.push(cpuMs);
    }
  for (const { name, spent } of sides)
    yield `npm start -- --empty to /healthz, ${name}: ${median(spent)} ms CPU (${Math.min(...spent)}–${Math.max(...spent)}, ${spent.length} starts)`;
}

async function cpuOfStart(checkout: string): Promise<number> {
  const product = await startProduct(undefined, {}, checkout);
  while (!(await isHealthy(product.url))) await new Promise((resolve) => setTimeout(resolve, 20));
  const cpuMs = cpuUsedMs(product.process.pid);
  await product.kill('SIGTERM');
  product.remove();
  return cpuMs;
}

const isHealthy = (url: string): Promise<boolean> =>
  fetch(`${url}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  );
