import { CHOICES } from '../choices.ts';
import type { CommandSpec } from '../commandSpec.ts';
import { COMMANDS } from '../commands.ts';
import { specOf } from '../options.ts';
import { TOPICS } from '../topics.ts';

/** What can follow an option: nothing (a switch), a file, one of some words, or a text nobody can guess. */
export type Expects = 'nothing' | 'file' | 'text' | readonly string[];

export interface CompletedOption {
  /** `--output`, and `-o` where there is one. */
  readonly flags: readonly string[];
  readonly help: string;
  readonly expects: Expects;
}

export interface CompletedCommand {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly CompletedOption[];
  /** What its operands are. */
  readonly operands: 'nothing' | 'file' | readonly string[];
}

/** The command tree as completions need it, from the same tables as the help. */
export function completedCommands(): readonly CompletedCommand[] {
  const topics = [...COMMANDS, ...TOPICS].map(({ name }) => name);
  return [
    ...COMMANDS.map(completed),
    { name: 'help', summary: 'explain a command or a topic', options: [], operands: topics },
  ];
}

function completed({ name, summary, operands, options }: CommandSpec): CompletedCommand {
  const help: CompletedOption = { flags: ['-h', '--help'], help: 'this help', expects: 'nothing' };
  return { name, summary, options: [...options.flatMap(([, keys]) => keys).map(option), help], operands: of(operands) };
}

function option(key: Parameters<typeof specOf>[0]): CompletedOption {
  const { flag, short, value, help } = specOf(key);
  const flags = short === undefined ? [flag] : [short, flag];
  return { flags, help, expects: value === undefined ? 'nothing' : (CHOICES[key] ?? textOrFile(value)) };
}

function textOrFile(value: string): Expects {
  return /FILE/.test(value) ? 'file' : 'text';
}

/** `[bash|zsh|fish]` are words, anything with FILE is a file. */
function of(operands: string): CompletedCommand['operands'] {
  if (/FILE|\.json/i.test(operands)) return 'file';
  const words = operands.match(/[a-z]+/g);
  return words ?? 'nothing';
}
