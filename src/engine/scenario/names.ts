import type { Dataset } from '../../domain/dataset.ts';
import type { EffortLever, Scenario } from '../../domain/scenario.ts';
import { CxRoiError } from '../../foundation/errors.ts';
import { nearest } from '../../foundation/suggest.ts';
import { compareCodeUnits } from '../../foundation/text.ts';

/** Codes of the texts of a dictionary that a name stands for, whatever its case. */
export function codesNamed({ interactions }: Dataset, scope: 'topic' | 'channel', name: string): ReadonlySet<number> {
  const dictionary = interactions.dictionaries[scope];
  const wanted = folded(name);
  const codes = Array.from({ length: dictionary.size }, (_, code) => code);
  return new Set(codes.filter((code) => folded(dictionary.text(code)) === wanted));
}

/** Refuses a topic or channel that no contact has. @throws usage */
export function checkNames(dataset: Dataset, scenarios: readonly Scenario[]): void {
  for (const { name, levers } of scenarios) for (const lever of levers.effort) checkName(dataset, name, lever);
}

function checkName(dataset: Dataset, scenario: string, { scope, name }: EffortLever): void {
  if ((scope !== 'topic' && scope !== 'channel') || name === null) return;
  if (codesNamed(dataset, scope, name).size > 0) return;
  const { interactions } = dataset;
  const dictionary = interactions.dictionaries[scope];
  const known = Array.from({ length: dictionary.size }, (_, code) => dictionary.text(code)).sort(compareCodeUnits);
  const near = nearest(name, known);
  const listed = known.length === 0 ? `contacts carry no ${scope}` : `${scope}s: ${known.slice(0, 20).join(', ')}`;
  const hint = `${near === null ? '' : `did you mean ${near}? `}${listed}`;
  throw new CxRoiError('usage', `scenario "${scenario}": there is no ${scope} "${name}"`, { hint });
}

function folded(text: string): string {
  return text.trim().toLowerCase();
}
