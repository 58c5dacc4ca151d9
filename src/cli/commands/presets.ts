import type { CommandSpec } from '../commandSpec.ts';

export const PRESETS: CommandSpec = {
  name: 'presets',
  summary: 'list the known exports, or show how one is read',
  operands: '[list|show NAME...]',
  examples: [
    ['cx-roi presets list', 'every known export'],
    ['cx-roi presets show shopify-orders', 'how one is recognised and read'],
  ],
  options: [
    ['Output', ['json']],
    ['Messages', ['errors', 'color', 'debug']],
  ],
};
