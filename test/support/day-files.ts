import type { DayExport } from '../../functions/seal/export-day.ts';

/** Days as files that are kept whole once they are done. */
export const keepingDays =
  (keep: (brandId: string, day: string, parquet: Buffer) => void): DayExport['open'] =>
  (brandId, day) => {
    const chunks: Uint8Array[] = [];
    return {
      take: async (bytes) => void chunks.push(bytes),
      done: async () => keep(brandId, day, Buffer.concat(chunks)),
    };
  };
