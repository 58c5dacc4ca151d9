import { join } from 'node:path';
import { CxRoiError } from '../foundation/errors.ts';
import { nearest } from '../foundation/suggest.ts';
import { OPTION_KEYS, type OptionKey, specOf } from './options.ts';
import { environmentName, type Layer } from './settings.ts';
import type { Io } from './shell.ts';

const PROJECT_NAMES = ['cx-roi.config.yaml', 'cx-roi.config.yml', 'cx-roi.config.json'];
const USER_NAMES = ['config.yaml', 'config.yml', 'config.json'];

/** Keys that a config file or the environment may set. */
export const CONFIG_KEYS: readonly OptionKey[] = OPTION_KEYS.filter((key) => !specOf(key).local);

/** What holds where the flags say nothing: the environment, then the project's config file, then the user's. */
export async function layersBelow(flags: Layer, io: Io): Promise<readonly Layer[]> {
  const named = flags.values.get('config')?.at(-1);
  const project = named === undefined ? await firstFile(PROJECT_NAMES, io) : await namedFile(named, io);
  const user = await firstFile(
    USER_NAMES.map((name) => join(io.userConfigFolder, name)),
    io,
  );
  return [environmentLayer(io.env), project, user].filter((layer) => layer !== null);
}

async function namedFile(path: string, io: Io): Promise<Layer> {
  const text = await io.readText(path);
  if (text === null) throw new CxRoiError('file_missing', 'no such file or folder', { location: { file: path } });
  return configLayer(path, text);
}

async function firstFile(paths: readonly string[], io: Io): Promise<Layer | null> {
  const texts = await Promise.all(paths.map((path) => io.readText(path)));
  const found = paths.flatMap((path, i) => (texts[i] == null ? [] : [{ path, text: texts[i] }]));
  if (found.length > 1) {
    throw new CxRoiError('config', `${found.map(({ path }) => path).join(' and ')} both exist`, {
      hint: 'keep one of them',
    });
  }
  const [file] = found;
  return file === undefined ? null : configLayer(file.path, file.text);
}

async function configLayer(name: string, text: string): Promise<Layer> {
  const { configMembers } = await import('../app/config.ts');
  const values = new Map<OptionKey, readonly string[]>();
  for (const [key, value] of await configMembers(text, name)) {
    const known = knownKey(key, name);
    const texts = textsOf(value);
    if (texts === null) throw new CxRoiError('config', `${key} in ${name}: this value cannot be an option's`);
    if (texts.length > 0) values.set(known, checked(known, texts, `${key} in ${name}`));
  }
  return { kind: 'config', name, values };
}

function knownKey(key: string, name: string): OptionKey {
  const known = CONFIG_KEYS.find((candidate) => candidate === key);
  if (known !== undefined) return known;
  const near = nearest(key, CONFIG_KEYS);
  const hint = `${near === null ? '' : `Did you mean ${near}? `}Keys: ${CONFIG_KEYS.join(', ')}`;
  throw new CxRoiError('config', `there is no option "${key}"`, { hint, location: { file: name } });
}

/** As the command line would say it: lists as several values, objects as NAME=VALUE; null when it cannot be said. */
function textsOf(value: unknown): readonly string[] | null {
  if (value === null || value === undefined) return [];
  if (typeof value !== 'object') return [String(value)];
  const items = Array.isArray(value) ? value : Object.values(value);
  if (items.some((item) => item === null || typeof item === 'object')) return null;
  return Array.isArray(value)
    ? items.map(String)
    : Object.entries(value).map(([name, item]) => `${name}=${String(item)}`);
}

function environmentLayer(env: Io['env']): Layer {
  const keys = new Map(CONFIG_KEYS.map((key) => [environmentName(key), key]));
  const values = new Map<OptionKey, readonly string[]>();
  for (const [name, text] of Object.entries(env)) {
    if (!name.startsWith('CX_ROI_') || text === undefined || text === '') continue;
    const key = keys.get(name);
    if (key === undefined) {
      const near = nearest(name, [...keys.keys()]);
      const hint = `${near === null ? '' : `Did you mean ${near}? `}cx-roi help environment lists them`;
      throw new CxRoiError('usage', `there is no option behind the variable ${name}`, { hint });
    }
    values.set(key, checked(key, specOf(key).repeatable ? text.split(',') : [text], name));
  }
  return { kind: 'environment', name: 'environment', values };
}

/** A switch is true or false, and one value is one value. */
function checked(key: OptionKey, texts: readonly string[], label: string): readonly string[] {
  const { value, repeatable } = specOf(key);
  if (value === undefined && texts.some((text) => text !== 'true' && text !== 'false')) {
    throw new CxRoiError(label.startsWith('CX_ROI_') ? 'usage' : 'config', `${label}: write true or false`);
  }
  if (texts.length > 1 && !repeatable && key !== 'fields') {
    throw new CxRoiError('config', `${label}: one value is expected, not ${texts.length}`);
  }
  return texts;
}
