import type { CommandSpec } from './commandSpec.ts';
import { ALERTS } from './commands/alerts.ts';
import { BACKTEST } from './commands/backtest.ts';
import { BENCHMARKS } from './commands/benchmarks.ts';
import { COMPARE } from './commands/compare.ts';
import { COMPLETION } from './commands/completion.ts';
import { CONFIG } from './commands/config.ts';
import { ECONOMICS } from './commands/economics.ts';
import { EFFORT } from './commands/effort.ts';
import { EXPLAIN } from './commands/explain.ts';
import { FEATURES } from './commands/features.ts';
import { INIT } from './commands/init.ts';
import { INSPECT } from './commands/inspect.ts';
import { MAN } from './commands/man.ts';
import { PRESETS } from './commands/presets.ts';
import { REPORT } from './commands/report.ts';
import { SAVE_LIST } from './commands/saveList.ts';
import { SCHEMA } from './commands/schema.ts';
import { SCORE } from './commands/score.ts';
import { SIMULATE } from './commands/simulate.ts';
import { UPLIFT } from './commands/uplift.ts';

/** The commands in the order help shows them; `runners.ts` runs them. */
export const COMMANDS: readonly CommandSpec[] = [
  SCORE,
  INSPECT,
  INIT,
  PRESETS,
  BACKTEST,
  EFFORT,
  UPLIFT,
  SAVE_LIST,
  ALERTS,
  EXPLAIN,
  COMPARE,
  ECONOMICS,
  SIMULATE,
  FEATURES,
  REPORT,
  BENCHMARKS,
  SCHEMA,
  CONFIG,
  COMPLETION,
  MAN,
];
