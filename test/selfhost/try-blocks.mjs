// node try-blocks.mjs PAGE FOLDER: each block of commands of a page, in a file named after its chapter and place.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [page, folder] = process.argv.slice(2);
for (const chapter of readFileSync(page, 'utf8').split(/^## /m).slice(1)) {
  const number = chapter.split('.')[0];
  for (const [index, [, commands]] of [...chapter.matchAll(/```sh\n(.*?)```/gs)].entries())
    writeFileSync(join(folder, `${number}-${index + 1}.sh`), commands);
}
