import type { AppKind, AppSeen } from './app-of.ts';
import { APP_PACKAGES } from './tables/app-packages.ts';

/** Read at first use: most hits name no package, and a fresh function should answer soon. */
let byPackage: Map<string, AppSeen> | undefined;
const LONGEST_PACKAGE = 128;

/** The app of an Android package name; letter case does not count (`com.Slack`). */
export function appOfPackage(packageName: string): AppSeen | undefined {
  byPackage ??= parsePackages(APP_PACKAGES);
  return byPackage.get(packageName.toLowerCase());
}

/** Whether the text can be a package at all: `XMLHttpRequest` and garbage in `X-Requested-With` cannot. */
export function isPackageName(text: string): boolean {
  if (text.length > LONGEST_PACKAGE || !text.includes('.')) return false;
  return /^[A-Za-z0-9_.]+$/.test(text) && !text.startsWith('.') && !text.endsWith('.');
}

function parsePackages(table: string): Map<string, AppSeen> {
  const apps = new Map<string, AppSeen>();
  for (const line of table.split('\n')) {
    const [app = '', kind = '', ...packages] = line.split(' ');
    for (const name of packages)
      apps.set(name.startsWith('.') ? `com${name}` : name, { app, kind: kind as AppKind });
  }
  return apps;
}
