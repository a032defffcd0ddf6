import type { Figure } from '../../domain/report/snapshot.ts';
import type { Format } from './format.ts';
import { cell, type ViewCell } from './present/view.ts';
import type { Messages } from './words/messages-en.ts';

/** What every part of the view needs to speak one reader's language. */
export type Speech = { say: Messages; format: Format };

/** A figure in words: its number, or why there is none. Never 0 for "not known". */
export const figureText = (figure: Figure, write: (value: number) => string, { say }: Speech): string =>
  figure.value === null ? missing(figure, say) : write(figure.value);

/** The same with its interval underneath. */
export function figureCell(figure: Figure, write: (value: number) => string, speech: Speech): ViewCell {
  if (figure.value === null) return cell('–', { detail: missing(figure, speech.say) });
  const { interval } = figure;
  if (!interval) return cell(write(figure.value));
  return cell(write(figure.value), { detail: speech.say.range(write(interval.low), write(interval.high)) });
}

/** "Week 46, 2026" */
export const weekTitle = (isoWeek: string, { say }: Pick<Speech, 'say'>): string =>
  say.week(numberOfWeek(isoWeek), isoWeek.slice(0, 4));

/** 46 of "2026-W46". */
export const numberOfWeek = (isoWeek: string): string => String(Number(isoWeek.split('-W')[1]));

/** On one line, in however narrow a place. */
export const unbroken = (text: string): string => text.replaceAll(' ', '\u00a0');

/** "in 9 of 10 cases +12% to +160%": what its level means, where the reader meets it first. */
export function intervalText(
  { interval }: Figure,
  write: (value: number) => string,
  { say, format }: Speech,
) {
  if (!interval) return '';
  const of = casesFor(interval.level);
  return say.interval(
    unbroken(say.range(write(interval.low), write(interval.high))),
    format.count(Math.round(interval.level * of)),
    format.count(of),
  );
}

/** Of so many cases a level is a whole number: 9 of 10, 95 of 100. */
const casesFor = (level: number): number => (Math.abs(level * 10 - Math.round(level * 10)) < 1e-9 ? 10 : 100);

const missing = (figure: Figure, say: Messages): string => say.note[figure.note ?? 'unknown'];
