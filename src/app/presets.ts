import type { Response } from './request.ts';

export interface PresetsRequest {
  /** The preset to show; null lists all. */
  readonly name: string | null;
  readonly json: boolean;
}

/** Lists the exports that are known, or shows how one is read: the `presets` command. @throws usage for another name */
export async function showPresets({ name, json }: PresetsRequest): Promise<Response> {
  const { PRESETS } = await import('../readers/presets.ts');
  const { presetNamed } = await import('../readers/presetMatch.ts');
  const { renderPreset, renderPresetList } = await import('../renderers/presets.ts');
  const preset = name === null ? null : presetNamed(name);
  const text = preset === null ? renderPresetList(PRESETS) : renderPreset(preset);
  const chunks = json ? [`${JSON.stringify(preset ?? PRESETS, null, 2)}\n`] : text;
  return { outputs: [{ target: { kind: 'stdout' }, chunks }], exitCode: 0 };
}
