// A worker does not inherit the TypeScript loader: register it, then run the duties.
import { register } from 'tsx/esm/api';

register();
await import('./background.ts');
