import type { Settings } from './settings.ts';
import type { Io } from './shell.ts';

/** What a command is given: its arguments, the options in force, and the world outside. */
export interface Invocation {
  readonly operands: readonly string[];
  readonly settings: Settings;
  readonly io: Io;
}
