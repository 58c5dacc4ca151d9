import type { Preset } from '../domain/preset.ts';

export function* renderPresetList(presets: readonly Preset[]): Iterable<string> {
  const width = Math.max(...presets.map(({ name }) => name.length));
  for (const preset of presets) yield `${preset.name.padEnd(width)}  ${rowsWords(preset)}\n`;
}

function rowsWords({ kind, rows, wonOnly, refusal }: Preset): string {
  if (refusal !== undefined) return `refused: ${refusal.inShort}`;
  if (kind === 'customers') return 'customers, one a row';
  if (rows === undefined) return 'interactions, one a row';
  return `interactions, one a row: ${rows}${wonOnly === true ? ', once the deal is won' : ''}`;
}

export function* renderPreset(preset: Preset): Iterable<string> {
  yield `${preset.name}: ${rowsWords(preset)}\n`;
  if (preset.refusal !== undefined) yield `${preset.refusal.why} ${preset.refusal.hint}\n`;
  yield '\nRecognised by these headers together\n';
  for (const sign of preset.signs) yield `  ${sign.split('|').join(' or ')}\n`;
  const entries = Object.entries(preset.map);
  if (entries.length > 0) yield '\nFields by header; of several the first that the file has\n';
  const width = Math.max(0, ...entries.map(([field]) => field.length));
  for (const [field, headers] of entries) yield `  ${field.padEnd(width)}  ${(headers ?? []).join(', ')}\n`;
  if (entries.length > 0) yield '  Other columns by their names.\n';
  if (preset.never !== undefined) yield `\nNever read as: ${preset.never.join(', ')}\n`;
}
