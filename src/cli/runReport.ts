import type { Response, ScoreRequest } from '../app/request.ts';
import { ERRORS } from '../foundation/errors.ts';
import type { CommandName } from './commandSpec.ts';
import { deliver } from './deliver.ts';
import type { Invocation } from './invocation.ts';
import { progressLine } from './progress.ts';
import { inputFiles, refuseTwice, scoreRequest } from './request.ts';
import type { Settings } from './settings.ts';
import type { Io } from './shell.ts';

/** Flags → request → the use case → what it writes; the same for every command that reads files. */
export async function runReport(
  name: CommandName,
  { operands, settings, io }: Invocation,
  useCase: (request: ScoreRequest) => Promise<Response>,
): Promise<number> {
  const files = await inputFiles(operands, settings, io);
  if (files === null) {
    const { commandHelp } = await import('./help.ts');
    await io.write('stderr', [commandHelp(name)]);
    return ERRORS.usage.exitCode;
  }
  const request = await scoreRequest(files, settings, io);
  if (request.output.format === 'parquet') checkParquet(name, request, settings, io);
  const force = settings.on('force');
  const { file, summaryFile, rejectsFile } = request.output;
  const written = [file, summaryFile, rejectsFile].filter((path) => path !== null);
  refuseTwice(written, 'the file would be written twice');
  for (const path of written) await io.checkWritable(path, force);
  const progress = progressLine(io, request.style.messages.quiet);
  try {
    return await deliver(await useCase({ ...request, onProgress: progress.show }), io, force, progress);
  } finally {
    progress.erase();
  }
}

/** Parquet holds the customers of `score` and `features`, and no terminal can show it. */
function checkParquet(name: CommandName, { output }: ScoreRequest, settings: Settings, io: Io): void {
  if (name !== 'score' && name !== 'features') {
    throw settings.error('format', 'parquet is a format of cx-roi score and cx-roi features alone');
  }
  if (output.file === null && io.stdout.isTerminal) {
    throw settings.error('format', 'parquet is not for a terminal', 'write it to a file: --output FILE');
  }
}
