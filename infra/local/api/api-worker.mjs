import { importBuilt } from '../built.mjs';
import { BEHIND_FOLLOWERS, stepBack } from '../engine/step-back.mjs';

stepBack(BEHIND_FOLLOWERS);
await importBuilt('api/api-thread');
