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
  if (names.includes(pattern)) return true;
  const wild = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const matcher = new RegExp(`^${wild}$`, 's');
  return names.some((name) => matcher.test(name));
}
