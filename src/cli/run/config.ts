import { visible } from '../../foundation/visible.ts';
import type { Invocation } from '../invocation.ts';
import { CONFIG_KEYS } from '../layers.ts';
import { type OptionKey, specOf } from '../options.ts';
import { scoreRequest } from '../request.ts';
import { environmentName, type Settings } from '../settings.ts';

/** Prints every option a config file can hold, its value in force, and on request where it comes from. */
export async function runConfig({ settings, io }: Invocation): Promise<number> {
  // Values are checked as they would be for a run.
  await scoreRequest([], settings, io);
  const rows = CONFIG_KEYS.map((key) => [key, valueWords(settings, key), originWords(settings, key)] as const);
  const nameWidth = Math.max(...rows.map(([name]) => name.length));
  const valueWidth = Math.max(...rows.map(([, value]) => value.length));
  const withOrigin = settings.on('showOrigin');
  const lines = rows.map(([name, value, origin]) => {
    const line = `${name.padEnd(nameWidth)}  ${value}`;
    return withOrigin ? `${line.padEnd(nameWidth + 2 + valueWidth)}  ${origin}` : line;
  });
  await io.write('stdout', [`${lines.join('\n')}\n`]);
  return 0;
}

function valueWords(settings: Settings, key: OptionKey): string {
  if (settings.origin(key) === null) return specOf(key).fallback ?? (specOf(key).value === undefined ? 'false' : '–');
  return visible(settings.list(key).join(', '));
}

function originWords(settings: Settings, key: OptionKey): string {
  const layer = settings.origin(key);
  if (layer === null) return 'default';
  if (layer.kind === 'flag') return specOf(key).flag;
  return layer.kind === 'environment' ? environmentName(key) : layer.name;
}
