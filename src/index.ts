export type { Dataset, DatasetFacts } from './domain/dataset.ts';
export { DatasetBuilder } from './domain/dataset.ts';
export type { EffortFindings } from './domain/effortReport.ts';
export { INTERACTION_KINDS, type InteractionKind, KIND } from './domain/fields.ts';
export { DEFAULT_OPTIONS, type ScoreOptions } from './domain/options.ts';
export {
  DEFAULT_READ_OPTIONS,
  type InputFile,
  type ReadOptions,
  type ReadOutcome,
  type ReadRequest,
  type Source,
} from './domain/reading.ts';
export type { CustomerResult, CustomerSequence, EngineResult, Portfolio, ScoreResult } from './domain/results.ts';
export type { UpliftFindings } from './domain/upliftReport.ts';
export { type Analysis, analyse } from './engine/analyse.ts';
export { effortFindings } from './engine/reports/effortReport.ts';
export { upliftFindings } from './engine/reports/upliftReport.ts';
export { score, scoreResult } from './engine/score.ts';
export type { Diagnostic } from './foundation/diagnostics.ts';
export { CxRoiError, type ErrorCode } from './foundation/errors.ts';
export { readDataset } from './readers/read.ts';
