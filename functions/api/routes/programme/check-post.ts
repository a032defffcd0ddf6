import { givenInstruction, type NegativeInstruction } from '../../../../shared/domain/instructions.ts';
import { type Why, why } from '../../../../shared/domain/reasons.ts';
import type { checkPost } from '../../../../shared/domain/schema/programme/posts.ts';
import type { ApiDeps } from '../../deps.ts';
import { type Handler, ok } from '../../http/call.ts';
import { refuseProblems } from '../../links.ts';
import { holdingIn } from '../../reading/post-remarks.ts';
import { shownPost } from './show-post.ts';

const MOST_CHECKS = 200;

/** Keeps what somebody found about each instruction, the newest word on each; tells of what was broken. */
export const checkingPost =
  (deps: ApiDeps): Handler<typeof checkPost> =>
  async ({ stores, params, body, at }) => {
    const holding = await holdingIn(stores)(await stores.posts.get(params.id));
    const results = new Map(
      namedResults(body.results, holding).map((result) => [result.instruction, { ...result, checkedAt: at }]),
    );
    const post = await stores.posts.update(params.id, (stored) => ({
      ...stored,
      checks: [
        ...stored.checks.filter(({ instruction }) => !results.has(instruction)),
        ...results.values(),
      ].slice(-MOST_CHECKS),
      updatedAt: at,
    }));
    for (const { instruction, result, note } of results.values()) {
      if (result !== 'violation') continue;
      await stores.emitEvent({
        type: 'creator.violation',
        subjectId: `${post.id}|${instruction}`,
        data: { creatorId: post.creatorId, postId: post.id, instruction, ...(note ? { note } : {}) },
        at,
      });
    }
    return ok(await shownPost(post, stores, deps));
  };

/** Each under the name that it was given by; what nobody asked for can't have been kept or broken. */
function namedResults<R extends { instruction: string }>(
  results: readonly R[],
  holding: readonly NegativeInstruction[],
): R[] {
  const named = results.map((result) => ({
    ...result,
    instruction: givenInstruction(holding, result.instruction),
  }));
  refuseProblems(
    named.flatMap(({ instruction }, index) =>
      instruction === undefined ? [{ path: `results.${index}.instruction`, ...nobodyGave(holding) }] : [],
    ),
  );
  return named as R[];
}

const nobodyGave = (holding: readonly NegativeInstruction[]): Why =>
  holding.length === 0
    ? why('no-instruction')
    : why('not-the-instructions', { list: holding.map(({ instruction }) => `"${instruction}"`).join(', ') });
