import { basename } from 'node:path';

/** A value that is said of one file. */
export interface FileValue {
  readonly file: string;
  readonly value: string;
}

/** `orders.csv:;` said of one of these files, by its path or its name alone; null for a value that names none. */
export function fileValue(text: string, files: readonly string[]): FileValue | null {
  const found = files
    .flatMap((file) => [file, basename(file)].map((name) => ({ file, name })))
    .filter(({ name }) => text.startsWith(`${name}:`) && text.length > name.length + 1)
    .sort((a, b) => b.name.length - a.name.length)[0];
  return found === undefined ? null : { file: found.file, value: text.slice(found.name.length + 1) };
}

/** Whether a pattern, with `*` for anything and `?` for one character, is the path of a file or its name. */
export function matchesFile(pattern: string, file: string): boolean {
  const names = [file, basename(file)];
  return names.includes(pattern) || names.some((name) => isLike(pattern, name));
}

/** Whether a text may be a pattern: it has `*` or `?`. */
export function isPattern(text: string): boolean {
  return /[*?]/.test(text);
}

/** Whether a name is that of a pattern. */
export function isLike(pattern: string, name: string): boolean {
  const wild = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${wild}$`, 's').test(name);
}
