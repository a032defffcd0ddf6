import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** How long each file took when it was first run, whole and unchanged. */
const took = new Map<string, number>();

/**
 * One failed test is enough, and a mutant is mostly noticed by the tests that stand next to it: worlds that are built for
 * seconds come last. Vitest would begin with the longest.
 */
export class ShortestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    for (const file of files) {
      const duration = this.ctx.cache.getTestSpecificationResult(file)?.duration;
      if (duration !== undefined && !took.has(file.moduleId)) took.set(file.moduleId, duration);
    }
    const timeOf = ({ moduleId }: TestSpecification) => took.get(moduleId) ?? 0;
    return [...files].sort((one, other) => timeOf(one) - timeOf(other));
  }
}
