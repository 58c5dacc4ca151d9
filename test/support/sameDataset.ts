import type { Dataset } from '../../src/domain/dataset.ts';
import type { ReadOutcome } from '../../src/domain/reading.ts';

/** Everything that a reading tells but for who read: two outcomes are the same where the texts of this are. */
export function tellingOf({ dataset, inputs, diagnostics, warnings }: ReadOutcome): Readonly<Record<string, string>> {
  const { customers, interactions: table } = dataset;
  const told: Record<string, unknown> = {
    ids: dataset.customerIds,
    facts: dataset.facts,
    listed: [customers.rows, ...customers.listed],
    interactions: [table.rows, ...table.start],
    timeMs: [...table.timeMs],
    kind: [...table.kind],
    inputs: inputs.map(({ engine: _, engineBecause: __, ...rest }) => rest),
    diagnostics,
    warnings,
  };
  for (const [field, values] of customers.numbers) told[`customers.${field}`] = Array.from(values, String);
  for (const [field, { codes, dictionary }] of customers.texts) {
    told[`customers.${field}`] = Array.from(codes, (code) => (code < 0 ? null : dictionary.text(code)));
  }
  for (const [name, values] of Object.entries(table.columns)) told[name] = columnTexts(table, name, values);
  return Object.fromEntries(Object.entries(told).map(([name, value]) => [name, JSON.stringify(value)]));
}

function columnTexts(
  { dictionaries }: Dataset['interactions'],
  name: string,
  values: ArrayLike<number>,
): (string | null)[] {
  if (!(name in dictionaries)) return Array.from(values, String);
  const dictionary = dictionaries[name as 'channel'];
  return Array.from(values, (code) => (code < 0 ? null : dictionary.text(code)));
}
