/** One option, as the command line, config files, the environment, the help and docs/cli.md know it. */
export interface OptionSpec {
  readonly flag: string;
  readonly short?: string;
  /** What the help calls the value; a switch has none. */
  readonly value?: string;
  readonly help: string;
  /** What holds when it is not given, in words with its unit. */
  readonly fallback?: string;
  readonly repeatable?: true;
  /** Command line only: no config key and no environment variable. */
  readonly local?: true;
  /** May be said of one file: `FILE:VALUE`, and in a config under `files`. */
  readonly perFile?: true;
}
