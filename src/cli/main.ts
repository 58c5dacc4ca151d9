import { CxRoiError } from '../foundation/errors.ts';
import type { Io } from './shell.ts';

/** The program: arguments in, exit code out. The only place that catches errors. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(argv, io);
  } catch (error) {
    return await report(error, argv, io);
  }
}

async function dispatch(argv: readonly string[], io: Io): Promise<number> {
  const [first] = argv;
  if (argv.length === 1 && (first === '--version' || first === '-V')) {
    await io.write('stdout', [`cx-roi ${io.version}\n`]);
    return 0;
  }
  const { runCommand } = await import('./program.ts');
  return runCommand(argv, io);
}

async function report(error: unknown, argv: readonly string[], io: Io): Promise<number> {
  const { errorMessage } = await import('../app/messages.ts');
  const { colorWanted } = await import('./color.ts');
  // The options may be what failed, so they are looked for in the plain arguments.
  const errors = argv.find(
    (argument, i) => argument === '--errors=json' || (argument === 'json' && argv[i - 1] === '--errors'),
  );
  const flag = argv.includes('--no-color') ? false : argv.includes('--color') ? true : null;
  const style = {
    json: errors !== undefined || io.env['CX_ROI_ERRORS'] === 'json',
    color: colorWanted(flag, io.env, io.stderr),
  };
  const known = error instanceof CxRoiError ? error : bug(error, io);
  await io.write('stderr', errorMessage(known, style).chunks);
  if (argv.includes('--debug')) await io.write('stderr', [`${stackOf(error)}\n`]);
  return known.exitCode;
}

function bug(error: unknown, { version, runtime }: Io): CxRoiError {
  const message = error instanceof Error ? error.message : String(error);
  return new CxRoiError('internal', `this is a bug in cx-roi ${version} (${runtime}): ${message}`, {
    hint: 'please report it with the command line and, if you can, a few rows of the file; --debug shows where it failed',
    cause: error,
  });
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\ncaused by: ${stackOf(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}
