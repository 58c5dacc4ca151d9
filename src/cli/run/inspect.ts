import { inspect } from '../../app/inspect.ts';
import { ERRORS } from '../../foundation/errors.ts';
import { deliver } from '../deliver.ts';
import type { Invocation } from '../invocation.ts';
import { progressLine } from '../progress.ts';
import { inputFiles, scoreRequest } from '../request.ts';

export async function runInspect({ operands, settings, io }: Invocation): Promise<number> {
  const files = await inputFiles(operands, settings, io);
  if (files === null) {
    const { commandHelp } = await import('../help.ts');
    await io.write('stderr', [commandHelp('inspect')]);
    return ERRORS.usage.exitCode;
  }
  const { read, style } = await scoreRequest(files, settings, io);
  const progress = progressLine(io, style.messages.quiet);
  const request = { files, options: read, version: io.version, json: settings.on('json'), onProgress: progress.show };
  const response = await inspect({ ...request, width: style.width, color: style.color }).finally(progress.erase);
  return deliver(response, io, false);
}
