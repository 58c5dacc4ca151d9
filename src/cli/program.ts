import { Command, CommanderError, Option } from 'commander';
import { CxRoiError, ERRORS } from '../foundation/errors.ts';
import type { CommandSpec } from './commandSpec.ts';
import { COMMANDS } from './commands.ts';
import { commandHelp, generalHelp, helpOn, shortHelp } from './help.ts';
import { layersBelow } from './layers.ts';
import type { OptionSpec } from './optionSpec.ts';
import { OPTION_KEYS, type OptionKey, specOf } from './options.ts';
import { RUNNERS } from './runners.ts';
import { type Layer, Settings } from './settings.ts';
import type { Io } from './shell.ts';

/** Parses the command line and runs the command it names. */
export async function runCommand(argv: readonly string[], io: Io): Promise<number> {
  if (argv.length === 0) {
    await io.write('stderr', [shortHelp()]);
    return ERRORS.usage.exitCode;
  }
  if (argv[0] === '-h' || argv[0] === '--help') {
    await io.write('stdout', [generalHelp()]);
    return 0;
  }
  const outcome = { exitCode: 0 };
  const program = buildProgram(argv, io, (exitCode) => {
    outcome.exitCode = exitCode;
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    throw error instanceof CommanderError ? usageError(error, argv) : error;
  }
  return outcome.exitCode;
}

function buildProgram(argv: readonly string[], io: Io, done: (exitCode: number) => void): Command {
  const program = new Command('cx-roi').exitOverride().helpOption(false).helpCommand(false);
  program.configureOutput({ writeOut: () => undefined, writeErr: () => undefined, outputError: () => undefined });
  for (const spec of COMMANDS) {
    const command = addCommand(program, spec, io, done);
    // The hundreds of options of the other commands are not asked for.
    if (argv.includes(spec.name)) addOptions(command, spec);
  }
  program
    .command('help')
    .argument('[topic]')
    .allowExcessArguments(false)
    .action(async (topic: string | undefined) => {
      await io.write('stdout', [topic === undefined ? generalHelp() : helpOn(topic)]);
    });
  return program;
}

function addOptions(command: Command, { options }: CommandSpec): void {
  const keys = options.flatMap(([, group]) => group);
  for (const key of keys) for (const option of commanderOptions(specOf(key))) command.addOption(option);
}

function addCommand(program: Command, spec: CommandSpec, io: Io, done: (exitCode: number) => void): Command {
  const command = program.command(spec.name).allowExcessArguments(false).option('-h, --help');
  command.helpOption(false).helpCommand(false);
  if (spec.operands !== '') command.argument(spec.operands);
  return command.action(async () => {
    const options = command.opts();
    if (options['help'] === true) {
      await io.write('stdout', [commandHelp(spec.name)]);
      return;
    }
    const flags = flagLayer(options);
    const settings = new Settings([flags, ...(await layersBelow(flags, io))]);
    done(await RUNNERS[spec.name]({ operands: command.args, settings, io }));
  });
}

function commanderOptions({ flag, short, value, repeatable, local, perFile }: OptionSpec): Option[] {
  const names = short === undefined ? flag : `${short}, ${flag}`;
  if (value === undefined) {
    const negative = local ? [] : [new Option(`--no-${flag.slice(2)}`)];
    return [new Option(names), ...negative];
  }
  const option = new Option(`${names} <${value}>`);
  if (repeatable || perFile)
    option.argParser((text: string, before: readonly string[] | undefined) => [...(before ?? []), text]);
  return [option];
}

/** What the command line itself says. */
function flagLayer(options: Readonly<Record<string, unknown>>): Layer {
  const values = new Map<OptionKey, readonly string[]>();
  for (const key of OPTION_KEYS) {
    const value = options[key];
    if (value === undefined) continue;
    const texts = Array.isArray(value) ? value.map(String) : [String(value)];
    for (const text of texts) refuseFlag(key, text);
    values.set(key, texts);
  }
  return { kind: 'flag', name: '', values };
}

/** `--output --json` forgot the value: the parser would take the next flag for it. */
function refuseFlag(key: OptionKey, text: string): void {
  if (!text.startsWith('--')) return;
  throw new CxRoiError('usage', `${specOf(key).flag} needs a value, but "${text}" follows`, {
    hint: `${specOf(key).flag} ${specOf(key).value ?? ''}: ${specOf(key).help}`,
  });
}

/** The parser's own words, without its prefix; its suggestion becomes the hint. */
function usageError(error: CommanderError, argv: readonly string[]): CxRoiError {
  const [message = '', suggestion] = error.message.replace(/^error: /, '').split('\n');
  const hint = suggestion?.replace(/^\((.*)\)$/, '$1') ?? fileHint(error, argv) ?? helpHint(argv);
  return new CxRoiError('usage', message, { hint, cause: error });
}

function helpHint([first]: readonly string[]): string {
  const command = COMMANDS.find(({ name }) => name === first);
  return command === undefined ? 'cx-roi help shows what there is' : `cx-roi help ${command.name} lists its options`;
}

/** `cx-roi data.csv` meant to score it. */
function fileHint({ code }: CommanderError, argv: readonly string[]): string | null {
  const unknown = code === 'commander.unknownCommand' || code === 'commander.excessArguments';
  const file = argv.find((argument) => /[./]/.test(argument));
  return unknown && file !== undefined ? `to score a file: cx-roi score ${file}` : null;
}
