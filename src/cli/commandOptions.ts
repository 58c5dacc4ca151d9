import { FIGURE_OPTIONS, INPUT_OPTIONS, MESSAGE_OPTIONS, OUTPUT_OPTIONS } from './commonOptions.ts';
import type { OptionKey } from './options.ts';

// Groups of options that commands share, with their headings.

export const keysOf = (group: object) => Object.keys(group) as OptionKey[];
export const INPUT = ['Input', keysOf(INPUT_OPTIONS)] as const;
export const FIGURES = ['Figures', keysOf(FIGURE_OPTIONS)] as const;
/** Those of commands that make no forecast of their own to try. */
export const REPORT_FIGURES = ['Figures', keysOf(FIGURE_OPTIONS).filter((key) => key !== 'backtest')] as const;
export const OUTPUT = ['Output', keysOf(OUTPUT_OPTIONS)] as const;
export const MESSAGES = ['Messages', keysOf(MESSAGE_OPTIONS)] as const;
export const BACKTEST_OUTPUT = ['Output', ['format', 'json', 'output', 'force', 'csvRaw', 'failOn']] as const;
/** For `report`: its formats are pages. */
export const PAGE_OUTPUT = ['Output', ['format', 'top', 'output', 'force', 'failOn']] as const;
export const REPORT_OUTPUT = ['Output', ['format', 'json', 'top', 'output', 'force', 'csvRaw', 'failOn']] as const;

/** What decides how files are read, without what is done about bad rows. */
export const INSPECT_KEYS = keysOf(INPUT_OPTIONS).filter(
  (key) => !['strict', 'maxSkipped', 'rejects', 'pseudonymise', 'engine', 'memory'].includes(key),
);
export const MESSAGE_KEYS = keysOf(MESSAGE_OPTIONS);
