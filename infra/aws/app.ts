import { settingsOrExit } from './asked-settings.ts';
import { ENVIRONMENT_SETTINGS } from './settings.ts';
import { vouchApp } from './vouch-app.ts';

/** `npm run deploy` names the environment that it is about; `npm run synth` checks all. */
const asked = process.argv[2];

vouchApp(settingsOrExit(ENVIRONMENT_SETTINGS, asked)).synth();
