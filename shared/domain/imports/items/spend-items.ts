import { usualBasis } from '../../money/usual-basis.ts';
import { BadCell, type RowReader } from '../cells/row-reader.ts';
import type { Told } from '../told.ts';
import { creatorReference } from './creator-items.ts';
import { type ImportItem, importName, said } from './item.ts';
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
  if (!incurredOn) throw new BadCell('incurredOn: is missing');
  if (until && until !== incurredOn)
    throw new BadCell(`until: a cost of ${incurredOn} to ${until} is no day’s; export it day by day`);
  if (!amount) throw new BadCell('amount: is missing');
  const kind = row.text('kind')?.toLowerCase();
  if (!kind) throw new BadCell('kind: is missing', { field: 'kind', example: 'fee' });
  const level = levelOf(row);
  const note = row.text('note');
  const key = [
    incurredOn,
    ...Object.entries(level).flat().map(String),
    kind,
    amount.value,
    amount.currency,
    note ?? '',
  ];
  return {
    line,
    label: `${kind} of ${amount.value} ${amount.currency} on ${incurredOn}`,
    body: said({
      externalId: row.text('externalId') ?? importName('spend', ...key, String(equal(key.join('\n')))),
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
    throw new BadCell('names no post, creator, campaign, squad or stage', {
      field: 'stage',
      example: 'microcontent',
    });
  return found;
}
