import { CxRoiError } from '../foundation/errors.ts';
import { nearest } from '../foundation/suggest.ts';
import type { CommandSpec } from './commandSpec.ts';
import { COMMANDS } from './commands.ts';
import type { OptionSpec } from './optionSpec.ts';
import { type OptionKey, specOf } from './options.ts';
import { TOPICS, type Topic } from './topics.ts';

/** Help texts, at most 80 columns wide, built from the tables of commands and options. */

const WIDTH = 80;
const PURPOSE =
  'cx-roi: what a customer is really worth once effort, retention and replacement\ncost are counted, from the exports you have.';

export function shortHelp(): string {
  return `${PURPOSE}

  cx-roi score customers.csv interactions.csv
  cat export.json | cx-roi score --json

cx-roi help shows everything.
`;
}

export function generalHelp(): string {
  const examples = COMMANDS.flatMap((command) => command.examples.slice(0, 1));
  return `${PURPOSE}

Usage: cx-roi COMMAND [options]

Examples:
${columns(examples, 50)}
Commands:
${columns(COMMANDS.map(({ name, summary }) => [name, summary]))}
cx-roi help COMMAND lists its options. cx-roi help TOPIC explains one of:
${columns(TOPICS.map(({ name, summary }) => [name, summary]))}
Options:
${columns([
  ['-h, --help', 'this help'],
  ['-V, --version', 'the version'],
])}`;
}

/** Help on a command or a topic. @throws usage when it is neither */
export function helpOn(name: string): string {
  if (COMMANDS.some((command) => command.name === name)) return commandHelp(name);
  const topic = topicNamed(name);
  if (topic !== undefined) return topic.text();
  const names = [...COMMANDS, ...TOPICS].map((known) => known.name);
  const near = nearest(name, names);
  const hint = `${near === null ? '' : `Did you mean ${near}? `}There is help on ${names.join(', ')}`;
  throw new CxRoiError('usage', `there is no command or topic "${name}"`, { hint });
}

function topicNamed(name: string): Topic | undefined {
  return TOPICS.find((known) => known.name === name);
}

/** Help on a command, followed by the topic of its name. */
export function commandHelp(name: string): string {
  const command = COMMANDS.find((known) => known.name === name)!;
  const topic = topicNamed(name);
  const summary = `${command.summary[0]!.toUpperCase()}${command.summary.slice(1)}.`;
  const usage = ['cx-roi', command.name, command.operands, '[options]'].filter((part) => part !== '').join(' ');
  const note = !command.operands.includes('FILE')
    ? ''
    : '\nNo FILE, or -, reads standard input. Rates are written 0.4 or 40%.\n';
  const groups = command.options.map(([heading, keys]) => `\n${heading}:\n${optionLines(keys)}`).join('');
  const help = columns([['-h, --help', 'this help']], FLAG_COLUMNS);
  return `${summary}\n\nUsage: ${usage}\n\nExamples:\n${exampleLines(command)}${note}${groups}${help}${topic === undefined ? '' : `\n${topic.text()}`}`;
}

function exampleLines({ examples }: CommandSpec): string {
  return columns(examples, 50);
}

const FLAG_COLUMNS = 33;

function optionLines(keys: readonly OptionKey[]): string {
  return columns(
    keys.map((key) => [flagWords(specOf(key)), optionWords(specOf(key))]),
    FLAG_COLUMNS,
  );
}

function flagWords({ flag, short, value }: OptionSpec): string {
  const names = short === undefined ? flag : `${short}, ${flag}`;
  return value === undefined ? names : `${names} ${value}`;
}

function optionWords({ help, fallback, repeatable }: OptionSpec): string {
  return `${help}${repeatable ? ', repeatable' : ''}${fallback === undefined ? '' : ` [${fallback}]`}`;
}

/** Two columns, the second wrapped. */
function columns(rows: readonly (readonly [string, string])[], least = 0): string {
  const left = Math.max(least - 4, ...rows.map(([name]) => name.length));
  const lines = rows.flatMap(([name, words]) =>
    wrapped(words, WIDTH - left - 4).map((line, i) => `  ${(i === 0 ? name : '').padEnd(left)}  ${line}`),
  );
  return `${lines.join('\n')}\n`;
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (joined.length > width && line !== '') {
      lines.push(line);
      line = word;
    } else line = joined;
  }
  return [...lines, line];
}
