/**
 * `node:http` for what is bundled: an ES module's import of it reads every name, and with one of them all of undici, 23 ms of
 * a start. Asked of the process, it is loaded without.
 */
module.exports = process.getBuiltinModule('node:http');
