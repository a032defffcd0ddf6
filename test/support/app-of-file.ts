import { afterAll, beforeAll, expect } from 'vitest';
import { anApp, pageFailures, type TestApp } from './app-builders.ts';
import { type Engine, startEngine } from './engine.ts';

/**
 * The pages before the API on an engine of its own, for the tests of one file. After its last test no page may have
 * failed by our own fault.
 */
export function appOfFile(ofApi: Parameters<typeof anApp>[2] = {}) {
  let engine: Engine;
  let app: TestApp;
  beforeAll(async () => {
    engine = await startEngine();
    app = await anApp(engine, {}, ofApi);
  });
  afterAll(async () => {
    await engine.stop();
    expect(pageFailures).toEqual([]);
  });
  return {
    get engine() {
      return engine;
    },
    get app() {
      return app;
    },
  };
}
