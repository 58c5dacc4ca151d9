import type { CompletedCommand, CompletedOption, Expects } from './tree.ts';

/** Completion for zsh: written to a file `_cx-roi` in a folder of `$fpath`. */
export function zshCompletion(commands: readonly CompletedCommand[]): string {
  return `#compdef cx-roi
# zsh completion for cx-roi: cx-roi completion zsh > "\${fpath[1]}/_cx-roi"
_cx_roi() {
  local -a commands
  commands=(
${commands.map(({ name, summary }) => `    ${quoted(`${name}:${summary.replaceAll(':', '\\:')}`)}`).join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    _arguments '--help[this help]' '--version[the version]'
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${commands.map(commandCase).join('\n')}
  esac
}
if [ "$funcstack[1]" = _cx-roi ]; then _cx_roi "$@"; else compdef _cx_roi cx-roi; fi
`;
}

function commandCase({ name, options, operands }: CompletedCommand): string {
  const lines = [...options.map(optionSpec), ...operandSpec(operands)];
  return `    ${name}) _arguments -s \\\n${lines.map((line) => `      ${line}`).join(' \\\n')} ;;`;
}

function optionSpec({ flags, help, expects }: CompletedOption): string {
  const text = help.replaceAll(/[[\]\\:]/g, (mark) => `\\${mark}`);
  const names = flags.length === 1 ? flags[0]! : `{${flags.join(',')}}`;
  const shared = flags.length === 1 ? '' : quoted(`(${flags.join(' ')})`);
  return `${shared}${names}${quoted(`[${text}]${valueSpec(expects)}`)}`;
}

function valueSpec(expects: Expects): string {
  if (expects === 'nothing') return '';
  if (expects === 'file') return ':file:_files';
  return expects === 'text' ? ':value: ' : `:value:(${expects.join(' ')})`;
}

function operandSpec(operands: CompletedCommand['operands']): string[] {
  if (operands === 'nothing') return [];
  return [quoted(operands === 'file' ? '*:file:_files' : `*:what:(${operands.join(' ')})`)];
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
