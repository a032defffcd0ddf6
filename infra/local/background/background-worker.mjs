// A worker does not inherit a TypeScript loader: it takes what was built.
import { importBuilt } from '../built.mjs';
import { stepBack } from '../engine/step-back.mjs';

stepBack(4);
await importBuilt('background/background');
