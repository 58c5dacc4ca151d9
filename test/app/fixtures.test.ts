import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { generatedFiles } from '../../fixtures/generate.ts';

test('the generator gives the committed fixtures byte for byte', () => {
  for (const [path, content] of generatedFiles()) {
    const committed = readFileSync(new URL(`../../fixtures/${path}`, import.meta.url), 'utf8');
    expect(committed === content, path).toBe(true);
  }
});
