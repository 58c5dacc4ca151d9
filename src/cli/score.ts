import { scoreFiles } from '../app/score.ts';
import { CxRoiError } from '../foundation/errors.ts';
import { deliver } from './deliver.ts';
import type { Invocation } from './invocation.ts';
import { progressLine } from './progress.ts';
import { inputFiles, scoreRequest } from './request.ts';

export async function runScore({ operands, settings, io }: Invocation): Promise<number> {
  const files = await inputFiles(operands, settings, io);
  if (files === null) {
    const { commandHelp } = await import('./help.ts');
    await io.write('stderr', [commandHelp('score')]);
    return new CxRoiError('usage', 'no file').exitCode;
  }
  const request = scoreRequest(files, settings, io);
  const force = settings.on('force');
  const { file, summaryFile, rejectsFile } = request.output;
  for (const path of [file, summaryFile, rejectsFile]) if (path !== null) await io.checkWritable(path, force);
  const progress = progressLine(io, request.style.messages.quiet);
  const response = await scoreFiles({ ...request, onProgress: progress.show }).finally(progress.erase);
  return deliver(response, io, force);
}
