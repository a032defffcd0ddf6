import { Mistyped } from './connection.ts';

/** What may be typed: each verb with its options, and what may stand behind an option, or behind a verb. */
type Typed = {
  verbs: Readonly<Record<string, readonly string[]>>;
  values: Readonly<Record<string, readonly string[]>>;
  everywhere: readonly string[];
};

/** What completes `vouch` in a shell: `source <(vouch completion bash)`. Where nothing else fits it is a file. */
export function completion(shell: string | undefined, typed: Typed): string {
  const lines = SHELLS[shell ?? '']?.(typed);
  if (!lines) throw new Mistyped('vouch completion bash | zsh | fish');
  return lines.join('\n');
}

const SHELLS: Readonly<Record<string, (typed: Typed) => string[]>> = {
  bash: (typed) => [
    '_vouch() {',
    `  local word=\${COMP_WORDS[COMP_CWORD]}`,
    '  local words=""',
    `  case \${COMP_WORDS[COMP_CWORD-1]} in`,
    ...behind(typed).map(([before, words]) => `    ${before}) words="${words}" ;;`),
    `    *) [[ $word == -* ]] && case \${COMP_WORDS[1]} in`,
    ...optionsOf(typed).map(([verb, options]) => `      ${verb}) words="${options}" ;;`),
    '    esac ;;',
    '  esac',
    `  [ $COMP_CWORD = 1 ] && words="${Object.keys(typed.verbs).join(' ')}"`,
    '  COMPREPLY=($(compgen -W "$words" -- "$word"))',
    '}',
    'complete -o default -F _vouch vouch',
  ],
  zsh: (typed) => [
    '#compdef vouch',
    '_vouch() {',
    `  (( CURRENT == 2 )) && { compadd ${Object.keys(typed.verbs).join(' ')}; return; }`,
    '  case $words[CURRENT-1] in',
    ...behind(typed).map(([before, words]) => `    ${before}) compadd ${words}; return ;;`),
    '  esac',
    '  [[ $words[CURRENT] == -* ]] || { _files; return; }',
    '  case $words[2] in',
    ...optionsOf(typed).map(([verb, options]) => `    ${verb}) compadd -- ${options} ;;`),
    '  esac',
    '}',
    'compdef _vouch vouch',
  ],
  fish: ({ verbs, values, everywhere }) => [
    ...Object.keys(verbs).map((verb) => `complete -c vouch -f -n __fish_use_subcommand -a ${verb}`),
    ...Object.entries(verbs).flatMap(([verb, options]) => [
      ...(values[verb]
        ? [`complete -c vouch -f -n '__fish_seen_subcommand_from ${verb}' -a '${values[verb].join(' ')}'`]
        : []),
      ...options.map((name) => {
        const words = values[`--${name}`];
        return `complete -c vouch -n '__fish_seen_subcommand_from ${verb}' -l ${name}${words ? ` -x -a '${words.join(' ')}'` : ''}`;
      }),
    ]),
    ...everywhere.map((name) => `complete -c vouch -l ${name}`),
  ],
};

const behind = ({ values }: Typed): [string, string][] =>
  Object.entries(values).map(([before, words]) => [before, words.join(' ')]);

const optionsOf = ({ verbs, everywhere }: Typed): [string, string][] =>
  Object.entries(verbs).map(([verb, options]) => [
    verb,
    [...options, ...everywhere].map((name) => `--${name}`).join(' '),
  ]);
