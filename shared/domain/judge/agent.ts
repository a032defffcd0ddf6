import { type AppSeen, appOf } from './app-of.ts';
import { isMachine } from './bot-agent.ts';
import { type DeviceReading, deviceOf } from './device-of.ts';
import { fetcherOf, type PreviewFetch } from './fetcher-of.ts';

/** Everything that one user agent tells. */
export type Agent = DeviceReading & {
  app: AppSeen | undefined;
  preview: PreviewFetch | undefined;
  bot: boolean;
};

const LONGEST_REMEMBERED = 512;
const REMEMBERED = 1000;

const memory = new Map<string, Agent>();

/**
 * Reads a user agent, remembering the last thousand: a viral post is opened by few distinct ones. The memory changes
 * the cost only, never the answer; long strings are not kept, so hostile headers cannot fill it.
 */
export function readAgent(header: string): Agent {
  const known = memory.get(header);
  if (known) return known;
  const agent = readAfresh(header);
  if (header.length <= LONGEST_REMEMBERED) {
    if (memory.size >= REMEMBERED) memory.clear();
    memory.set(header, agent);
  }
  return agent;
}

/** The same reading without the memory: what the first sight of a user agent costs. A missing one is a machine's. */
export function readAfresh(userAgent: string): Agent {
  const { device, os, browser, engine, webview } = deviceOf(userAgent);
  const app = appOf(userAgent);
  const fetcher = fetcherOf(userAgent);
  const preview = fetcher === 'bot' ? undefined : fetcher;
  const bot = preview === undefined && isMachine(userAgent, app, fetcher);
  return { device, os, browser, engine, webview, app, preview, bot };
}
