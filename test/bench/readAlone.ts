// Reads one file by the reader of a source tree and nothing else: `readAlone.ts ROOT FILE [ENGINE]`. Prints rows and CPU time.
import { createReadStream } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [root = '.', file = '', engine = 'auto'] = process.argv.slice(2);
const at = (path: string) => pathToFileURL(join(resolve(root), path)).href;
const { DEFAULT_READ_OPTIONS } = await import(at('src/domain/reading.ts'));
const { readDataset } = await import(at('src/readers/read.ts'));
const source = { name: file, path: file, open: () => createReadStream(file, { highWaterMark: 1 << 20 }) };
const before = process.cpuUsage();
const { inputs } = await readDataset({
  files: [{ source, role: 'auto' }],
  options: { ...DEFAULT_READ_OPTIONS, engine },
});
const { user, system } = process.cpuUsage(before);
process.stdout.write(JSON.stringify({ rows: inputs[0].rows.used, cpuMs: (user + system) / 1000 }));
