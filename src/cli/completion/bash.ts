import type { CompletedCommand, CompletedOption } from './tree.ts';

/** Completion for bash 3.2 and later: `source <(cx-roi completion bash)`. */
export function bashCompletion(commands: readonly CompletedCommand[]): string {
  return `# bash completion for cx-roi: source <(cx-roi completion bash)
_cx_roi() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} command=\${COMP_WORDS[1]} words='' files=''
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    words='${commands.map(({ name }) => name).join(' ')} --help --version'
  else
    case $command in
${commands.map(commandCase).join('\n')}
    esac
  fi
  # Words first; where a file fits too, the shell completes its name.
  while IFS= read -r found; do COMPREPLY+=("$found"); done < <(compgen -W "$words" -- "$word")
  if [ -n "$files" ] && [ "\${word#-}" = "$word" ]; then
    compopt -o filenames 2>/dev/null
    while IFS= read -r found; do COMPREPLY+=("$found"); done < <(compgen -f -- "$word")
  fi
}
complete -F _cx_roi cx-roi
`;
}

function commandCase({ name, options, operands }: CompletedCommand): string {
  const flags = options.flatMap((option) => option.flags).join(' ');
  const values = valueCases(options);
  const rest = operandWords(operands);
  return `      ${name})
        case $before in
${values}          *) ${rest}; case $word in -*) words='${flags}' ;; esac ;;
        esac ;;`;
}

function operandWords(operands: CompletedCommand['operands']): string {
  if (operands === 'file') return 'files=yes';
  return operands === 'nothing' ? ':' : `words='${operands.join(' ')}'`;
}

function valueCases(options: readonly CompletedOption[]): string {
  const files = options.filter(({ expects }) => expects === 'file').flatMap(({ flags }) => flags);
  const texts = options.filter(({ expects }) => expects === 'text').flatMap(({ flags }) => flags);
  const choices = options.flatMap(({ flags, expects }) =>
    typeof expects === 'string' ? [] : [`          ${flags.join('|')}) words='${expects.join(' ')}' ;;\n`],
  );
  return [
    ...(files.length > 0 ? [`          ${files.join('|')}) files=yes ;;\n`] : []),
    ...(texts.length > 0 ? [`          ${texts.join('|')}) ;;\n`] : []),
    ...choices,
  ].join('');
}
