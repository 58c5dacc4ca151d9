import { FIGURE_OPTIONS, INPUT_OPTIONS, MESSAGE_OPTIONS, OUTPUT_OPTIONS } from './commonOptions.ts';
import type { OptionSpec } from './optionSpec.ts';
import {
  ALERTS_OPTIONS,
  BACKTEST_OPTIONS,
  CONFIG_OPTIONS,
  EFFORT_OPTIONS,
  FEATURES_OPTIONS,
  PROGRAMME_OPTIONS,
  SAVE_LIST_OPTIONS,
  SCENARIO_OPTIONS,
  UPLIFT_OPTIONS,
} from './ownOptions.ts';

/** Every option once: the command line, config files, the environment, the help and docs/cli.md are held to this table. */
const OPTIONS = {
  ...INPUT_OPTIONS,
  ...FIGURE_OPTIONS,
  ...OUTPUT_OPTIONS,
  ...MESSAGE_OPTIONS,
  ...CONFIG_OPTIONS,
  ...BACKTEST_OPTIONS,
  ...EFFORT_OPTIONS,
  ...FEATURES_OPTIONS,
  ...UPLIFT_OPTIONS,
  ...SAVE_LIST_OPTIONS,
  ...ALERTS_OPTIONS,
  ...SCENARIO_OPTIONS,
  ...PROGRAMME_OPTIONS,
} as const;
export type OptionKey = keyof typeof OPTIONS;
export const OPTION_KEYS = Object.keys(OPTIONS) as readonly OptionKey[];

export function specOf(key: OptionKey): OptionSpec {
  return OPTIONS[key];
}
