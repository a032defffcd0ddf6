/** `node infra/local/run.mjs NAME …`: the product (`main`) or one of its commands (`commands/keys`), as built. */
import { importBuilt } from './built.mjs';

const [name] = process.argv.splice(2, 1);
await importBuilt(name);
