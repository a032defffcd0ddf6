// A worker does not inherit the TypeScript loader: register it, then run the duties.
import { setPriority } from 'node:os';
import { register } from 'tsx/esm/api';

// On Linux this is the thread's own: followers' redirects go before counting.
setPriority(0, 4);
register();
await import('./background.ts');
