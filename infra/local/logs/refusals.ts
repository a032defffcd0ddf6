/** Why lines of a log became no click, with their numbers: every line is accounted for. */
export type Refusals = Map<string, number[]>;

export function noteRefusal(refusals: Refusals, reason: string, number: number): void {
  const numbers = refusals.get(reason);
  if (numbers) numbers.push(number);
  else refusals.set(reason, [number]);
}

export const countOf = (refusals: Refusals): number =>
  [...refusals.values()].reduce((sum, { length }) => sum + length, 0);

const MOST_NAMED = 12;

/** One row per reason, the commonest first, with the first lines that it befell. */
export function tellRefusals(refusals: Refusals): string[] {
  return [...refusals]
    .sort(([, one], [, other]) => other.length - one.length)
    .map(
      ([reason, numbers]) => `    ${String(numbers.length).padStart(8)}  ${reason}: ${namedLines(numbers)}`,
    );
}

export function namedLines(numbers: readonly number[]): string {
  const rest = numbers.length > MOST_NAMED ? ` and ${numbers.length - MOST_NAMED} more` : '';
  return `line ${numbers.slice(0, MOST_NAMED).join(', ')}${rest}`;
}
