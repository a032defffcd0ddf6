import { inEnglish, type Sentence } from '../sentences.ts';

/** A cell that can't be what its field asks for: told with its line, and no other line suffers. */
export class BadCell extends Error {
  readonly problem: Sentence;
  /** The field that could be told for all lines at once, with an example of what. */
  readonly set: { field: string; example: string } | undefined;

  constructor(problem: Sentence, set?: { field: string; example: string }) {
    super(inEnglish(problem));
    this.problem = problem;
    this.set = set;
  }
}
