import { tellBenchmarks } from '../../app/benchmarks.ts';
import { deliver } from '../deliver.ts';
import type { Invocation } from '../invocation.ts';
import { scoreRequest } from '../request.ts';

export async function runBenchmarks({ settings, io }: Invocation): Promise<number> {
  const { version, output, style } = await scoreRequest([], settings, io);
  const force = settings.on('force');
  if (output.file !== null) await io.checkWritable(output.file, force);
  return deliver(tellBenchmarks({ version, output, style }), io, force);
}
