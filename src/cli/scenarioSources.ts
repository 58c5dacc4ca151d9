import type { ScenarioSources } from '../app/scenarios.ts';
import { CxRoiError } from '../foundation/errors.ts';
import type { Invocation } from './invocation.ts';
import { type OptionKey, specOf } from './options.ts';
import { PROGRAMME_OPTIONS, SCENARIO_OPTIONS } from './ownOptions.ts';
import { scoreRequest } from './request.ts';
import type { Settings } from './settings.ts';

/** Scenarios and programme as the flags have them. */
export async function scenarioSources({ settings, io }: Invocation): Promise<ScenarioSources> {
  const levers = (Object.keys(SCENARIO_OPTIONS) as OptionKey[]).filter(
    (key) => !['scenario', 'scenarios'].includes(key),
  );
  const path = settings.text('scenarios');
  const text = path === null ? null : await io.readText(path);
  if (path !== null && text === null) {
    throw new CxRoiError('file_missing', 'no such file or folder', { location: { file: path } });
  }
  return {
    flags: membersOf(levers, settings),
    programme: membersOf(Object.keys(PROGRAMME_OPTIONS) as OptionKey[], settings),
    texts: settings.list('scenario'),
    file: path === null || text === null ? null : { name: path, text },
    targetEffort: (await scoreRequest([], settings, io)).score.targetEffort,
  };
}

/** Options as the members of a scenario. */
function membersOf(keys: readonly OptionKey[], settings: Settings) {
  return keys.flatMap((key) => settings.list(key).map((text) => [specOf(key).flag.slice(2), text] as const));
}
