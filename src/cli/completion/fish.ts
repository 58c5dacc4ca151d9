import type { CompletedCommand, CompletedOption, Expects } from './tree.ts';

/** Completion for fish: `cx-roi completion fish | source`. */
export function fishCompletion(commands: readonly CompletedCommand[]): string {
  const lines = commands.flatMap(({ name, summary, options, operands }) => [
    `complete -c cx-roi -n __fish_use_subcommand -a ${name} -d ${quoted(summary)}`,
    ...options.map((option) => optionLine(name, option)),
    ...operandLine(name, operands),
  ]);
  return `# fish completion for cx-roi: cx-roi completion fish | source
complete -c cx-roi -f
complete -c cx-roi -n __fish_use_subcommand -s h -l help -d 'this help'
complete -c cx-roi -n __fish_use_subcommand -s V -l version -d 'the version'
${lines.join('\n')}
`;
}

function optionLine(command: string, { flags, help, expects }: CompletedOption): string {
  const names = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`)).join(' ');
  return `complete -c cx-roi -n '__fish_seen_subcommand_from ${command}' ${names}${value(expects)} -d ${quoted(help)}`;
}

function value(expects: Expects): string {
  if (expects === 'nothing') return '';
  if (expects === 'file') return ' -r -F';
  return expects === 'text' ? ' -x' : ` -x -a ${quoted(expects.join(' '))}`;
}

function operandLine(command: string, operands: CompletedCommand['operands']): string[] {
  const where = `complete -c cx-roi -n '__fish_seen_subcommand_from ${command}'`;
  if (operands === 'nothing') return [];
  return [operands === 'file' ? `${where} -F` : `${where} -a ${quoted(operands.join(' '))}`];
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
