import type { Socket } from 'node:net';

/** The protocol that a connection to the embedded engine changes to: a call each line, and an answer each. */
export const LINES: string;
/** What is said until `soon` comes round goes in one write. */
export function inOneWrite(socket: Socket, soon: (write: () => void) => void): (text: string) => void;
/** Whole lines of what comes in pieces. */
export function wholeLines(take: (line: string) => void): (piece: string) => void;
