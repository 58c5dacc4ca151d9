import { showPresets } from '../../app/presets.ts';
import { CxRoiError } from '../../foundation/errors.ts';
import { nearest } from '../../foundation/suggest.ts';
import { deliver } from '../deliver.ts';
import type { Invocation } from '../invocation.ts';

const ACTIONS = ['list', 'show'] as const;

export async function runPresets({ operands, settings, io }: Invocation): Promise<number> {
  const [action = 'list', name, ...more] = operands;
  const wanted = action === 'list' ? 0 : 1;
  if (!ACTIONS.some((known) => known === action)) throw unknownAction(action);
  if (more.length > 0 || (name === undefined ? 0 : 1) !== wanted) {
    const message = wanted === 0 ? 'presets list takes no name' : 'presets show needs the name of one preset';
    throw new CxRoiError('usage', message, { hint: 'cx-roi presets list shows the names' });
  }
  return deliver(await showPresets({ name: name ?? null, json: settings.on('json') }), io, false);
}

function unknownAction(action: string): CxRoiError {
  const near = nearest(action, ACTIONS);
  const suggestion = near === null ? '' : `Did you mean ${near}? `;
  return new CxRoiError('usage', `presets cannot "${action}"`, {
    hint: `${suggestion}Write cx-roi presets list, or cx-roi presets show NAME`,
  });
}
