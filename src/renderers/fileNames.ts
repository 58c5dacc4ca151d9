import { visible } from '../foundation/visible.ts';
import { fileWords } from './diagnostics.ts';

/** Files by their own names, without the way to them; where two have one name, with as much of it as tells them apart. */
export function fileNames(files: readonly string[]): string[] {
  const parts = files.map((file) => file.split(/[\\/]/));
  return files.map((file, i) => {
    const own = parts[i]!;
    let told = 1;
    while (
      told < own.length &&
      parts.some((other, k) => files[k] !== file && ending(other, told) === ending(own, told))
    )
      told++;
    return visible(fileWords(ending(own, told)));
  });
}

function ending(parts: readonly string[], count: number): string {
  return parts.slice(-count).join('/');
}
