import { NOT_TIED, WITHOUT_POST } from '../../../shared/domain/orders/place.ts';
import type { Visit } from '../http/visit.ts';

/** A row that has no group: what no post stands behind, with where to look for it, or posts of none. */
export function restName({ say }: Visit, name: string | null | undefined) {
  if (name === NOT_TIED) return <a href="/app/orders">{say('not tied to a post')}</a>;
  return name === WITHOUT_POST ? <a href="/app/links">{say('without a post')}</a> : say('none');
}
