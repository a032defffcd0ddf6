import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, it } from 'vitest';

/**
 * A fact with two homes is right in one of them only, the day it changes. Closed lists stand in vocabulary.ts, in their
 * schema or beside the one rule that reads them; whoever else needs one imports it.
 */
const sources = productFiles().map((file) => ({ file, source: parse(file, readFileSync(file, 'utf8')) }));

it('keeps each closed list of three words or more in one file', () => {
  /** The client is shipped alone, without zod: `vouch listen` names the events that the API lets it ask for. */
  const told = sources.filter(({ file }) => !file.startsWith('shared/client/'));
  expect(severalHomes(told.flatMap(closedLists))).toEqual([]);
});

it('finds a list that was written out again, in whatever order', () => {
  const again = [
    { file: 'one.ts', source: parse('one.ts', `const A = ['open', 'shut', 'ajar'] as const;`) },
    { file: 'two.ts', source: parse('two.ts', `type B = 'shut' | 'ajar' | 'open';`) },
  ];
  expect(severalHomes(again.flatMap(closedLists))).toEqual(['ajar | open | shut: one.ts, two.ts']);
});

it('gives each exported name one meaning', () => {
  /** Lambda asks each function for a `handler`; a page's table and a store's live in rooms that never meet;
   *  `createVouch` is the package's door, and the checkout's. */
  const known = /^(?:handler|Table|createVouch): /;
  expect(severalHomes(sources.flatMap(exportedNames)).filter((name) => !known.test(name))).toEqual([]);
});

it('writes an hour or a day out in milliseconds nowhere but in units.ts', () => {
  const byHand = /\b(?:3_?600_?000|86_?400_?000)\b/;
  /** The client is shipped alone; a `.mjs` runs before anything could read TypeScript. */
  const alone = /^shared\/client\/|\.mjs$/;
  const offenders = sources.filter(({ file, source }) => !alone.test(file) && byHand.test(source.text));
  expect(offenders.map(({ file }) => file)).toEqual([]);
});

type Said = { what: string; file: string };
type Read = { file: string; source: ts.SourceFile };

function closedLists({ file, source }: Read): Said[] {
  const found: Said[] = [];
  const visit = (node: ts.Node): void => {
    const words = wordsOf(node);
    if (words && words.length >= 3) found.push({ what: [...words].sort().join(' | '), file });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function exportedNames({ file, source }: Read): Said[] {
  return source.statements.flatMap((statement) => {
    const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
    if (!modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
    const names: (ts.Node | undefined)[] = ts.isVariableStatement(statement)
      ? statement.declarationList.declarations.map(({ name }) => name)
      : [(statement as ts.DeclarationStatement).name];
    return names.flatMap((name) => (name && ts.isIdentifier(name) ? [{ what: name.text, file }] : []));
  });
}

function wordsOf(node: ts.Node): string[] | undefined {
  const literals = ts.isUnionTypeNode(node)
    ? node.types.map((type) => (ts.isLiteralTypeNode(type) ? type.literal : type))
    : ts.isArrayLiteralExpression(node)
      ? [...node.elements]
      : [];
  return literals.every(ts.isStringLiteral) ? literals.map(({ text }) => text) : undefined;
}

function severalHomes(said: readonly Said[]): string[] {
  const homes = new Map<string, Set<string>>();
  for (const { what, file } of said) homes.set(what, (homes.get(what) ?? new Set()).add(file));
  return [...homes]
    .filter(([, files]) => files.size > 1)
    .map(([what, files]) => `${what}: ${[...files].join(', ')}`);
}

function productFiles(): string[] {
  return execFileSync('git', ['ls-files', '*.ts', '*.tsx', '*.mjs'], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .filter((file) => !file.startsWith('test/'));
}

function parse(file: string, text: string): ts.SourceFile {
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false, kind);
}
