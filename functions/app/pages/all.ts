import type { PageShape } from '../http/visit.ts';
import { volunteerPages } from './volunteers.tsx';
import { weekPage } from './week.tsx';

/** Every page, in the order in which addresses are matched. Tests make the matrix of roles from this list. */
export const PAGES: readonly PageShape[] = [weekPage, ...volunteerPages];
