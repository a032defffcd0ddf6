// A worker does not inherit a TypeScript loader: it takes what was built.
import { setPriority } from 'node:os';
import { importBuilt } from '../built.mjs';

// On Linux this is the thread's own: followers' redirects go before counting.
setPriority(0, 4);
await importBuilt('background/background');
