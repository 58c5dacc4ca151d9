import type { Response } from '../app/request.ts';
import { type ProgressLine, shown } from './progress.ts';
import type { Io } from './shell.ts';

const SILENT: ProgressLine = { show: () => undefined, erase: () => undefined };

/** Puts each output where it belongs, in order. */
export async function deliver(
  { outputs, exitCode }: Response,
  io: Io,
  force: boolean,
  progress: ProgressLine = SILENT,
): Promise<number> {
  for (const output of outputs) {
    const { target } = output;
    const chunks = shown(output, progress, io);
    if (target.kind === 'file') await io.writeFile(target.path, chunks, force);
    else await io.write(target.kind, chunks);
  }
  progress.erase();
  return exitCode;
}
