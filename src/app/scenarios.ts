import type { Scenario } from '../domain/scenario.ts';
import { CxRoiError } from '../foundation/errors.ts';

/** Where scenarios come from, as written. */
export interface ScenarioSources {
  /** Levers given as flags make a scenario of their own. */
  readonly flags: readonly (readonly [name: string, value: unknown])[];
  /** What the flags say of the programme holds for every scenario that does not say it itself. */
  readonly programme: readonly (readonly [name: string, value: unknown])[];
  /** `name: effort=-30%, programme-cost=30000`. */
  readonly texts: readonly string[];
  readonly file: { readonly name: string; readonly text: string } | null;
  /** Effort that easier experience reaches, for the scenarios that stand where none was asked for. */
  readonly targetEffort: number;
}

/** Scenarios in the order flags, texts, file. @throws usage or config for what cannot be understood */
export async function scenariosFrom(sources: ScenarioSources): Promise<readonly Scenario[]> {
  const readers = await import('../readers/scenarios.ts');
  const { flags, programme, texts, file, targetEffort } = sources;
  const named = flags.map(([name, value]) => `${name}=${String(value)}`).join(', ');
  const scenarios = [
    ...(flags.length === 0 ? [] : [readers.scenarioFromMembers(named, [...flags, ...programme], { code: 'usage' })]),
    ...texts.map((text) => readers.scenarioFromText(text, programme)),
    ...(file === null ? [] : await readers.scenariosFromFile(file.text, file.name, programme)),
  ];
  if (scenarios.length > 0) return distinct(scenarios);
  const usual = [`Easier: effort-to=${targetEffort}`, 'Longer: retention=+5'];
  return usual.map((text) => readers.scenarioFromText(text, programme));
}

function distinct(scenarios: readonly Scenario[]): readonly Scenario[] {
  const names = scenarios.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice === undefined) return scenarios;
  throw new CxRoiError('usage', `two scenarios are called "${twice}"`, { hint: 'give each a name of its own' });
}
