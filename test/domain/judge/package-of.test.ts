import { expect, it } from 'vitest';
import { appOfPackage, isPackageName } from '../../../shared/domain/judge/package-of.ts';

it.each([
  ['com.whatsapp', true],
  ['com.Slack', true],
  ['a.b_c.d1', true],
  [`a.${'b'.repeat(126)}`, true],
  [`a.${'b'.repeat(127)}`, false],
  ['XMLHttpRequest', false],
  ['.a.b', false],
  ['a.b.', false],
  ['a b.c', false],
  ['a/b.c', false],
  ['', false],
])('%s can be a package: %s', (text, can) => expect(isPackageName(text)).toBe(can));

it('an app is known by its package in any case', () => {
  expect(appOfPackage('com.whatsapp')).toMatchObject({ app: 'whatsapp', kind: 'messenger' });
  expect(appOfPackage('COM.Slack')).toMatchObject({ app: 'slack' });
  expect(appOfPackage('com.nobody.knows')).toBeUndefined();
});
