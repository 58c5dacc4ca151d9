import type { ReadRequest } from '../domain/reading.ts';
import type { Diagnostic } from '../foundation/diagnostics.ts';
import { CxRoiError, type ErrorCode } from '../foundation/errors.ts';
import type { Response, Target } from './request.ts';

/** An option that a config may set, for the reader of the file. */
export interface OfferedOption {
  readonly name: string;
  readonly value: string;
  readonly help: string;
}

export interface InitRequest extends ReadRequest {
  readonly target: Target;
  readonly offered: readonly OfferedOption[];
}

/** Writes a config that freezes how the files are read: the `init` command. @throws input_* when one cannot be read */
export async function writeConfig({ target, offered, ...request }: InitRequest): Promise<Response> {
  const { inspectFiles } = await import('../readers/inspect.ts');
  const { renderConfig } = await import('../renderers/frozen.ts');
  const { files, frozen } = await inspectFiles(request);
  const failed = files.find((file) => file.failed)?.problems.at(-1);
  if (failed !== undefined || frozen === null) throw errorOf(failed);
  const outputs = [{ target, chunks: renderConfig(frozen, offered) }];
  const said = target.kind === 'file' ? [`${target.path} written; cx-roi config --show-origin shows what holds\n`] : [];
  return { outputs: [...outputs, { target: { kind: 'stderr' }, chunks: said }], exitCode: 0 };
}

function errorOf(problem: Diagnostic | undefined): CxRoiError {
  const { code, message, hint, location } = problem!;
  return new CxRoiError(code as ErrorCode, message, {
    ...(hint !== undefined && { hint }),
    ...(location && { location }),
  });
}
