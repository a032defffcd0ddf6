/** Spaces at which no line may end: those that part French marks from their word, and a figure from its per cent. */
export const keptSpaces = (text: string): string =>
  text.replace(/ (?=[:;?!»])|(?<=«) |(?<=\d) (?=%)/g, '\u00a0');

/** The same in every text of a catalogue, those that its functions make among them. */
export function withKeptSpaces<Catalogue>(catalogue: Catalogue): Catalogue {
  return kept(catalogue) as Catalogue;
}

function kept(part: unknown): unknown {
  if (typeof part === 'string') return keptSpaces(part);
  if (typeof part === 'function') return (...told: unknown[]) => kept(part(...told));
  if (part === null || typeof part !== 'object') return part;
  return Object.fromEntries(Object.entries(part).map(([key, held]) => [key, kept(held)]));
}
