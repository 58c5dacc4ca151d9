import { expect, test } from 'vitest';
import { deliver } from '../../src/cli/deliver.ts';
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

test('progress tells bytes, rows a second and the time left of a file whose length is known', () => {
  const { io, drawn, clock } = watched();
  const line = progressLine(io, false);
  const of = (bytes: number) => ({ step: 'reading a.csv', bytes, ofBytes: 150e6, rows: bytes / 75 });
  line.show(of(0));
  clock.ms = 2000;
  line.show(of(30e6));
  expect(drawn).toEqual(['\r\u001b[Kre…: 30 of 150 MB, 400,000 rows, 200,000 a second, 8 s left']);
  clock.ms = 3000;
  line.show({ step: 'reading a much longer name.csv', bytes: 1e6, ofBytes: 1e9 });
  line.show({ step: 'scoring' });
  expect(drawn.slice(1)).toEqual([
    '\r\u001b[Kreading a much longer name.csv: 1 of 1,000 MB, 0 s left',
    '\r\u001b[Kscoring …',
  ]);
  clock.ms = 4000;
  line.show({ step: 'reading b.csv', bytes: 1, ofBytes: 1e9 });
  clock.ms = 9000;
  line.show({ step: 'reading b.csv', bytes: 1e7, ofBytes: 1e9 });
  expect(drawn.at(-1)).toBe('\r\u001b[Kreading b.csv: 10 of 1,000 MB, 8:15 min left');
});

test('progress follows an output to its file, and is gone before anything else is said', async () => {
  const { io, drawn, clock } = watched();
  const written: string[] = [];
  const writing = {
    ...io,
    writeFile: async (path: string, chunks: Iterable<string>) => {
      for (const chunk of chunks) {
        clock.ms += 600;
        written.push(`${path} ${chunk}`);
      }
    },
    write: async (stream: string, chunks: Iterable<string>) => {
      for (const chunk of chunks) written.push(`${stream} ${chunk} after ${drawn.at(-1) === '\r\u001b[K'}`);
    },
  } as unknown as Io;
  const outputs = [
    { target: { kind: 'file' as const, path: 'out.json' }, chunks: ['a', 'b', 'c'] },
    { target: { kind: 'stderr' as const }, chunks: ['done'] },
  ];
  await deliver({ outputs, exitCode: 0 }, writing, false, progressLine(writing, false));
  expect(written).toEqual(['out.json a', 'out.json b', 'out.json c', 'stderr done after true']);
  expect(drawn.some((text) => text.includes('writing out.json: 0 MB'))).toBe(true);
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
