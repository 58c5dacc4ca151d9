import type { CommandName } from './commandSpec.ts';
import type { Invocation } from './invocation.ts';

/** Loads and runs a command, and gives its exit code. */
export const RUNNERS = {
  score: async (invocation) => (await import('./run/score.ts')).runScore(invocation),
  inspect: async (invocation) => (await import('./run/inspect.ts')).runInspect(invocation),
  init: async (invocation) => (await import('./run/init.ts')).runInit(invocation),
  presets: async (invocation) => (await import('./run/presets.ts')).runPresets(invocation),
  effort: async (invocation) => (await import('./run/effort.ts')).runEffort(invocation),
  backtest: async (invocation) => (await import('./run/backtest.ts')).runBacktest(invocation),
  uplift: async (invocation) => (await import('./run/uplift.ts')).runUplift(invocation),
  'save-list': async (invocation) => (await import('./run/saveList.ts')).runSaveList(invocation),
  alerts: async (invocation) => (await import('./run/alerts.ts')).runAlerts(invocation),
  explain: async (invocation) => (await import('./run/explain.ts')).runExplain(invocation),
  compare: async (invocation) => (await import('./run/compare.ts')).runCompare(invocation),
  economics: async (invocation) => (await import('./run/economics.ts')).runEconomics(invocation),
  simulate: async (invocation) => (await import('./run/simulate.ts')).runSimulate(invocation),
  features: async (invocation) => (await import('./run/features.ts')).runFeatures(invocation),
  report: async (invocation) => (await import('./run/report.ts')).runPage(invocation),
  benchmarks: async (invocation) => (await import('./run/benchmarks.ts')).runBenchmarks(invocation),
  config: async (invocation) => (await import('./run/config.ts')).runConfig(invocation),
  schema: async (invocation) => (await import('./run/schema.ts')).runSchema(invocation),
  completion: async (invocation) => (await import('./run/completion.ts')).runCompletion(invocation),
  man: async (invocation) => (await import('./run/man.ts')).runMan(invocation),
} as const satisfies Record<CommandName, (invocation: Invocation) => Promise<number>>;
