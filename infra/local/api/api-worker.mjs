import { setPriority } from 'node:os';
import { importBuilt } from '../built.mjs';

// On Linux this is the thread's own: followers' redirects go before lists and reports.
setPriority(0, 2);
await importBuilt('api/api-thread');
