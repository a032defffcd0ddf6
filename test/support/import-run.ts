import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Mistyped } from '../../shared/client/command/connection.ts';
import { type ImportWish, importFile } from '../../shared/client/command/import/import-file.ts';
import { createVouch } from '../../shared/client/vouch.ts';
import type { Tenant, TestApi } from './api-builders.ts';

export type Imported = { code: number; text: string; said: string; answer: never };

/** `vouch import` on files of one folder, against an app; `stopAfter`: requests that writes are let through. */
export function importsInto(api: TestApi, tenant: Tenant = api.sock) {
  const folder = mkdtempSync(join(tmpdir(), 'vouch-import-'));
  let writes = 0;
  const connect = (stopAfter = Number.POSITIVE_INFINITY) =>
    createVouch({
      baseUrl: 'https://vou.ch',
      apiKey: tenant.ownerKey,
      retries: 0,
      fetch: async (request) => {
        if (request.method !== 'GET' && ++writes > stopAfter) throw new TypeError('ECONNREFUSED');
        return api.app.request(request);
      },
    });
  return {
    folder,
    file(name: string, content: string | Uint8Array): string {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    },
    async run(
      file: string,
      wish: Omit<ImportWish, 'file' | 'say'> = {},
      stopAfter?: number,
    ): Promise<Imported> {
      const said: string[] = [];
      writes = 0;
      const connection = { vouch: connect(stopAfter), url: 'https://vou.ch' };
      try {
        const {
          answer,
          text,
          code = 0,
        } = await importFile(connection, {
          'as-of': '2026-10-04',
          ...wish,
          file,
          say: (line) => void said.push(line),
        });
        return { code, text, said: said.join('\n'), answer: answer as never };
      } catch (failure) {
        if (!(failure instanceof Mistyped)) throw failure;
        return { code: 2, text: failure.message, said: said.join('\n'), answer: undefined as never };
      }
    },
    clean: () => rmSync(folder, { recursive: true, force: true }),
  };
}
