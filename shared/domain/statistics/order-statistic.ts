/**
 * The value that so many others are smaller than or equal to, as it would stand there if all were sorted (Hoare's FIND, 1961):
 * a tenth of what sorting takes. Reorders the values.
 */
export function smallestBut(count: number, values: Float64Array): number {
  let [from, to] = [0, values.length - 1];
  while (from < to) {
    const pivot = values[count] as number;
    let [i, j] = [from, to];
    while (i <= j) {
      while ((values[i] as number) < pivot) i++;
      while (pivot < (values[j] as number)) j--;
      if (i > j) break;
      const held = values[i] as number;
      values[i++] = values[j] as number;
      values[j--] = held;
    }
    if (j < count) from = i;
    if (count < i) to = j;
  }
  return values[count] as number;
}
