import { externalId, platform, truth } from './common.ts';
import { fields, free, type Kind, list, maybe, or, text } from './kinds.ts';

type Shape = Readonly<Record<string, Kind>>;

/** What may be said in place of an id, in an item of a bulk. */
const IN_PLACE_OF: Readonly<Record<string, Shape>> = {
  creatorId: { creatorExternalId: externalId, creatorHandle: text(100), creatorPlatform: platform },
  campaignId: { campaignExternalId: externalId },
  squadId: { squadExternalId: externalId },
  postId: { postExternalId: externalId, postUrl: free(0, 2_048) },
};

const optional = (shape: Shape): Shape =>
  Object.fromEntries(Object.entries(shape).map(([name, kind]) => [name, maybe(kind)]));

/** Many of what a POST takes one of: ids may be left out, and said in other words. */
export function bulk(many: string, shape: Shape, most = 100) {
  const ids = Object.keys(IN_PLACE_OF).filter((name) => name in shape);
  const references = ids.map((name) => optional({ ...IN_PLACE_OF[name], [name]: shape[name] as Kind }));
  return {
    query: fields({ atomic: or(truth, 'false'), dryRun: or(truth, 'false') }),
    body: fields({ [many]: list(fields(Object.assign({}, shape, ...references)), 1, most) }),
  };
}
