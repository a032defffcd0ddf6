import { ENVIRONMENTS } from './settings.ts';
import { vouchApp } from './vouch-app.ts';

vouchApp(ENVIRONMENTS).synth();
