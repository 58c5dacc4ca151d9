import { expect, test } from 'vitest';
import { progressLine } from '../../src/cli/progress.ts';
import type { Io } from '../../src/cli/shell.ts';

function watched(changes: { isTerminal?: boolean; env?: Record<string, string> } = {}) {
  const drawn: string[] = [];
  const clock = { ms: 0 };
  const io = {
    env: changes.env ?? {},
    stderr: { isTerminal: changes.isTerminal ?? true, columns: 60 },
    now: () => clock.ms,
    draw: (text: string) => drawn.push(text),
  } as unknown as Io;
  return { io, drawn, clock };
}

test('progress shows after a second, a few times a second, and is erased', () => {
  const { io, drawn, clock } = watched();
  const line = progressLine(io, false);
  for (clock.ms = 0; clock.ms <= 2000; clock.ms += 50) line.show({ step: 'reading a.csv', rows: clock.ms * 1000 });
  line.erase();
  expect(drawn).toHaveLength(7);
  expect(drawn[0]).toBe('\r\u001b[Kreading a.csv: 1,000,000 rows, 1,000,000 a second');
  expect(drawn.at(-1)).toBe('\r\u001b[K');
});

test.each([
  ['in a pipe', { isTerminal: false }, false],
  ['when quiet', {}, true],
  ['in CI', { env: { CI: 'true' } }, false],
  ['on a dumb terminal', { env: { TERM: 'dumb' } }, false],
])('progress is silent %s', (_, changes, quiet) => {
  const { io, drawn, clock } = watched(changes);
  const line = progressLine(io, quiet);
  clock.ms = 5000;
  line.show({ step: 'reading', rows: 1 });
  line.erase();
  expect(drawn).toEqual([]);
});
