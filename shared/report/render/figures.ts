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

/** "+12 % to +160 %", with its level where the reader meets it first. */
export function intervalText(
  { interval }: Figure,
  write: (value: number) => string,
  { say, format }: Speech,
) {
  return interval
    ? say.interval(
        unbroken(say.range(write(interval.low), write(interval.high))),
        format.percent(interval.level),
      )
    : '';
}

const missing = (figure: Figure, say: Messages): string => say.note[figure.note ?? 'unknown'];
