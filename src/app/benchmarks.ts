import { BENCHMARKS, type Benchmark } from '../domain/benchmarks.ts';
import { SCHEMA_VERSION } from '../domain/results.ts';
import { benchmarkFields, renderBenchmarks, renderBenchmarksMarkdown } from '../renderers/benchmarks.ts';
import { renderRows, renderRowsNdjson } from '../renderers/reportData.ts';
import { resultTarget } from './outputs.ts';
import type { Response, ScoreRequest } from './request.ts';

/** The published figures of the field, what they rest on and how they are misquoted: the `benchmarks` command. */
export function tellBenchmarks(request: Pick<ScoreRequest, 'version' | 'output' | 'style'>): Response {
  return { outputs: [{ target: resultTarget(request.output), chunks: chunksOf(request) }], exitCode: 0 };
}

function chunksOf({ version, output, style }: Pick<ScoreRequest, 'version' | 'output' | 'style'>): Iterable<string> {
  const benchmarks: readonly Benchmark[] = BENCHMARKS;
  switch (output.format) {
    case 'json': {
      const meta = { program: 'cx-roi', version, command: 'benchmarks' };
      return [`${JSON.stringify({ schemaVersion: SCHEMA_VERSION, meta, benchmarks }, null, 2)}\n`];
    }
    case 'ndjson':
      return renderRowsNdjson(benchmarks);
    case 'csv':
      return renderRows(benchmarks, benchmarkFields, { separator: ',', raw: output.csvRaw });
    case 'tsv':
      return renderRows(benchmarks, benchmarkFields, { separator: '\t', raw: output.csvRaw });
    case 'markdown':
      return renderBenchmarksMarkdown(benchmarks);
    default:
      return renderBenchmarks(benchmarks, style);
  }
}
