import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { matchesFile } from '../../src/cli/filePatterns.ts';
import { checkWritable, existsError, fileSource, filesLike } from '../../src/cli/files.ts';
import { main } from '../../src/cli/main.ts';
import type { Io } from '../../src/cli/shell.ts';

export interface Shell {
  /** Files by name; names that are not here are looked up on disk, from the project's root. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string | Uint8Array;
  /** Opening an input fails as only a bug can. */
  readonly broken?: boolean;
  /** Files that are not given are those of the disk, with its own errors. */
  readonly disk?: true;
  /** Standard input and output are a terminal of this width. */
  readonly terminal?: number;
}

export interface Transcript {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly written: ReadonlyMap<string, string>;
}

/** Runs the whole program in this process, with a world of its own. */
export async function run(argv: readonly string[], shell: Shell = {}): Promise<Transcript> {
  const text = { stdout: '', stderr: '' };
  const written = new Map<string, string>();
  const exitCode = await main(argv, fakeIo(shell, text, written));
  return { exitCode, ...text, written };
}

/** The transcript as one text: command, exit code, both streams and the files written. */
export async function transcript(argv: readonly string[], shell: Shell = {}): Promise<string> {
  const { exitCode, stdout, stderr, written } = await run(argv, shell);
  const parts = [`$ cx-roi ${argv.join(' ')}`, `exit code: ${exitCode}`];
  if (stdout !== '') parts.push('', '--- stdout', stdout.trimEnd());
  if (stderr !== '') parts.push('', '--- stderr', stderr.trimEnd());
  for (const [name, content] of written) parts.push('', `--- ${name}`, content.trimEnd());
  return `${parts.join('\n')}\n`;
}

function fakeIo(shell: Shell, text: { stdout: string; stderr: string }, written: Map<string, string>): Io {
  const stream = { isTerminal: shell.terminal !== undefined, columns: shell.terminal ?? null };
  const files = new Map(Object.entries(shell.files ?? {}));
  const refuse = async (path: string, force: boolean) => {
    if (files.has(path) && !force) throw existsError(path);
  };
  return {
    version: '0.1.0',
    runtime: 'node on test',
    env: shell.env ?? {},
    stdin: { ...stream, isTerminal: shell.stdin === undefined },
    stdout: stream,
    stderr: stream,
    userConfigFolder: 'home/.config/cx-roi',
    source: async (name) => {
      if (shell.broken) throw new Error('broken on purpose');
      if (shell.disk && name !== '-' && !files.has(name)) return fileSource(name);
      const bytes = name === '-' ? Buffer.from(shell.stdin ?? '') : await bytesOf(name, files);
      return { name, open: () => Readable.from([bytes], { objectMode: true }) };
    },
    filesLike: async (pattern) => {
      const like = [...files.keys()].filter((name) => matchesFile(pattern, name)).sort();
      return like.length > 0 ? like : filesLike(pattern);
    },
    readText: async (path) => {
      const content = files.get(path);
      return content === undefined ? null : Buffer.from(content).toString('utf8');
    },
    checkWritable: async (path, force) => {
      await refuse(path, force);
      if (shell.disk && !files.has(path)) await checkWritable(path, force);
    },
    memoryBytes: 16e9,
    now: () => 0,
    draw: (drawn) => {
      text.stderr += drawn;
    },
    write: async (target, chunks) => {
      for (const chunk of chunks) text[target] += chunk;
      return true;
    },
    events: () => ({
      source: { name: '-', open: () => Readable.from([Buffer.from(shell.stdin ?? '')], { objectMode: true }) },
      interrupted: () => false,
    }),
    writeFile: async (path, chunks, force) => {
      await refuse(path, force);
      written.set(path, [...chunks].join(''));
    },
  };
}

async function bytesOf(name: string, files: ReadonlyMap<string, string | Uint8Array>): Promise<Uint8Array> {
  const content = files.get(name);
  if (content !== undefined) return Buffer.from(content);
  await fileSource(name);
  return readFile(name);
}
