import { parentPort, workerData } from 'node:worker_threads';
import { stepBack } from './step-back.mjs';
import { createStoreServer } from './store-server.mjs';

/**
 * The embedded engine in a thread of its own: it dies with the process, so nothing is left behind that holds the
 * data folder's lock, and the product's own event loop stays free. It listens on a Unix socket that only the folder's
 * owner can reach, and on no port: it looks at no signature, so a port would be open to every user and web page.
 * Plain JavaScript, because a worker does not inherit the TypeScript loader.
 */
stepBack(2);
const server = createStoreServer(workerData.path, workerData.copyTo);

server.on('error', (reason) => parentPort?.postMessage({ failed: reason.message }));
server.listen(workerData.socketPath, () => parentPort?.postMessage({ listening: true }));
