import { readFileSync, writeFileSync } from 'node:fs';

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const CPU = {
  arm64: 'arm64',
  x64: 'x64',
  arm: 'arm',
  ppc64: 'ppc64',
  riscv64: 'riscv64',
  s390x: 's390x',
  ia32: 'ia32',
};
const added = [];
for (const [path, entry] of Object.entries({ ...lock.packages })) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (!path || lock.packages[`node_modules/${name}`] || lock.packages[`${path}/node_modules/${name}`])
      continue;
    if (!/^@(biomejs\/cli|oxc-parser\/binding)-/.test(name)) {
      console.log('other', path, name);
      continue;
    }
    const [os, cpu, libc = ''] = name
      .split('/')[1]
      .replace(/^(cli|binding)-/, '')
      .split('-');
    const made = {
      version,
      cpu: [CPU[cpu]],
      ...(entry.dev ? { dev: true } : {}),
      license: entry.license?.includes(' OR ') ? 'MIT OR Apache-2.0' : 'MIT',
      ...(os === 'linux' ? { libc: [libc.startsWith('musl') ? 'musl' : 'glibc'] } : {}),
      optional: true,
      os: [os],
    };
    if (!made.cpu[0]) throw new Error(name);
    lock.packages[`node_modules/${name}`] = made;
    added.push(name);
  }
}
const keys = Object.keys(lock.packages).sort((a, b) => a.localeCompare(b, 'en'));
lock.packages = Object.fromEntries(keys.map((k) => [k, lock.packages[k]]));
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);
console.log(added.length, 'added');
