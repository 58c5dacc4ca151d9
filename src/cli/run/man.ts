import type { Invocation } from '../invocation.ts';

export async function runMan({ io }: Invocation): Promise<number> {
  const { manualPage } = await import('../manual.ts');
  await io.write('stdout', [manualPage(io.version)]);
  return 0;
}
