export type { Dataset, DatasetFacts } from './domain/dataset.ts';
export { DatasetBuilder } from './domain/dataset.ts';
export { DEFAULT_OPTIONS, type ScoreOptions } from './domain/options.ts';
export type { CustomerResult, EngineResult, Portfolio, ScoreResult } from './domain/results.ts';
export { score } from './engine/score.ts';
export { CxRoiError, type ErrorCode } from './foundation/errors.ts';
