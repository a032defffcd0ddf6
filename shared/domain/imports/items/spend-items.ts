import { handleKey } from '../../handle.ts';
import { isCurrency } from '../../money/currency.ts';
import { readMinor } from '../../money/decimal.ts';
import { toDecimal } from '../../money/money.ts';
import { usualBasis } from '../../money/usual-basis.ts';
import { BadCell } from '../cells/bad-cell.ts';
import type { RowReader } from '../cells/row-reader.ts';
import { spendKindOf } from '../cells/spend-kind.ts';
import { sentence } from '../sentences.ts';
import type { Told } from '../told.ts';
import { creatorReference } from './creator-items.ts';
import { handleName, type RowName } from './handle-names.ts';
import { type ImportItem, said } from './item.ts';
import { postReference } from './post-items.ts';

/**
 * A cost. One without a name of its own is named by the day, whom it is for, what and how much, and by how many equal
 * ones stand above it: the same sheet read again is the same costs, and two equal costs are two. `equal` counts them.
 */
export function spendItem(
  row: RowReader,
  line: number,
  _told: Told,
  equal: (key: string) => number,
): ImportItem {
  const incurredOn = row.day('incurredOn');
  const until = row.day('until');
  const amount = row.money('amount');
  if (!incurredOn) throw new BadCell(sentence('missing', { field: 'incurredOn' }));
  if (until && until !== incurredOn)
    throw new BadCell(sentence('costOfDays', { field: 'until', day: incurredOn, until }));
  if (!amount) throw new BadCell(sentence('missing', { field: 'amount' }));
  const named = row.text('kind');
  if (!named) throw new BadCell(sentence('missing', { field: 'kind' }), { field: 'kind', example: 'fee' });
  const kind = spendKindOf(named);
  const level = levelOf(row);
  const note = row.text('note');
  const own = row.text('externalId');
  const { externalId, ...names } = own
    ? { externalId: own }
    : nameOf({ incurredOn, level, kind, amount, note }, equal);
  return {
    line,
    ...names,
    label: sentence('cost', { kind, amount: amount.value, currency: amount.currency, day: incurredOn }),
    body: said({
      externalId,
      kind,
      amount,
      incurredOn,
      basis: row.text('basis')?.toLowerCase() ?? usualBasis(kind),
      state: row.text('state')?.toLowerCase(),
      note,
      ...level,
    }),
  };
}

type Cost = {
  incurredOn: string;
  level: Record<string, unknown>;
  kind: string;
  amount: { value: string; currency: string };
  note: string | undefined;
};

function nameOf({ incurredOn, level, kind, amount, note }: Cost, equal: (key: string) => number): RowName {
  const partsWith = (spelled: unknown, value: string): string[] => {
    const whom = 'creatorHandle' in level ? { ...level, creatorHandle: spelled } : level;
    return [incurredOn, ...Object.entries(whom).flat().map(String), kind, value, amount.currency, note ?? ''];
  };
  const value = inFull(amount);
  const handle = String(level.creatorHandle ?? '');
  const before = equal(partsWith(handleKey(handle), value).join('\n'));
  const writtenBefore = equal(['as written', ...partsWith(handle, amount.value)].join('\n'));
  return handleName(handle, (spelled, isWritten) => [
    'spend',
    ...partsWith(spelled, isWritten ? amount.value : value),
    String(spelled === handle && isWritten ? writtenBefore : before),
  ]);
}

/** `150` and `150.00` are one amount. */
function inFull({ value, currency }: Cost['amount']): string {
  if (!isCurrency(currency)) return value;
  const read = readMinor(value, currency);
  return 'minor' in read ? toDecimal(read.minor, currency) : value;
}

/** The one thing that the cost is of, the closest first. */
function levelOf(row: RowReader): Record<string, unknown> {
  const campaign = row.text('campaign');
  const squad = row.text('squad');
  const stage = row.text('stage')?.toLowerCase();
  const levels = [
    postReference(row.text('post')),
    creatorReference(row),
    said({ campaignExternalId: campaign }),
    said({ squadExternalId: squad }),
    said({ stage }),
  ];
  const found = levels.find((level) => Object.keys(level).length > 0);
  if (!found)
    throw new BadCell(sentence('namesNothing', {}), {
      field: 'stage',
      example: 'microcontent',
    });
  return found;
}
