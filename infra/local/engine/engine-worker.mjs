import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { createStoreServer } from './store-server.mjs';

/**
 * The embedded engine in a thread of its own: it dies with the process, so nothing is left behind that holds the
 * data folder's lock, and the product's own event loop stays free.
 * Plain JavaScript, because a worker does not inherit the TypeScript loader.
 */
// On Linux this is the thread's own: followers' redirects go before bookkeeping.
setPriority(0, 2);
const server = createStoreServer(workerData.path);

server.on('error', (reason) => parentPort?.postMessage({ failed: reason.message }));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  parentPort?.postMessage({ port: typeof address === 'object' && address ? address.port : 0 });
});
