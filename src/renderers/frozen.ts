import type { FrozenOptions, FrozenReading } from '../domain/inspection.ts';
import { visible, visibleJson } from '../foundation/visible.ts';
import { shellWord } from './shellWords.ts';

const ROLE_FLAGS = { customers: '--customers', interactions: '--interactions', costs: '--ledger' } as const;

/** The arguments that freeze the reading, an option with its value or a file in each group. */
export function argumentsOf({ config, files }: FrozenReading): string[][] {
  const own = files.flatMap((file) => optionArguments(file.config, `${file.name}:`));
  return [...files.map(fileArguments), ...optionArguments(config, ''), ...own];
}

/** Options with their values, of one file where a prefix names it. */
function optionArguments(config: FrozenOptions, prefix: string): string[][] {
  return Object.entries(config).flatMap(([name, value]) => {
    const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    if (typeof value === 'string') return [[flag, prefix + value]];
    return Object.entries(value).map(([field, header]) => [flag, `${prefix}${field}=${header}`]);
  });
}

/** A file that is nothing in particular stands by itself; a dash in front would make an option of it. */
function fileArguments({ name, role }: FrozenReading['files'][number]): string[] {
  if (role !== 'auto') return [ROLE_FLAGS[role], name];
  return [name.startsWith('-') && name !== '-' ? `./${name}` : name];
}

/** The command line that freezes the reading, in pieces that fit a line each. */
export function commandPieces(frozen: FrozenReading): string[] {
  return ['cx-roi score', ...argumentsOf(frozen).map((words) => words.map(shellWord).join(' '))];
}

/** The config as lines of YAML. */
export function configLines({ config, files }: FrozenReading): string[] {
  const sections = files.flatMap(({ name, role, config: own }) => {
    const kind = role === 'auto' ? {} : { kind: role };
    const lines = optionLines({ ...kind, ...own });
    return lines.length === 0 ? [] : [`  ${yamlText(name)}:`, ...lines.map((line) => `    ${line}`)];
  });
  return [...optionLines(config), ...(sections.length === 0 ? [] : ['files:', ...sections])];
}

function optionLines(config: FrozenOptions): string[] {
  return Object.entries(config).flatMap(([name, value]) => {
    if (typeof value !== 'string') {
      return [`${name}:`, ...Object.entries(value).map(([field, header]) => `  ${field}: ${yamlText(header)}`)];
    }
    return [`${name}: ${name === 'headerLine' ? value : yamlText(value)}`];
  });
}

/** A text as YAML: plain where nothing could take it for something else, else as JSON, which YAML contains. */
function yamlText(text: string): string {
  const plain = /^[A-Za-z][\w -]*\w$/.test(text) && !/^(?:true|false|null|yes|no|on|off)$/i.test(text);
  return plain ? text : visibleJson(JSON.stringify(text));
}

/** A whole config file: the reading frozen, and beside it what else can be said there, commented out. */
export function* renderConfig(
  frozen: FrozenReading,
  offered: readonly { readonly name: string; readonly value: string; readonly help: string }[],
): Iterable<string> {
  yield `# How ${frozen.files.map(({ name }) => visible(name)).join(' and ')} ${frozen.files.length === 1 ? 'is' : 'are'} read.\n`;
  yield '# Flags win over this file; cx-roi config --show-origin shows what holds.\n\n';
  for (const line of configLines(frozen)) yield `${line}\n`;
  if (frozen.files.some(({ role }) => role !== 'auto'))
    yield '# A name under files may hold * for anything, such as orders-*.csv.\n';
  for (const words of frozen.open) yield `# left as recognised: ${visible(words)}\n`;
  yield '\n# What else can be said; take the first # away to set it.\n';
  const width = Math.max(...offered.map(({ name, value }) => name.length + value.length));
  for (const { name, value, help } of offered) yield `# ${`${name}: ${value}`.padEnd(width + 2)}  # ${help}\n`;
}
