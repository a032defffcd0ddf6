// node image-plan.mjs DOCKERFILE: its steps as lines that try-image.sh runs, one shell-quoted command each:
// stage IMAGE NAME; at FOLDER; copy STAGE TO FROM…; run COMMAND; set NAME=VALUE…; as USER; healthy/start/with WORD…
import { readFileSync } from 'node:fs';

const lines = readFileSync(process.argv[2], 'utf8')
  .replace(/^#.*\n/gm, '')
  .replace(/\\\n\s*/g, '')
  .split('\n')
  .filter(Boolean);

/** What Docker itself does with these is nothing that a folder could show. */
const nothing = () => undefined;
const words = (text) => text.trim().split(/\s+/);
const list = (text) => JSON.parse(text.slice(text.indexOf('[')));
const STEPS = {
  FROM(text) {
    const [image, , name = 'last'] = words(text);
    return ['stage', image, name];
  },
  WORKDIR: (text) => ['at', text],
  RUN: (text) => ['run', text],
  ENV: (text) => ['set', ...words(text)],
  USER: (text) => ['as', text],
  COPY(text) {
    const [from] = /^--from=(\S+)\s+/.exec(text)?.slice(1) ?? [''];
    const names = words(text.replace(/^--from=\S+\s+/, ''));
    return ['copy', from, names.at(-1), ...names.slice(0, -1)];
  },
  HEALTHCHECK: (text) => ['healthy', ...list(text)],
  ENTRYPOINT: (text) => ['start', ...list(text)],
  CMD: (text) => ['with', ...list(text)],
  STOPSIGNAL: (text) => ['stop', text],
  VOLUME: (text) => ['volume', text],
  EXPOSE: nothing,
};

const quoted = (word) => `'${word.replaceAll("'", `'\\''`)}'`;
for (const line of lines) {
  const [, name, text] = /^([A-Z]+)\s+(.*)$/s.exec(line) ?? [];
  if (!STEPS[name]) throw new Error(`no step is known for: ${line}`);
  const step = STEPS[name](text);
  if (step) console.log(step.map(quoted).join(' '));
}
