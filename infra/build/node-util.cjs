/** `node:util` for what is bundled: an import of it as a module reads every name of it, and loads what stands behind them: 4 ms. */
module.exports = process.getBuiltinModule('node:util');
