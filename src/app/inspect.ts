import type { ReadRequest } from '../domain/reading.ts';
import type { Response } from './request.ts';

export interface InspectRequest extends ReadRequest {
  readonly version: string;
  readonly json: boolean;
  readonly width: number;
  readonly color: boolean;
}

/** Tells how files are read and what freezes this reading: the `inspect` command. */
export async function inspect({ version, json, width, color, ...request }: InspectRequest): Promise<Response> {
  const { inspectFiles } = await import('../readers/inspect.ts');
  const { renderInspection, renderInspectionJson } = await import('../renderers/inspection.ts');
  const report = await inspectFiles(request);
  const chunks = json ? renderInspectionJson(report, version) : renderInspection(report, { width, color });
  return {
    outputs: [{ target: { kind: 'stdout' }, chunks }],
    exitCode: report.files.some(({ failed }) => failed) ? 3 : 0,
  };
}
