import { readFileSync } from 'node:fs';
import { homedir, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Source } from '../domain/reading.ts';
import {
  blocks,
  checkWritable,
  fileSource,
  filesLike,
  readText,
  removeUnfinished,
  writeAtomically,
  writeError,
} from './files.ts';
import { main } from './main.ts';
import type { EventStream, Io, Stream } from './shell.ts';

/** The only place that touches the process. */

/** Signals that end the program, with the exit codes that shells give them. */
const ENDINGS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

function streamOf(stream: { isTTY?: boolean; columns?: number }): Stream {
  return { isTerminal: stream.isTTY === true, columns: stream.columns ?? null };
}

function processIo(): Io {
  const { env, stdin, stdout, stderr } = process;
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return {
    version,
    runtime: `node ${process.version} on ${process.platform}`,
    env,
    stdin: streamOf(stdin),
    stdout: streamOf(stdout),
    stderr: streamOf(stderr),
    userConfigFolder: join(env['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'cx-roi'),
    source: async (name) => (name === '-' ? stdinSource() : fileSource(name)),
    filesLike,
    readText,
    checkWritable,
    memoryBytes: memoryOfMachine(),
    now: () => performance.now(),
    draw: (text) => void stderr.write(text),
    write: (stream, chunks) => writeStream(process[stream], chunks),
    writeFile: writeAtomically,
    events: eventStream,
  };
}

/** What an interruption does instead of ending the program, once. */
let onInterruption: (() => void) | null = null;

function eventStream(): EventStream {
  let interrupted = false;
  onInterruption = () => {
    interrupted = true;
    process.stdin.destroy();
  };
  const open = async function* () {
    try {
      yield* process.stdin;
    } catch (cause) {
      if (!interrupted) throw cause;
    }
  };
  return { source: { name: '-', open }, interrupted: () => interrupted };
}

/** The least of what the machine has and what a container is given. */
function memoryOfMachine(): number {
  const confined = process.constrainedMemory();
  return confined > 0 ? Math.min(confined, totalmem()) : totalmem();
}

function stdinSource(): Source {
  return { name: '-', open: () => process.stdin };
}

/** Whoever reads may stop reading (`| head -1`): then so do we, without a word. */
async function writeStream(stream: NodeJS.WriteStream, chunks: Iterable<string | Uint8Array>): Promise<boolean> {
  let broken = false;
  for (const block of blocks(chunks)) {
    if (broken) return false;
    await new Promise<void>((resolve, reject) => {
      stream.write(block, (cause) => {
        if (cause === null || cause === undefined) return resolve();
        broken = 'code' in cause && cause.code === 'EPIPE';
        return broken ? resolve() : reject(writeError('standard output', cause));
      });
    });
  }
  return !broken;
}

/** Runs the program in this process: arguments in, exit code out. */
export async function run(): Promise<void> {
  // Errors of a stream reach the callback of the write that met them; unheard they would end the process.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  for (const [signal, code] of Object.entries(ENDINGS)) {
    process.on(signal, () => {
      if (signal === 'SIGINT' && onInterruption !== null) {
        onInterruption();
        onInterruption = null;
        return;
      }
      removeUnfinished();
      // Nothing may run on after an interruption, so this is the one place that leaves at once.
      process.exit(code);
    });
  }
  process.exitCode = await main(process.argv.slice(2), processIo());
}
