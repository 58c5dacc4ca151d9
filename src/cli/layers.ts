import { join } from 'node:path';
import { CxRoiError } from '../foundation/errors.ts';
import { nearest } from '../foundation/suggest.ts';
import { OPTION_KEYS, type OptionKey, specOf } from './options.ts';
import { environmentName, type FileSection, type Layer } from './settings.ts';
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
  const members = await configMembers(text, name);
  const sections = Object.entries(objectOf(members.get(FILES) ?? {}, FILES, name));
  const options = [...members].filter(([key]) => key !== FILES);
  return {
    kind: 'config',
    name,
    values: valuesOf(options, [...CONFIG_KEYS, FILES], name),
    files: sections.map(([pattern, section]) => fileSection(pattern, section, name)),
  };
}

/** The member of a config that says how single files are read: options by the file's name or a pattern. */
const FILES = 'files';
const FILE_KEYS: readonly OptionKey[] = CONFIG_KEYS.filter((key) => specOf(key).perFile);
/** What a file is said to be. */
const KIND = 'kind';

function fileSection(pattern: string, section: unknown, name: string): FileSection {
  const members = Object.entries(objectOf(section, `${FILES}: ${pattern}`, name));
  const kind = members.find(([key]) => key === KIND)?.[1];
  const options = members.filter(([key]) => key !== KIND);
  return {
    pattern,
    kind: kind === undefined ? null : String(kind),
    values: valuesOf(options, [...FILE_KEYS, KIND], name),
  };
}

function objectOf(value: unknown, key: string, name: string): object {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new CxRoiError('config', `${key} in ${name}: options by file are expected`, {
    hint: `such as ${FILES}: { orders.csv: { delimiter: ";" } }`,
  });
}

function valuesOf(members: readonly (readonly [string, unknown])[], keys: readonly string[], name: string) {
  const values = new Map<OptionKey, readonly string[]>();
  for (const [key, value] of members) {
    const known = knownKey(key, keys, name);
    const texts = textsOf(value);
    if (texts === null) throw new CxRoiError('config', `${key} in ${name}: this value cannot be an option's`);
    if (texts.length > 0) values.set(known, checked(known, texts, `${key} in ${name}`));
  }
  return values;
}

function knownKey(key: string, keys: readonly string[], name: string): OptionKey {
  const known = CONFIG_KEYS.find((candidate) => candidate === key && keys.includes(key));
  if (known !== undefined) return known;
  const near = nearest(key, keys);
  const hint = `${near === null ? '' : `Did you mean ${near}? `}Keys: ${keys.join(', ')}`;
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
