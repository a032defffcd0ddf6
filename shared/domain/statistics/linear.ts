/** Rows of numbers, all of one length. */
export type Matrix = readonly (readonly number[])[];

export function dot(one: readonly number[], other: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += (one[i] as number) * (other[i] as number);
  return sum;
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** The products of all rows with each other: K = X X′. */
export function gram(rows: Matrix): number[][] {
  const products: number[][] = [];
  for (const [i, one] of rows.entries()) {
    const own = products.map((above) => above[i] as number);
    products.push(own);
    for (let j = i; j < rows.length; j++) own.push(dot(one, rows[j] as readonly number[]));
  }
  return products;
}

/** L of A = L L′ for a symmetric positive definite A (Cholesky). A pivot that rounding made nothing counts as tiny. */
export function cholesky(matrix: Matrix): number[][] {
  const lower: number[][] = [];
  for (const [i, row] of matrix.entries()) {
    const own: number[] = [];
    for (let j = 0; j <= i; j++) {
      const above = i === j ? own : (lower[j] as number[]);
      const left = (row[j] as number) - dot(own, above);
      own.push(i === j ? Math.sqrt(Math.max(left, TINY)) : left / (above[j] as number));
    }
    lower.push(own);
  }
  return lower;
}

/** x of L L′ x = right. */
export function solveLower(lower: Matrix, right: readonly number[]): number[] {
  const forward: number[] = [];
  for (const [i, row] of lower.entries()) {
    forward.push(((right[i] as number) - dot(forward, row)) / (row[i] as number));
  }
  const answer = forward.slice();
  for (let i = lower.length - 1; i >= 0; i--) {
    let left = forward[i] as number;
    for (let j = i + 1; j < lower.length; j++)
      left -= ((lower[j] as number[])[i] as number) * (answer[j] as number);
    answer[i] = left / ((lower[i] as number[])[i] as number);
  }
  return answer;
}

const TINY = 1e-300;
