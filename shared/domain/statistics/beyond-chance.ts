/** Fewer than one in twenty such differences would be chance. */
export const isBeyondChance = (p: number): boolean => p < 0.05;
