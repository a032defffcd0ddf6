import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Mistyped } from '../../shared/client/command/connection.ts';
import { type ImportWish, importFile } from '../../shared/client/command/import/import-file.ts';
import { createVouch } from '../../shared/client/vouch.ts';
import type { Tenant, TestApi } from './api-builders.ts';

export type Imported = { code: number; text: string; said: string; answer: never };

/**
 * `vouch import` on files of one folder, against an app. `stopAfter`: so many writes are let through; `isHeard`: the next
 * is heard and only its answer lost.
 */
export function importsInto(api: TestApi, tenant: Tenant = api.sock) {
  const folder = mkdtempSync(join(tmpdir(), 'vouch-import-'));
  let writes = 0;
  const connect = (stopAfter = Number.POSITIVE_INFINITY, isHeard = false) =>
    createVouch({
      baseUrl: 'https://vou.ch',
      apiKey: tenant.ownerKey,
      retries: 0,
      fetch: async (request) => {
        const isOver = isWrite(request) && ++writes > stopAfter;
        const answer = isOver && !isHeard ? undefined : await api.app.request(request);
        if (isOver || !answer) throw new TypeError('ECONNREFUSED');
        return answer;
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
      isHeard?: boolean,
    ): Promise<Imported> {
      const said: string[] = [];
      writes = 0;
      const connection = { vouch: connect(stopAfter, isHeard), url: 'https://vou.ch' };
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
    /** How many there were in the last run. */
    writes: () => writes,
    clean: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const isWrite = ({ method, url }: Request): boolean => method !== 'GET' && !url.includes('dryRun=true');
