import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { idFromBytes } from '../../shared/domain/id.ts';
import {
  KEY_PATTERN,
  newSecret,
  readKeyText,
  writeKeyText,
} from '../../shared/domain/sealed/api-key-text.ts';

const root = new URL('../../', import.meta.url);
const page = readFileSync(new URL('docs/security.md', root), 'utf8');
const aKey = () =>
  writeKeyText({
    keyId: idFromBytes('key', randomBytes(10)) as `key_${string}`,
    secret: newSecret(randomBytes),
  });

/** What else must never be committed: private keys, AWS keys, webhook secrets. */
const OTHERS = [
  /-----BEGIN (RSA |EC |OPENSSH )?PRIVATE KEY-----/,
  /\bAKIA[0-9A-Z]{16}\b/,
  /\bwhsec_[A-Za-z0-9+/]{32,}={0,2}/,
];
/** Vectors published with Standard Webhooks. */
const PUBLISHED = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

it('the pattern that docs/security.md publishes is the one of the code, and finds a thousand new keys', () => {
  expect(page).toContain(KEY_PATTERN.source);
  for (let i = 0; i < 1_000; i++) {
    const key = aKey();
    expect(`Authorization: Bearer ${key}"`.match(KEY_PATTERN)?.[0]).toBe(key);
    expect(readKeyText(key)).toBeDefined();
  }
});

it('the checksum tells a key from a lookalike', () => {
  const key = aKey();
  const lookalikes = Array.from({ length: 200 }, (_, i) => {
    const at = 6 + (i % (key.length - 6));
    const letter = key[at] === '7' ? '8' : '7';
    return key[at] === '_' ? undefined : key.slice(0, at) + letter + key.slice(at + 1);
  });
  for (const lookalike of lookalikes) if (lookalike) expect(readKeyText(lookalike)).toBeUndefined();
});

it('no file of the repository holds a key, a private key or another secret', () => {
  const files = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0');
  const found: string[] = [];
  for (const file of files) {
    if (!file || !existsSync(new URL(file, root))) continue;
    const text = readFileSync(new URL(file, root), 'latin1').replaceAll(PUBLISHED, '');
    for (const [match] of text.matchAll(new RegExp(KEY_PATTERN.source, 'g')))
      if (readKeyText(match)) found.push(`${file}: ${match.slice(0, 12)}…`);
    for (const pattern of OTHERS) if (pattern.test(text)) found.push(`${file}: ${pattern.source}`);
  }
  expect(found).toEqual([]);
});
