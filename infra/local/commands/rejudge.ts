import { RULES_VERSION } from '../../../shared/domain/judge/rules.ts';
import { DAY_MS } from '../../../shared/domain/time/units.ts';
import { parseDay } from '../../../shared/domain/time/week.ts';
import { now } from '../counting.ts';
import { rejudgeDays } from '../rejudge-days.ts';
import { UsageError } from '../settings.ts';
import { drainDeps, openProduct, progressLine, readOptions, runCommand } from './command.ts';

const HELP = `npm run rejudge -- --from YYYY-MM-DD --to YYYY-MM-DD [--apply]

Judges the stored clicks of these days by today's rules (version ${RULES_VERSION}) and prints what would change: how many
clicks move from which verdict to which. Only --apply changes anything: clicks are rewritten with the new verdict
and version, and everything above them is counted again. --to must lie two days back. Repeats stay repeats; raw evidence stays as it was.`;

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
  const deps = { stores: product.stores, drain: drainDeps(product), show: progressLine() };
  const seen = await rejudgeDays({ from, to, apply: values.apply === true }, deps);
  await product.stop();
  const rows = [...seen.moves]
    .sort((a, b) => b[1] - a[1])
    .map(([move, count]) => `  ${String(count).padStart(8)}  ${move}`);
  if (seen.expired > 0)
    rows.push(`  ${String(seen.expired).padStart(8)}  left as they are: others of their minute have expired`);
  const did = values.apply ? 'changed' : 'would change (add --apply to do it)';
  console.log([`${seen.clicks} clicks judged by ${RULES_VERSION}; ${seen.moved} ${did}`, ...rows].join('\n'));
});
