import type { CommandName } from './commands.ts';
import type { Invocation } from './invocation.ts';

/** Loads and runs a command, and gives its exit code. */
export const RUNNERS = {
  score: async (invocation) => (await import('./score.ts')).runScore(invocation),
  inspect: async (invocation) => (await import('./inspect.ts')).runInspect(invocation),
  init: async (invocation) => (await import('./init.ts')).runInit(invocation),
  presets: async (invocation) => (await import('./presets.ts')).runPresets(invocation),
  effort: async (invocation) => (await import('./effort.ts')).runEffort(invocation),
  backtest: async (invocation) => (await import('./backtest.ts')).runBacktest(invocation),
  uplift: async (invocation) => (await import('./uplift.ts')).runUplift(invocation),
  benchmarks: async (invocation) => (await import('./benchmarks.ts')).runBenchmarks(invocation),
  config: async (invocation) => (await import('./config.ts')).runConfig(invocation),
  schema: async (invocation) => (await import('./schema.ts')).runSchema(invocation),
} as const satisfies Record<CommandName, (invocation: Invocation) => Promise<number>>;
