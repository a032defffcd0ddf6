/**
 * After npm ci: the Node that came with it has its name in node_modules/.bin. npm before 11.12 takes that link away again
 * together with the Nodes of other platforms, which it leaves out: `npm rebuild` makes it anew.
 */
import { execSync } from 'node:child_process';
import { existsSync } from 'node:fs';

if (!existsSync('node_modules/.bin/node')) execSync('npm rebuild --ignore-scripts', { stdio: 'ignore' });
