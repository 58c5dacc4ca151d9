import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { COST_FIELDS, CUSTOMER_FIELDS, INTERACTION_FIELDS } from '../../src/domain/fields.ts';
import { ERRORS } from '../../src/foundation/errors.ts';
import { COST_SYNONYMS } from '../../src/readers/costSynonyms.ts';
import { INTERACTION_SYNONYMS } from '../../src/readers/eventSynonyms.ts';
import { PRESETS } from '../../src/readers/presets.ts';
import { PROBLEMS } from '../../src/readers/problems.ts';
import { CUSTOMER_SYNONYMS } from '../../src/readers/synonyms.ts';

function page(name: string): string {
  return readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8').replace(/ {2,}/g, ' ');
}

/** The names in backticks that begin the rows of a page's tables. */
function rowsOf(text: string): string[] {
  return [...text.matchAll(/^\| `(\w+)` \|/gm)].map((match) => match[1]!);
}

it('every code is in docs/errors.md with its exit code, and no other', () => {
  const text = page('errors.md');
  expect(rowsOf(text).sort()).toEqual([...Object.keys(ERRORS), ...Object.keys(PROBLEMS)].sort());
  for (const [code, { exitCode }] of Object.entries(ERRORS)) expect(text).toContain(`| \`${code}\` | ${exitCode} |`);
});

it('every field and every preset is in docs/inputs.md', () => {
  const text = page('inputs.md');
  const fields = [CUSTOMER_FIELDS, INTERACTION_FIELDS, COST_FIELDS].flatMap(Object.keys);
  expect(rowsOf(text)).toEqual(fields);
  const presets = [...text.matchAll(/^- `([a-z-]+)`: /gm)].map((match) => match[1]);
  expect(presets).toEqual(PRESETS.map(({ name }) => name));
});

it('no synonym names two fields of one table', () => {
  for (const synonyms of [CUSTOMER_SYNONYMS, INTERACTION_SYNONYMS, COST_SYNONYMS]) {
    const words = Object.values(synonyms).flatMap((list) => list.map((word) => word.replace(/^~+/, '')));
    expect(words.filter((word, i) => words.indexOf(word) !== i)).toEqual([]);
  }
});
