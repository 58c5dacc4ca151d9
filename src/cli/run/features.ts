import { featuresOfFiles } from '../../app/features.ts';
import { featuresSql } from '../../app/featuresSql.ts';
import { SQL_DIALECTS } from '../../domain/featuresSql.ts';
import { deliver } from '../deliver.ts';
import type { Invocation } from '../invocation.ts';
import { scoreRequest } from '../request.ts';
import { runReport } from '../runReport.ts';

export async function runFeatures(invocation: Invocation): Promise<number> {
  const { operands, settings, io } = invocation;
  const dialect = settings.choice('sql', SQL_DIALECTS);
  if (dialect === null) return runReport('features', invocation, featuresOfFiles);
  if (operands.length > 0) throw settings.error('sql', 'a query is printed without files', 'leave the files out');
  const request = await scoreRequest([], settings, io);
  const force = settings.on('force');
  if (request.output.file !== null) await io.checkWritable(request.output.file, force);
  return deliver(featuresSql(dialect, request), io, force);
}
