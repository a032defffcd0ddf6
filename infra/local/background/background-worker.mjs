// A worker does not inherit a TypeScript loader: it takes what was built.
import { importBuilt } from '../built.mjs';
import { BEHIND_ANSWERS, stepBack } from '../engine/step-back.mjs';

stepBack(BEHIND_ANSWERS);
await importBuilt('background/background');
