import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApiServer } from '../../infra/local/api/api-server.ts';
import { type Behind, createHandOver } from '../../infra/local/api/hand-over.ts';

/** What answers behind the listener, at a socket of its own as in the product, but in this thread. */
export async function behindASocket(
  fetch: Parameters<typeof createApiServer>[0],
  more: Partial<Behind> = {},
) {
  const folder = mkdtempSync(join(tmpdir(), 'vouch-'));
  const socketPath = join(folder, 'api.sock');
  const server: Server = createApiServer(fetch);
  await new Promise<void>((resolve) => server.listen(socketPath, resolve));
  const behind: Behind = { socketPath, ready: async () => {}, hear: () => {}, ...more };
  return {
    server,
    others: createHandOver(behind),
    close(): void {
      server.closeAllConnections();
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
