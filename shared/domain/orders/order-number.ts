type Names<Name> = { number?: string | undefined; externalId?: Name };

/** What people call an order: the number that its shop shows, else its name there. */
export const orderNumberOf = <Name extends string | undefined>(order: Names<Name>): string | Name =>
  order.number ?? (order.externalId as Name);
