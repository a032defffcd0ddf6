import type { Click } from './click.ts';

/** The hit stays counted as it was; who made it, and with what, is gone. */
export function withoutPerson({ visitor: _, country: __, fbclid: ___, ...click }: Click): Click {
  const { referrerHost: ____, ...verdict } = click.verdict;
  return {
    ...click,
    verdict: { ...verdict, evidence: [] } as Click['verdict'],
    raw: { method: '', query: '', headers: {} },
  };
}

/** An exported hour, one click a line, with one click's person taken out; the same text where it holds none. */
export function eraseFromLines(lines: string, clickId: string): string {
  const start = lines.indexOf(`{"id":${JSON.stringify(clickId)}`);
  if (start < 0) return lines;
  const ending = lines.indexOf('\n', start);
  const end = ending < 0 ? lines.length : ending;
  const erased = JSON.stringify(withoutPerson(JSON.parse(lines.slice(start, end)) as Click));
  return lines.slice(0, start) + erased + lines.slice(end);
}
