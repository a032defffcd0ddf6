import { ENVIRONMENT_SETTINGS } from './settings.ts';
import { vouchApp } from './vouch-app.ts';

vouchApp(ENVIRONMENT_SETTINGS).synth();
