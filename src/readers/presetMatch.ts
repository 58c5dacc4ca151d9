import type { FieldName } from '../domain/fields.ts';
import type { Preset } from '../domain/preset.ts';
import { CxRoiError } from '../foundation/errors.ts';
import { nearest } from '../foundation/suggest.ts';
import { foldHeader, keyOf } from './headers.ts';
import { PRESETS } from './presets.ts';

/** The preset asked for by name, else the one whose signs the header shows, else null. */
export function findPreset(headers: readonly string[], stated: string | null): Preset | null {
  if (stated !== null) return presetNamed(stated);
  const present = new Set(headers.flatMap((header) => [foldHeader(header).key, foldHeader(header).base]));
  const shows = (sign: string) => sign.split('|').some((header) => present.has(keyOf(header)));
  return PRESETS.find(({ signs }) => signs.every(shows)) ?? null;
}

/** @throws usage with a suggestion when there is no such preset */
export function presetNamed(name: string): Preset {
  const found = PRESETS.find((preset) => preset.name === name);
  if (found !== undefined) return found;
  const names = PRESETS.map((preset) => preset.name);
  const suggestion = nearest(name, names);
  throw new CxRoiError('usage', `There is no preset "${name}".`, {
    hint: suggestion === null ? `Presets are: ${names.join(', ')}.` : `Did you mean "${suggestion}"?`,
  });
}

/** The columns that a preset maps in this file. */
export function presetColumns(preset: Preset, headers: readonly string[]): Map<FieldName, string> {
  const byKey = new Map(headers.map((header) => [foldHeader(header).key, header] as const));
  const columns = new Map<FieldName, string>();
  for (const [field, candidates] of Object.entries(preset.map)) {
    const found = candidates.map((header) => byKey.get(keyOf(header))).find((header) => header !== undefined);
    if (found !== undefined) columns.set(field as FieldName, found);
  }
  return columns;
}
