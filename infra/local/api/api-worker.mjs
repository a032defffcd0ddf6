import { importBuilt } from '../built.mjs';
import { stepBack } from '../engine/step-back.mjs';

stepBack(2);
await importBuilt('api/api-thread');
