import { compareFiles } from '../../app/compare.ts';
import { CxRoiError } from '../../foundation/errors.ts';
import { deliver } from '../deliver.ts';
import type { Invocation } from '../invocation.ts';
import { progressLine } from '../progress.ts';
import { scoreRequest } from '../request.ts';

export async function runCompare({ operands, settings, io }: Invocation): Promise<number> {
  const [before, after, ...more] = operands;
  if (before === undefined || after === undefined || more.length > 0) {
    throw new CxRoiError('usage', `compare takes two results, the earlier first; ${operands.length} were given`, {
      hint: 'write each with cx-roi score … --json -o FILE',
    });
  }
  const { version, output, style } = await scoreRequest([], settings, io);
  const force = settings.on('force');
  if (output.file !== null) await io.checkWritable(output.file, force);
  const progress = progressLine(io, style.messages.quiet);
  const [earlier, later] = [await io.source(before), await io.source(after)];
  const request = { version, output, style, before: earlier, after: later, onProgress: progress.show };
  return deliver(await compareFiles(request).finally(progress.erase), io, force);
}
