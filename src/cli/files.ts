import { createReadStream, unlinkSync } from 'node:fs';
import { type FileHandle, lstat, open, readdir, readFile, realpath, rename, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join, normalize, sep } from 'node:path';
import type { Source } from '../domain/reading.ts';
import { CxRoiError, type ErrorCode } from '../foundation/errors.ts';
import { nearest } from '../foundation/suggest.ts';
import { compareCodeUnits } from '../foundation/text.ts';
import { isLike, isPattern } from './filePatterns.ts';

/** Files for `io.ts`: reading in large chunks, writing all or nothing, system errors in plain words. */

const CHUNK_BYTES = 1 << 20;
/** Customer data: for the owner's eyes only. */
const OWNER_ONLY = 0o600;

/** Temporary files to remove when the program is interrupted. */
const unfinished = new Set<string>();

export function removeUnfinished(): void {
  for (const path of unfinished) {
    try {
      unlinkSync(path);
    } catch {
      // It was renamed or removed in the meantime.
    }
  }
}

export async function fileSource(name: string): Promise<Source> {
  const info = await stat(name).catch(async (cause: unknown) => {
    throw readError(name, cause, isPattern(name) ? null : await nearestFile(name));
  });
  if (info.isDirectory()) throw directoryError(name);
  return { name, path: name, open: () => readChunks(name), ...(info.isFile() && { bytes: info.size }) };
}

/** The files that a pattern names, by name, with `*` and `?` in any part of the path; a file of that very name is it. */
export async function filesLike(pattern: string): Promise<readonly string[]> {
  if (!isPattern(pattern) || (await stat(pattern).catch(() => null)) !== null) return [pattern];
  const [root] = /^(?:[a-z]:)?[/\\]*/i.exec(pattern)!;
  let found: readonly string[] = [root];
  for (const part of normalize(pattern.slice(root.length)).split(sep)) {
    found = (await Promise.all(found.map((folder) => entriesLike(folder, part)))).flat();
  }
  const infos = await Promise.all(found.map((path) => stat(path).catch(() => null)));
  return found.filter((_, i) => infos[i] !== null && !infos[i]!.isDirectory()).sort(compareCodeUnits);
}

/** The paths that a part of a pattern names in a folder; what begins with a dot only where the pattern does. */
async function entriesLike(folder: string, part: string): Promise<readonly string[]> {
  if (!isPattern(part)) return [join(folder, part)];
  const names = await readdir(folder === '' ? '.' : folder).catch(() => []);
  const shown = names.filter((name) => part.startsWith('.') || !name.startsWith('.'));
  return shown.filter((name) => isLike(part, name)).map((name) => join(folder, name));
}

async function* readChunks(name: string): AsyncIterable<Uint8Array> {
  try {
    yield* createReadStream(name, { highWaterMark: CHUNK_BYTES });
  } catch (cause) {
    throw readError(name, cause);
  }
}

export async function readText(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') return null;
    throw readError(path, cause);
  }
}

/** A place that exists but is no regular file (`/dev/null`, a named pipe) is written to directly. */
async function isSpecial(path: string): Promise<boolean> {
  const info = await stat(path).catch(() => null);
  return info !== null && !info.isFile() && !info.isDirectory();
}

export async function checkWritable(path: string, force: boolean): Promise<void> {
  const info = await stat(path).catch(() => null);
  if (info?.isDirectory()) throw new CxRoiError('output_unwritable', 'this is a folder', { location: { file: path } });
  if (info?.isFile() && !force) throw existsError(path);
  const folder = await stat(dirname(path)).catch((cause: unknown) => {
    throw writeError(path, cause);
  });
  if (!folder.isDirectory())
    throw new CxRoiError('output_unwritable', 'this is not in a folder', { location: { file: path } });
}

/** Writes beside the target and renames, so that nobody ever sees half a file. */
export async function writeAtomically(
  path: string,
  chunks: Iterable<string | Uint8Array>,
  force: boolean,
): Promise<void> {
  try {
    if (await isSpecial(path)) return await fill(await open(path, 'w'), chunks);
    // A link stays a link: what it points to is replaced.
    const target = (await lstat(path).catch(() => null)) === null ? path : await realpath(path);
    const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
    unfinished.add(temporary);
    try {
      await fill(await open(temporary, 'w', OWNER_ONLY), chunks);
      await checkWritable(path, force);
      await rename(temporary, target);
    } catch (cause) {
      await unlink(temporary).catch(() => undefined);
      throw cause;
    } finally {
      unfinished.delete(temporary);
    }
  } catch (cause) {
    throw cause instanceof CxRoiError ? cause : writeError(path, cause);
  }
}

async function fill(file: FileHandle, chunks: Iterable<string | Uint8Array>): Promise<void> {
  try {
    for (const block of blocks(chunks)) await file.writeFile(block);
  } finally {
    await file.close();
  }
}

const BLOCK_UNITS = 1 << 16;

/** Small texts joined to blocks worth a system call; bytes as they are. */
export function* blocks(chunks: Iterable<string | Uint8Array>): Iterable<string | Uint8Array> {
  let block = '';
  for (const chunk of chunks) {
    if (typeof chunk !== 'string') {
      yield chunk;
      continue;
    }
    block += chunk;
    if (block.length < BLOCK_UNITS) continue;
    yield block;
    block = '';
  }
  if (block !== '') yield block;
}

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  ENOTDIR: 'a part of the path is not a folder',
  EACCES: 'permission denied',
  EPERM: 'the system does not permit it',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'too many links lead to each other',
  EIO: 'the disk reports an error',
};

const HINTS: Readonly<Record<string, string>> = {
  ENOENT: 'check the path; names with spaces need quotes',
  EACCES: 'see who may read it with ls -l, and allow it with chmod',
  ENOSPC: 'make room, or name a place on another disk',
};

function systemCode(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}

function words(cause: unknown): string {
  return WORDS[systemCode(cause)] ?? (cause instanceof Error ? cause.message : String(cause));
}

/** The file beside a missing one that may have been meant. */
async function nearestFile(name: string): Promise<string | null> {
  const folder = dirname(name);
  const near = nearest(basename(name), await readdir(folder).catch(() => []));
  return near === null ? null : join(folder, near);
}

function readError(name: string, cause: unknown, near: string | null = null): CxRoiError {
  const code = systemCode(cause);
  if (code === 'EISDIR') return directoryError(name);
  const kind: ErrorCode = code === 'ENOENT' || code === 'ENOTDIR' ? 'file_missing' : 'file_unreadable';
  const hint = near === null ? hintOf(code, name) : `did you mean ${near}?`;
  return new CxRoiError(kind, words(cause), { location: { file: name }, cause, ...(hint && { hint }) });
}

function hintOf(code: string, name: string): string | undefined {
  return code === 'ENOENT' && isPattern(name)
    ? 'no file is like it: * stands for anything, ? for a character'
    : HINTS[code];
}

function directoryError(name: string): CxRoiError {
  return new CxRoiError('file_is_directory', 'this is a folder, not a file', {
    location: { file: name },
    hint: 'name the files in it, for example with *.csv',
  });
}

export function existsError(path: string): CxRoiError {
  return new CxRoiError('output_exists', 'the file exists already', {
    location: { file: path },
    hint: 'choose another name, or overwrite it with --force',
  });
}

export function writeError(path: string, cause: unknown): CxRoiError {
  const code = systemCode(cause);
  const hint = code === 'ENOENT' ? `make the folder first: mkdir -p ${dirname(path)}` : HINTS[code];
  return new CxRoiError('output_unwritable', words(cause), { location: { file: path }, cause, ...(hint && { hint }) });
}
