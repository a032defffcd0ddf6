import { deviceOf } from '../../../shared/domain/judge/device-of.ts';
import { appName } from '../../../shared/domain/judge/tables/app-names.ts';

/** In words that its owner recognises: "Firefox on Linux", "Safari on iPad". */
export function browserName(userAgent: string): string {
  const { browser, os, device } = deviceOf(userAgent);
  const system = os === 'ios' ? (device === 'tablet' ? 'iPad' : 'iPhone') : os === 'other' ? '' : appName(os);
  const name = browser === 'other' || browser === 'webview' ? '' : appName(browser);
  return [name, system].filter((part) => part !== '').join(' on ') || 'A browser';
}
