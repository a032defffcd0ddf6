/** How a cost is valued where nobody says: what was given away at the cost of goods. */
export const usualBasis = (kind: string): 'cash' | 'cogs' => (kind === 'product' ? 'cogs' : 'cash');
