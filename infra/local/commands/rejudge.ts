import { type SealDeps, sealBrandHour, sealDue } from '../../../functions/seal/seal.ts';
import { brandsOf } from '../../../shared/data/brands-store.ts';
import { type ClickWrite, clickWrite } from '../../../shared/data/click-writer.ts';
import { hourOf, type RawPartition, startOfHour } from '../../../shared/data/keys.ts';
import { refoldPartition } from '../../../shared/data/recount.ts';
import type { Click } from '../../../shared/domain/click.ts';
import { hitOf } from '../../../shared/domain/evidence.ts';
import type { Verdict } from '../../../shared/domain/hit.ts';
import { judge, RULES_VERSION } from '../../../shared/domain/judge/judge.ts';
import { asReferrerOnly } from '../../../shared/domain/judge/referrer-only.ts';
import { dayBounds, parseDay } from '../../../shared/domain/week.ts';
import { countingDeps, now } from '../counting.ts';
import { UsageError } from '../settings.ts';
import { openProduct, type Product, progressLine, readOptions, runCommand } from './command.ts';

const HELP = `npm run rejudge -- --from YYYY-MM-DD --to YYYY-MM-DD [--apply]

Judges the stored clicks of these days by today's rules (version ${RULES_VERSION}) and prints what would change: how many
clicks move from which verdict to which. Only --apply changes anything: clicks are rewritten with the new verdict
and version, and everything above them is counted again. --to must lie two days back. Repeats stay repeats; raw evidence stays as it was.`;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

await runCommand(async () => {
  const { values } = readOptions(HELP, {
    from: { type: 'string' },
    to: { type: 'string' },
    apply: { type: 'boolean' },
  });
  const from = parseDay(String(values.from ?? ''));
  const to = parseDay(String(values.to ?? ''));
  if (!from || !to || from > to)
    throw new UsageError('--from and --to are days (YYYY-MM-DD), --to not before --from');
  if (to >= new Date(now() - DAY_MS).toISOString().slice(0, 10)) {
    throw new UsageError(
      '--to must lie two days back: until then a late copy of a click could bring its old verdict back',
    );
  }
  const product = await openProduct();
  const moves = new Map<string, number>();
  const seen = await rejudgeRange(from, to, values.apply === true, product, moves);
  await product.stop();
  const rows = [...moves]
    .sort((a, b) => b[1] - a[1])
    .map(([move, count]) => `  ${String(count).padStart(8)}  ${move}`);
  const did = values.apply ? 'changed' : 'would change (add --apply to do it)';
  console.log([`${seen.clicks} clicks judged by ${RULES_VERSION}; ${seen.moved} ${did}`, ...rows].join('\n'));
});

async function rejudgeRange(
  from: string,
  to: string,
  apply: boolean,
  product: Product,
  moves: Map<string, number>,
) {
  const { stores } = product;
  const deps = countingDeps(stores);
  const show = progressLine();
  const seen = { clicks: 0, moved: 0 };
  for (const brand of (await brandsOf(stores.client, stores.tables).list({ limit: 1_000 })).records) {
    const end = dayBounds(to, brand.timeZone).endMs;
    for (let at = startOfHour(hourOf(dayBounds(from, brand.timeZone).startMs)); at < end; at += HOUR_MS) {
      const hour = hourOf(at);
      let changed = false;
      for (const { partition } of await stores.clicks.listPartitionsOfHour(hour, brand.id)) {
        changed = (await rejudgePartition(partition, { apply, product, deps, moves, seen })) || changed;
      }
      if (changed && apply) await sealBrandHour(hour, brand.id, deps);
      show(`${brand.name} ${hour}: ${seen.clicks} clicks, ${seen.moved} move`);
    }
  }
  if (apply) await sealDue(deps);
  return seen;
}

type Run = {
  apply: boolean;
  product: Product;
  deps: SealDeps;
  moves: Map<string, number>;
  seen: { clicks: number; moved: number };
};

async function rejudgePartition(partition: RawPartition, run: Run): Promise<boolean> {
  const { clicks, counts, tables } = run.product.stores;
  const stored = await clicks.listPartition(partition);
  const judged = stored.map(rejudged);
  const writes: ClickWrite[] = [];
  for (const [index, click] of judged.entries()) {
    const before = stored[index];
    run.seen.clicks++;
    if (!before || describe(before.verdict) === describe(click.verdict)) continue;
    run.seen.moved++;
    const move = `${describe(before.verdict)} → ${describe(click.verdict)}`;
    run.moves.set(move, (run.moves.get(move) ?? 0) + 1);
    writes.push(clickWrite(click, partition, tables, now()));
  }
  if (!run.apply || writes.length === 0) return false;
  await clicks.rewrite(writes);
  await refoldPartition(partition, stored[0]?.brandId ?? '', { ...run.deps.recount, counts });
  return true;
}

/** The click under today's rules. A repeat was decided by what came before it, not by its headers: it stays one. */
function rejudged(click: Click): Click {
  if (click.verdict.kind === 'excluded' && click.verdict.reason === 'repeat') return click;
  if (click.raw.method === '') return click;
  const hit = hitOf(click.raw);
  return { ...click, verdict: judge(hit), rulesVersion: RULES_VERSION, referrerOnly: asReferrerOnly(hit) };
}

function describe(verdict: Verdict): string {
  if (verdict.kind === 'excluded') return `excluded ${verdict.reason}`;
  return verdict.app ? `${verdict.channel}/${verdict.app}` : verdict.channel;
}
