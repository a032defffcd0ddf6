import { LIFT_METRICS } from '../vocabulary.ts';
import { FIELDS, IMPORT_KINDS, type ImportKind, ORDER_PRICES } from './fields.ts';
import { mapColumns, type ToldColumns } from './map-columns.ts';

/** What a file of a kind must have: of each list one. */
const NEEDED: Readonly<Record<ImportKind, readonly (readonly string[])[]>> = {
  links: [['destination'], ['address', 'slug']],
  orders: [['externalId', 'number'], ['occurredAt'], ORDER_PRICES],
  spend: [['incurredOn'], ['amount']],
  engagement: [['post'], ['likes', 'comments', 'views', 'shares', 'saves', 'impressions', 'reach']],
  posts: [['url', 'externalId', 'handle', 'creatorExternalId'], ['publishedAt']],
  creators: [['handle']],
  baselines: [['incurredOn'], LIFT_METRICS],
};

/** What a file holds, by its headings: the kind of which it has most; undefined: of none enough. */
export function kindOf(headings: readonly string[], told: ToldColumns): ImportKind | undefined {
  const scored = IMPORT_KINDS.map((kind) => {
    const fields = new Set(
      mapColumns(kind, headings, known(kind, told)).columns.map(({ fact }) => fact.field),
    );
    const isEnough = NEEDED[kind].every((some) => some.some((field) => fields.has(field)));
    return { kind, score: isEnough ? fields.size : 0 };
  });
  const best = scored.sort((a, b) => b.score - a.score)[0];
  return best && best.score > 0 ? best.kind : undefined;
}

/** What was told of columns, as far as it is of this kind. */
const known = (kind: ImportKind, told: ToldColumns): ToldColumns =>
  Object.fromEntries(
    Object.entries(told).filter(([, field]) => FIELDS[kind].some((fact) => fact.field === field)),
  );
