import { type OfferedOption, writeConfig } from '../../app/init.ts';
import { ERRORS } from '../../foundation/errors.ts';
import { FIGURE_OPTIONS } from '../commonOptions.ts';
import { deliver } from '../deliver.ts';
import type { Invocation } from '../invocation.ts';
import { type OptionKey, specOf } from '../options.ts';
import { progressLine } from '../progress.ts';
import { inputFiles, scoreRequest } from '../request.ts';

const CONFIG_NAME = 'cx-roi.config.yaml';

export async function runInit({ operands, settings, io }: Invocation): Promise<number> {
  const files = await inputFiles(operands, settings, io);
  if (files === null) {
    const { commandHelp } = await import('../help.ts');
    await io.write('stderr', [commandHelp('init')]);
    return ERRORS.usage.exitCode;
  }
  const path = settings.text('output') ?? CONFIG_NAME;
  const force = settings.on('force');
  if (path !== '-') await io.checkWritable(path, force);
  const { read, style } = await scoreRequest(files, settings, io);
  const progress = progressLine(io, style.messages.quiet);
  const target = path === '-' ? ({ kind: 'stdout' } as const) : ({ kind: 'file', path } as const);
  const request = { files, options: read, target, offered: offeredOptions(), onProgress: progress.show };
  return deliver(await writeConfig(request).finally(progress.erase), io, force);
}

/** What changes the figures, as a config file names it. */
function offeredOptions(): OfferedOption[] {
  return (Object.keys(FIGURE_OPTIONS) as OptionKey[]).map((name) => {
    const { value, help, fallback } = specOf(name);
    return {
      name,
      value: name === 'contactCost' ? '{ CHANNEL: AMOUNT }' : (value ?? 'true'),
      help: fallback === undefined ? help : `${help} [${fallback}]`,
    };
  });
}
