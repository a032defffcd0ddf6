/**
 * After npm ci: the Node that came with it has its name in node_modules/.bin. npm before 11.12 takes that link away again
 * together with the Nodes of other processors, which it leaves out (findings/npm-takes-the-other-platforms-command.sh).
 */
import { existsSync, symlinkSync } from 'node:fs';

const own = `node-${process.platform}-${process.arch}/bin/node`;
if (existsSync(`node_modules/${own}`) && !existsSync('node_modules/.bin/node'))
  symlinkSync(`../${own}`, 'node_modules/.bin/node');
