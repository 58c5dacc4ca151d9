import type { Response } from '../app/request.ts';
import type { Io } from './shell.ts';

/** Puts each output where it belongs, in order. */
export async function deliver({ outputs, exitCode }: Response, io: Io, force: boolean): Promise<number> {
  for (const { target, chunks } of outputs) {
    if (target.kind === 'file') await io.writeFile(target.path, chunks, force);
    else await io.write(target.kind, chunks);
  }
  return exitCode;
}
