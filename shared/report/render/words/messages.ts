import { de } from './messages-de.ts';
import { en, type Messages } from './messages-en.ts';

const CATALOGUES: Record<string, Messages> = { en, de };

/** The catalogue of a locale's language; English where we speak no other. */
export const messagesFor = (locale: string): Messages =>
  CATALOGUES[locale.split('-')[0]?.toLowerCase() ?? ''] ?? en;
