import type { DestinationRules } from '../../../../shared/domain/link/destination-rules.ts';
import { foldSlug } from '../../../../shared/domain/link/slug.ts';
import { type FieldRefusal, wrong } from '../../../../shared/domain/reasons.ts';
import type { LinkInput, StoredLink } from '../../../../shared/domain/schema/programme/links.ts';
import type { BulkItem } from '../../bulk/part.ts';
import type { ApiDeps } from '../../deps.ts';
import { Refusal } from '../../http/refusal.ts';
import { checkAddresses, refuseProblems, rulesFor, shownLink, slugTaken, untilDecided } from '../../links.ts';
import { refuseEndedRights, shownAnew } from './asset-rights.ts';
import { checkNamed, type MakingLinks, makeOnce, platformProblems } from './make-links.ts';

export type LinkItem = BulkItem<'lnk', LinkInput>;

/** Makes the link of that id, or changes the one that is there. */
export async function putLinkAs(item: LinkItem, call: MakingLinks, deps: ApiDeps) {
  const { id, body } = item;
  const { stores } = call;
  const existing = await untilDecided(async () => {
    const found = await stores.links.find(id);
    if (found) return found;
    const made = await makeOnce([body], [id], '', call, deps);
    return made instanceof Refusal ? ((await stores.links.find(id)) ?? made) : made;
  });
  if (existing instanceof Refusal) return existing;
  if (Array.isArray(existing))
    return { status: 201 as const, body: shownLink(existing[0] as StoredLink, deps) };
  return changeLink(existing, item, call, deps);
}

async function changeLink(existing: StoredLink, { body, over }: LinkItem, call: MakingLinks, deps: ApiDeps) {
  const { stores, now, at } = call;
  const brand = await stores.getBrand();
  const rules = await rulesFor([body], brand, deps);
  changedLink(existing, body, rules);
  await refuseEndedRights(shownAnew(existing, body), call, brand);
  const link = await stores.links.update(
    existing.id,
    (standing) => {
      const settings = changedLink(standing, over(standing), rules);
      const { id, postId, externalId, slug, aliases, domain, domainId, createdAt } = standing;
      return {
        id,
        slug,
        ...(postId ? { postId } : {}),
        ...settings,
        ...(aliases ? { aliases } : {}),
        ...(externalId ? { externalId } : {}),
        ...(domain ? { domain } : {}),
        ...(domainId ? { domainId } : {}),
        ...(settings.status === 'archived' ? { archivedAt: standing.archivedAt ?? at } : {}),
        createdAt,
        updatedAt: at,
      };
    },
    now,
  );
  return { status: 200 as const, body: shownLink(link, deps) };
}

/** What is said of a link that stands there, less what it keeps for good. Throws what can't be. */
function changedLink(standing: StoredLink, said: LinkInput, rules: DestinationRules) {
  const problems: FieldRefusal[] = [];
  const { postId, slug, domain, externalId: _, ...settings } = checkAddresses(said, rules, problems);
  problems.push(...frozenProblems({ postId, slug, domain }, standing), ...platformProblems(said));
  refuseProblems(problems);
  return settings;
}

export async function checkLinkItem({ id, body }: LinkItem, call: MakingLinks, deps: ApiDeps): Promise<void> {
  const { stores } = call;
  const existing = await stores.links.find(id);
  const brand = await stores.getBrand();
  const rules = await rulesFor([body], brand, deps);
  if (existing) {
    changedLink(existing, body, rules);
    return refuseEndedRights(shownAnew(existing, body), call, brand);
  }
  const [domain] = await checkNamed([body], '', brand, stores, deps);
  const problems: FieldRefusal[] = [];
  checkAddresses(body, rules, problems);
  refuseProblems(problems);
  await refuseEndedRights([body], call, brand);
  const taken =
    body.slug === undefined ? [] : await stores.links.takenOf([{ id, slug: body.slug, ...domain }]);
  if (taken.length > 0) throw slugTaken(taken);
}

/** The new ones in one plan: all of them or none, whoever wants one of their slugs meanwhile. Then what is changed. */
export async function putTogether(items: readonly LinkItem[], call: MakingLinks, deps: ApiDeps) {
  const made = await untilDecided(async () => {
    const known = new Set((await call.stores.links.getMany(items.map(({ id }) => id))).map(({ id }) => id));
    const fresh = firstOfEach(items.filter(({ id }) => !known.has(id)));
    if (fresh.length === 0) return [];
    const outcome = await makeOnce(
      fresh.map(({ body }) => body),
      fresh.map(({ id }) => id),
      'links.',
      call,
      deps,
    );
    return outcome instanceof Refusal && outcome.code === 'external-id-taken' ? 'again' : outcome;
  });
  if (made instanceof Refusal) return made;
  const byId = new Map(made.map((link) => [link.id, link]));
  const answers = [];
  for (const item of items) {
    const fresh = byId.get(item.id);
    byId.delete(item.id);
    answers.push(
      fresh ? { status: 201 as const, body: shownLink(fresh, deps) } : await putLinkAs(item, call, deps),
    );
  }
  return answers;
}

const firstOfEach = <T extends { id: string }>(items: readonly T[]): T[] =>
  items.filter(({ id }, index) => items.findIndex((one) => one.id === id) === index);

/** What a link keeps for good: said otherwise, it is refused rather than passed over. */
function frozenProblems(
  { slug, ...given }: Record<'postId' | 'slug' | 'domain', string | undefined>,
  link: StoredLink,
) {
  const isOther = {
    slug: slug !== undefined && foldSlug(slug) !== foldSlug(link.slug),
    postId: given.postId !== link.postId,
    domain: given.domain !== undefined && given.domain !== link.domain,
  };
  return (['postId', 'slug', 'domain'] as const)
    .filter((path) => isOther[path])
    .map((path) => wrong(path, 'not-changeable', { kept: link[path] ?? 'not set' }));
}
