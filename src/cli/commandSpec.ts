import type { OptionKey } from './options.ts';

/** The commands as help and parser see them; `runners.ts` runs them. */
export type CommandName =
  | 'score'
  | 'inspect'
  | 'init'
  | 'backtest'
  | 'effort'
  | 'uplift'
  | 'save-list'
  | 'alerts'
  | 'explain'
  | 'compare'
  | 'economics'
  | 'simulate'
  | 'features'
  | 'report'
  | 'benchmarks'
  | 'presets'
  | 'schema'
  | 'config'
  | 'completion'
  | 'man';

export interface CommandSpec {
  readonly name: CommandName;
  readonly summary: string;
  /** Operands in the usage line, empty for none. */
  readonly operands: string;
  readonly examples: readonly (readonly [command: string, what: string])[];
  /** Groups of options with their headings. */
  readonly options: readonly (readonly [heading: string, keys: readonly OptionKey[]])[];
}
