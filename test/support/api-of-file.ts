import { afterAll, beforeAll, expect } from 'vitest';
import type { ApiDeps } from '../../functions/api/deps.ts';
import { anApi, type TestApi } from './api-builders.ts';
import { type Engine, startEngine } from './engine.ts';

/**
 * The whole API on an engine of its own, for the tests of one file: started before its own `beforeAll`, stopped after
 * its last test.
 */
export function apiOfFile(overrides: Partial<ApiDeps> = {}) {
  let engine: Engine;
  let api: TestApi;
  beforeAll(async () => {
    engine = await startEngine();
    api = await anApi(engine, overrides);
  });
  afterAll(() => engine.stop());

  /** What the first brand makes by a POST that must succeed. */
  async function made<T = { id: string }>(path: string, body: object): Promise<T> {
    const { status, json, text } = await api.sock.as.post(path, body);
    expect(status, `${path} ${text}`).toBe(201);
    return json as T;
  }

  return {
    get engine() {
      return engine;
    },
    get api() {
      return api;
    },
    /** The first brand's owner. */
    as: () => api.sock.as,
    made,
  };
}
