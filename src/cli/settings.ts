import { CxRoiError } from '../foundation/errors.ts';
import { nearest } from '../foundation/suggest.ts';
import { fileValue, matchesFile } from './filePatterns.ts';
import { OPTION_KEYS, type OptionKey, specOf } from './options.ts';

/** Values of options as text, several for repeatable ones; switches are `true` or `false`. */
type OptionValues = ReadonlyMap<OptionKey, readonly string[]>;

/** What a config file says of the input files that a pattern names. */
export interface FileSection {
  readonly pattern: string;
  /** What such a file is said to be; null: nothing. */
  readonly kind: string | null;
  readonly values: OptionValues;
}

/** Where option values come from; earlier layers win. */
export interface Layer {
  readonly kind: 'flag' | 'environment' | 'config';
  /** In words for `config --show-origin` and errors: a file's name, or empty for flags. */
  readonly name: string;
  readonly values: OptionValues;
  /** What is said of single files; a later section wins. */
  readonly files?: readonly FileSection[];
}

/** The options in force, each with where it came from. */
export class Settings {
  readonly #layers: readonly Layer[];

  constructor(layers: readonly Layer[]) {
    this.#layers = layers;
  }

  /** The options without what is said of single ones of these files (`FILE:VALUE`). */
  forAll(files: readonly string[]): Settings {
    return new Settings(this.#layers.map((layer) => ({ ...layer, values: valuesFor(null, layer, files) })));
  }

  /** The options that hold for one of these files. */
  forFile(file: string, files: readonly string[]): Settings {
    return new Settings(this.#layers.map((layer) => ({ ...layer, values: valuesFor(file, layer, files) })));
  }

  /** Whether anything is said of one of these files alone. */
  speaksOf(file: string, files: readonly string[]): boolean {
    return this.#layers.some((layer) => {
      const section = layer.files?.some(({ pattern, values }) => values.size > 0 && matchesFile(pattern, file));
      const texts = PER_FILE.flatMap((key) => layer.values.get(key) ?? []);
      return section === true || texts.some((text) => fileValue(text, files)?.file === file);
    });
  }

  /** What a file is said to be by the first layer that says it. */
  kindOf(file: string): { readonly kind: string; readonly layer: Layer } | null {
    for (const layer of this.#layers) {
      const section = layer.files?.findLast(({ kind, pattern }) => kind !== null && matchesFile(pattern, file));
      if (section !== undefined) return { kind: section.kind!, layer };
    }
    return null;
  }

  /** The same without one option, which the caller reads itself. */
  without(key: OptionKey): Settings {
    return new Settings(
      this.#layers.map((layer) => ({ ...layer, values: new Map([...layer.values].filter(([name]) => name !== key)) })),
    );
  }

  /** The layer an option is taken from, or null where nothing sets it. */
  origin(key: OptionKey): Layer | null {
    return this.#layers.find(({ values }) => values.has(key)) ?? null;
  }

  list(key: OptionKey): readonly string[] {
    return this.origin(key)?.values.get(key) ?? [];
  }

  text(key: OptionKey): string | null {
    return this.list(key).at(-1) ?? null;
  }

  on(key: OptionKey): boolean {
    return this.text(key) === 'true';
  }

  /** The value that `parse` makes of the text; undefined means it cannot. @throws usage or config */
  read<T>(key: OptionKey, parse: (text: string) => T | undefined, expected: string): T | null {
    const text = this.text(key);
    if (text === null) return null;
    const value = parse(text);
    if (value === undefined) throw this.error(key, `"${text}" is not ${expected}`);
    return value;
  }

  choice<T extends string>(key: OptionKey, allowed: readonly T[]): T | null {
    const text = this.text(key);
    if (text === null) return null;
    const found = allowed.find((name) => name === text);
    if (found !== undefined) return found;
    const near = nearest(text, allowed);
    const suggestion = near === null ? '' : `Did you mean ${near}? `;
    throw this.error(key, `"${text}" is not known`, `${suggestion}Allowed: ${allowed.join(', ')}`);
  }

  /** An error about an option, named the way the user gave it. */
  error(key: OptionKey, message: string, hint?: string): CxRoiError {
    const layer = this.origin(key);
    const code = layer?.kind === 'config' ? 'config' : 'usage';
    return new CxRoiError(code, `${this.label(key)}: ${message}`, hint === undefined ? {} : { hint });
  }

  label(key: OptionKey): string {
    const layer = this.origin(key);
    if (layer?.kind === 'environment') return environmentName(key);
    return layer?.kind === 'config' ? `${key} in ${layer.name}` : specOf(key).flag;
  }
}

const PER_FILE = OPTION_KEYS.filter((key) => specOf(key).perFile === true);

/** The values of a layer for one file, or (null) for all: what is said of the file comes after what is said of all. */
function valuesFor(file: string | null, layer: Layer, files: readonly string[]): OptionValues {
  const values = new Map(layer.values);
  const sections = file === null ? [] : (layer.files ?? []).filter(({ pattern }) => matchesFile(pattern, file));
  for (const key of PER_FILE) {
    const said = (layer.values.get(key) ?? []).map((text) => ({ text, of: fileValue(text, files) }));
    const general = said.flatMap(({ text, of }) => (of === null ? [text] : []));
    const own = said.flatMap(({ of }) => (of !== null && of.file === file ? [of.value] : []));
    const texts = [...general, ...sections.flatMap((section) => section.values.get(key) ?? []), ...own];
    if (texts.length === 0) values.delete(key);
    else values.set(key, texts);
  }
  return values;
}

/** `discountRate` is `CX_ROI_DISCOUNT_RATE`. */
export function environmentName(key: OptionKey): string {
  return `CX_ROI_${key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}
