import { CxRoiError } from '../foundation/errors.ts';
import { nearest } from '../foundation/suggest.ts';
import { type OptionKey, specOf } from './options.ts';

/** Where option values come from; earlier layers win. */
export interface Layer {
  readonly kind: 'flag' | 'environment' | 'config';
  /** In words for `config --show-origin` and errors: a file's name, or empty for flags. */
  readonly name: string;
  /** Values as text, several for repeatable options; switches are `true` or `false`. */
  readonly values: ReadonlyMap<OptionKey, readonly string[]>;
}

/** The options in force, each with where it came from. */
export class Settings {
  readonly #layers: readonly Layer[];

  constructor(layers: readonly Layer[]) {
    this.#layers = layers;
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

/** `discountRate` is `CX_ROI_DISCOUNT_RATE`. */
export function environmentName(key: OptionKey): string {
  return `CX_ROI_${key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}
