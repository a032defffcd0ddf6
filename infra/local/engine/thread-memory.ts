/**
 * How much a thread may fill with what is young before it looks what of it is still used. Node's own bound is 192 MB for each
 * thread, and an export filled it in two of them; with this one it takes the same CPU.
 */
export const THREAD_MEMORY = { maxYoungGenerationSizeMb: 24 };
