export const BEHIND_FOLLOWERS: number;
export const BEHIND_ANSWERS: number;
/** @see step-back.mjs */
export function stepBack(steps: number): void;
export function stepV8Back(steps: number): void;
