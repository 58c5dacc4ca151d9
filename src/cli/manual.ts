import type { CommandSpec } from './commandSpec.ts';
import { COMMANDS } from './commands.ts';
import { type OptionKey, specOf } from './options.ts';
import { TOPICS } from './topics.ts';

/** The manual page in man(7) macros, from the same tables as the help. */
export function manualPage(version: string): string {
  const keys = [...new Set(COMMANDS.flatMap(({ options }) => options.flatMap(([, group]) => group)))];
  return [
    `.TH CX-ROI 1 "" "cx-roi ${plain(version)}" "User Commands"`,
    '.SH NAME',
    'cx\\-roi \\- what a customer is really worth, from the exports you have',
    '.SH SYNOPSIS',
    '.B cx\\-roi',
    '.I COMMAND',
    '[\\fIFILE\\fR...] [\\fIoptions\\fR]',
    '.SH COMMANDS',
    ...COMMANDS.flatMap(command),
    '.SH OPTIONS',
    'Which options a command takes, cx\\-roi help COMMAND says.',
    ...keys.flatMap(option),
    ...TOPICS.flatMap(({ name, text }) => [`.SH ${plain(name.toUpperCase())}`, ...verbatim(text())]),
    '',
  ].join('\n');
}

function command({ name, summary, operands, examples }: CommandSpec): string[] {
  return [
    '.TP',
    `.B cx\\-roi ${plain(`${name} ${operands}`.trim())}`,
    sentence(summary),
    ...examples.flatMap(([line, what]) => ['.br', `${plain(line)} \\(em ${plain(what)}`]),
  ];
}

function option(key: OptionKey): string[] {
  const { flag, short, value, help, fallback, repeatable } = specOf(key);
  const names = [short, flag].flatMap((name) => (name === undefined ? [] : [`\\fB${plain(name)}\\fR`])).join(', ');
  const text = `${help}${repeatable ? ', repeatable' : ''}${fallback === undefined ? '' : ` [${fallback}]`}`;
  return ['.TP', value === undefined ? names : `${names} \\fI${plain(value)}\\fR`, sentence(text)];
}

function verbatim(text: string): string[] {
  // The first line of a topic is its heading.
  return ['.nf', ...text.trimEnd().split('\n').slice(2).map(plain), '.fi'];
}

function sentence(text: string): string {
  return plain(`${text[0]!.toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`);
}

/** Text that no macro processor acts on: a line that begins with a dot or an apostrophe would be a request. */
function plain(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll('~', '\\(ti')
    .replaceAll('^', '\\(ha')
    .replaceAll(/[^\n\x20-\x7e]/gu, (character) => `\\[u${hex(character)}]`);
  return /^[.']/.test(escaped) ? `\\&${escaped}` : escaped;
}

function hex(character: string): string {
  return character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
}
