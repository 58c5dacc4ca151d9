import { expect, test } from 'vitest';
import { colorWanted } from '../../src/cli/color.ts';

const terminal = { isTerminal: true, columns: 80 };
const pipe = { isTerminal: false, columns: null };

test.each([
  [null, {}, terminal, true],
  [null, {}, pipe, false],
  [null, { TERM: 'dumb' }, terminal, false],
  [null, { FORCE_COLOR: '1', TERM: 'dumb' }, pipe, true],
  [null, { FORCE_COLOR: '0' }, terminal, false],
  [null, { NO_COLOR: '1', FORCE_COLOR: '1' }, terminal, false],
  [null, { NO_COLOR: '' }, terminal, true],
  [true, { NO_COLOR: '1' }, pipe, true],
  [false, { FORCE_COLOR: '1' }, terminal, false],
])('flag %j, environment %j, stream %j: colour %j', (flag, env, stream, wanted) => {
  expect(colorWanted(flag, env, stream)).toBe(wanted);
});
