import type { Schema } from '../renderers/schemaParts.ts';

/** Loads the JSON Schema of what each command prints as JSON. */
export const SCHEMAS = {
  score: async () => (await import('../renderers/scoreSchema.ts')).resultSchema(),
  backtest: async () => (await import('../renderers/backtestSchema.ts')).backtestReportSchema(),
  effort: async () => (await import('../renderers/effortSchema.ts')).effortReportSchema(),
  uplift: async () => (await import('../renderers/upliftSchema.ts')).upliftReportSchema(),
  economics: async () => (await import('../renderers/economicsSchema.ts')).economicsReportSchema(),
  'save-list': async () => (await import('../renderers/saveListSchema.ts')).saveListReportSchema(),
  explain: async () => (await import('../renderers/explainSchema.ts')).explainReportSchema(),
  compare: async () => (await import('../renderers/compareSchema.ts')).compareReportSchema(),
  alerts: async () => (await import('../renderers/alertsSchema.ts')).alertsReportSchema(),
  simulate: async () => (await import('../renderers/simulateSchema.ts')).simulateReportSchema(),
  benchmarks: async () => (await import('../renderers/benchmarksSchema.ts')).benchmarksSchema(),
  inspect: async () => (await import('../renderers/inspectionSchema.ts')).inspectionSchema(),
} as const satisfies Record<string, () => Promise<Schema>>;

export type SchemaName = keyof typeof SCHEMAS;
export const SCHEMA_NAMES = Object.keys(SCHEMAS) as readonly SchemaName[];
