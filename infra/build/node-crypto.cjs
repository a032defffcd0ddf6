/** `node:crypto` for what is bundled: an import of it as a module reads every name of it, and loads with one of them WebCrypto: a millisecond. */
module.exports = process.getBuiltinModule('node:crypto');
