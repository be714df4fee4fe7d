import type { CommandWords } from './command-words.js';

/** The shells that can be told what kapwa understands. */
export type ShellName = 'bash' | 'zsh' | 'fish';

/** One way for bash and zsh: which command the words so far have come to, then what can follow. */
function bashScript(words: readonly CommandWords[]): string {
  const paths = words.map(({ path }) => path).filter((path) => path !== '');
  const cases = words.map(
    ({ path, commands, options }) =>
      `    '${path}') words='${[...commands, ...options].join(' ')}' ;;`,
  );
  return `_kapwa() {
  local path='' next words='' at
  for ((at = 1; at < COMP_CWORD; at++)); do
    next="\${path:+$path }\${COMP_WORDS[at]}"
    case "$next" in
      ${paths.map((path) => `'${path}'`).join('|')}) path="$next" ;;
    esac
  done
  case "$path" in
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _kapwa kapwa
`;
}

function fishLines({ path, commands, options }: CommandWords): readonly string[] {
  const seen = path
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => `__fish_seen_subcommand_from ${word}`);
  const alone =
    commands.length > 0 ? [`not __fish_seen_subcommand_from ${commands.join(' ')}`] : [];
  const when = [...seen, ...alone].join('; and ');
  const begin = `complete -c kapwa${when === '' ? '' : ` -n '${when}'`}`;
  return [
    ...(commands.length > 0 ? [`${begin} -f -a '${commands.join(' ')}'`] : []),
    ...options.map((option) => `${begin} -l ${option.slice(2)}`),
  ];
}

/** What a shell has to read, to complete the words of kapwa. */
export function completionScript(shell: ShellName, words: readonly CommandWords[]): string {
  if (shell === 'fish') return `${words.flatMap(fishLines).join('\n')}\n`;
  if (shell === 'bash') return bashScript(words);
  return `autoload -U +X compinit && compinit -u\nautoload -U +X bashcompinit && bashcompinit\n${bashScript(words)}`;
}
