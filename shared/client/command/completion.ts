import { Mistyped } from './connection.ts';

/** What completes `vouch` in a shell: `source <(vouch completion bash)`. */
export function completion(
  shell: string | undefined,
  verbs: readonly string[],
  options: readonly string[],
): string {
  const words = [...verbs, ...options.map((name) => `--${name}`)].join(' ');
  if (shell === 'bash') return `complete -W "${words}" vouch`;
  if (shell === 'zsh') return `#compdef vouch\ncompdef '_arguments "*: :(${words})"' vouch`;
  if (shell === 'fish')
    return [
      ...verbs.map((verb) => `complete -c vouch -f -n __fish_use_subcommand -a ${verb}`),
      ...options.map((name) => `complete -c vouch -l ${name}`),
    ].join('\n');
  throw new Mistyped('vouch completion bash | zsh | fish');
}
