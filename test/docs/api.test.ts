import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const page = readFileSync(join(ROOT, 'docs/api.md'), 'utf8');
const examples = [...page.matchAll(/```ts\n(.*?)```\n\n```text\n(.*?)```/gs)].map(([, code, output]) => ({
  code: code!,
  output: output!,
}));

/** Runs a piece of code as a program of its own, with the library's sources in the place of the package. */
function outputOf(code: string): string {
  // Inside the project, so that packages are found.
  const folder = mkdtempSync(join(ROOT, 'node_modules/.cx-roi-api-'));
  try {
    const file = join(folder, 'example.mts');
    writeFileSync(file, code.replaceAll("from 'cx-roi'", `from '${join(ROOT, 'src/index.ts')}'`));
    return execFileSync(process.execPath, ['--import', 'tsx', file], { cwd: ROOT, encoding: 'utf8' });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('docs/api.md', () => {
  test('has examples', () => {
    expect(examples.length).toBeGreaterThanOrEqual(3);
  });

  test.each(
    examples.map(({ code, output }, i) => [i + 1, code, output] as const),
  )('example %i prints what it says', (_, code, output) => {
    expect(outputOf(code)).toBe(output);
  });

  test('importing the library prints nothing, opens no file and leaves nothing running', () => {
    const watched = `
      import fs from 'node:fs';
      const before = JSON.stringify(process.memoryUsage !== undefined && Object.keys(globalThis));
      await import('cx-roi');
      const after = JSON.stringify(process.memoryUsage !== undefined && Object.keys(globalThis));
      console.log(before === after, process.getActiveResourcesInfo().filter((name) => name !== 'TTYWrap' && name !== 'PipeWrap'));
    `.replace("import('cx-roi')", `import('${join(ROOT, 'src/index.ts')}')`);
    expect(outputOf(watched)).toBe('true []\n');
  });
});
