import * as z from 'zod';
import type { Scenario } from '../domain/scenario.ts';
import { CxRoiError } from '../foundation/errors.ts';
import { nearest } from '../foundation/suggest.ts';
import { parseYaml } from './config.ts';
import { LEVER_NAMES, scenarioFrom, scenarioSchema } from './scenarioSchema.ts';

/** Members of a scenario as they were written, names in any of our spellings. */
type ScenarioMembers = readonly (readonly [name: string, value: unknown])[];

/** Where a scenario was written: what an error about it is called. */
interface Origin {
  readonly code: 'usage' | 'config';
  readonly file?: string;
}

/** `name: effort=-30%, programme-cost=30000`; without a name the levers name it. @throws usage */
export function scenarioFromText(text: string, programme: ScenarioMembers): Scenario {
  const [colon, equals] = [text.indexOf(':'), text.indexOf('=')];
  const named = colon >= 0 && (equals < 0 || colon < equals);
  const levers = named ? text.slice(colon + 1) : text;
  const members = levers.split(',').map((part) => {
    const at = part.indexOf('=');
    if (at < 1) throw notALever(part.trim());
    return [part.slice(0, at).trim(), part.slice(at + 1).trim()] as const;
  });
  const name = named ? text.slice(0, colon).trim() : levers.trim();
  return scenarioFromMembers(name, withProgramme(members, programme), { code: 'usage' });
}

function notALever(part: string): CxRoiError {
  const hint = "a scenario is written 'name: effort=-30%, programme-cost=30000'";
  return new CxRoiError('usage', `"${part}" is not of the form LEVER=VALUE`, { hint });
}

const FILE_HINT = 'a scenario file holds `scenarios:`, a list, each with a `name` and its levers';

/** What the command line says of the programme, where the scenario does not say it itself; flows given need none. */
function withProgramme(members: ScenarioMembers, programme: ScenarioMembers): ScenarioMembers {
  const own = new Set(members.map(([name]) => folded(name)));
  if (own.has(folded('cashFlows'))) return members;
  return [...members, ...programme.filter(([name]) => !own.has(folded(name)))];
}

/** The scenarios of a YAML or JSON file. @throws config with the file, and the place where it is not YAML */
export async function scenariosFromFile(
  text: string,
  file: string,
  programme: ScenarioMembers,
): Promise<readonly Scenario[]> {
  const content = await parseYaml(text, file);
  const list = z.strictObject({ scenarios: z.array(z.looseObject({ name: z.string().min(1) })).min(1) });
  const found = list.safeParse(content);
  if (!found.success) {
    const [issue] = found.error.issues;
    const message = `this is no scenario file: ${issue!.path.join('.') || 'its top'}: ${issue!.message}`;
    throw new CxRoiError('config', message, { location: { file }, hint: FILE_HINT });
  }
  // The content itself is taken: a copy would lose a member called __proto__.
  const { scenarios } = content as { readonly scenarios: readonly { readonly name: string }[] };
  return scenarios.map((scenario) => {
    const members = Object.entries(scenario).filter(([name]) => name !== 'name');
    return scenarioFromMembers(scenario.name, withProgramme(members, programme), { code: 'config', file });
  });
}

/** @throws usage or config for an unknown lever, with the nearest, or for a value that cannot be one */
export function scenarioFromMembers(name: string, members: ScenarioMembers, origin: Origin): Scenario {
  const found = scenarioSchema.safeParse(gathered(name, members, origin));
  if (found.success) return scenarioFrom(name, members.map(asWritten), found.data);
  const [issue] = found.error.issues;
  if (issue?.code === 'unrecognized_keys') throw unknownLever(name, issue.keys[0]!, origin);
  const lever = issue!.path.map(String).map(kebab).join('.');
  const message = lever === '' ? issue!.message : `${lever}: ${issue!.message}`;
  throw errorOf(`scenario "${name}": ${message}`, origin);
}

/** As an object; levers that may be said several times gather, the others may not. */
function gathered(scenario: string, members: ScenarioMembers, origin: Origin): Record<string, unknown> {
  const all: Record<string, unknown> = Object.create(null);
  for (const [written, value] of members) {
    const name = LEVER_NAMES.find((known) => folded(known) === folded(written)) ?? written;
    if (!(name in all)) all[name] = value;
    else if (SEVERAL.has(name)) all[name] = [all[name], value].flat();
    else throw errorOf(`scenario "${scenario}": ${kebab(name)} is given twice`, origin);
  }
  return all;
}

const SEVERAL = new Set(['effortTopic', 'effortChannel', 'effortBand']);

function unknownLever(scenario: string, lever: string, origin: Origin): CxRoiError {
  const near = nearest(lever, LEVER_NAMES);
  const hint = `${near === null ? '' : `did you mean ${kebab(near)}? `}levers: ${LEVER_NAMES.map(kebab).join(', ')}`;
  return errorOf(`scenario "${scenario}": there is no lever "${lever}"`, origin, hint);
}

function errorOf(message: string, { code, file }: Origin, hint?: string): CxRoiError {
  return new CxRoiError(code, message, {
    ...(hint === undefined ? {} : { hint }),
    ...(file === undefined ? {} : { location: { file } }),
  });
}

function asWritten([name, value]: ScenarioMembers[number]): string {
  return `${kebab(name)}=${typeof value === 'object' ? JSON.stringify(value) : String(value)}`;
}

/** `effortTopic` and `effort-topic` are one name. */
function folded(name: string): string {
  return name.toLowerCase().replace(/[-_]/g, '');
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
