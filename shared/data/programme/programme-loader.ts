import type { Brand } from '../../domain/schema/access/brand.ts';
import { MINUTE_MS } from '../../domain/time/units.ts';
import { heldAnswers } from '../table/held-answers.ts';
import { recordsOf } from '../table/records-store.ts';
import type { Tables } from '../table/tables.ts';
import { catalogVersionNow, catalogVersionsOf } from './catalog-version.ts';
import { keptProgrammesOf } from './kept/kept-programme.ts';
import { type Programme, readProgramme } from './programme.ts';

export type ProgrammeDeps = { tables: Tables; now: () => number; newToken: () => string };
export type LoadProgramme = (brand: Brand) => Promise<Programme>;

/** A safety net only: changes are told by the token. */
const FRESH_MS = 10 * MINUTE_MS;
/** Programmes kept in memory. */
const MOST_BRANDS = 50;

/** A brand's programme as it is now: out of memory, as long as nothing of it has changed. */
export function createProgrammeLoader(deps: ProgrammeDeps): LoadProgramme {
  const { tables, now } = deps;
  const versions = catalogVersionsOf(tables);
  const find = programmeFinder(deps, async (brand) => (await versions.find(brand.id, now())).settled);
  const held = heldAnswers<Programme>({ most: MOST_BRANDS, freshMs: FRESH_MS, now });
  return async (brand) => {
    const { token, settled } = await catalogVersionNow(tables, brand.id, now());
    return held(brand.id, () => find(brand, settled), `${brand.timeZone}|${token}`);
  };
}

/** As a process before kept it, or from the records; then kept, where no write may be on its way. */
function programmeFinder(
  { tables, now, newToken }: ProgrammeDeps,
  settledOf: (brand: Brand) => Promise<string | undefined>,
) {
  const kept = keptProgrammesOf(tables, newToken);

  /** Asked again after writing: who was erased meanwhile is not to come back by what was read before. */
  async function keep(brand: Brand, version: string, programme: Programme): Promise<void> {
    await kept.keep(brand.id, version, programme, now());
    if (named(brand, await settledOf(brand)) !== version) await kept.forget(brand.id);
  }

  return async (brand: Brand, settled: string | undefined): Promise<Programme> => {
    const version = named(brand, settled);
    const known = version && (await kept.find(brand.id, version));
    if (known) return known;
    const programme = await readProgramme(recordsOf(tables, brand.id), brand);
    if (version) await keep(brand, version, programme).catch(notKept);
    return programme;
  };
}

const named = (brand: Brand, settled: string | undefined): string | undefined =>
  settled && `${brand.timeZone}|${settled}`;

/** It is for the next process alone: without it that one reads the records. */
const notKept = (): void => {};
