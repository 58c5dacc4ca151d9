// The reading step alone, by an engine: `node readingStep.js FILE exact|duckdb` prints its milliseconds. The package of
// DuckDB is loaded before, as it is for its own scan.
import '@duckdb/node-api';
import { createReadStream } from 'node:fs';
import { DEFAULT_READ_OPTIONS, readDataset } from '../../dist/index.js';

const [path, engine] = process.argv.slice(2);
const source = { name: path, path, open: () => createReadStream(path, { highWaterMark: 1 << 20 }) };
const started = performance.now();
await readDataset({ files: [{ source, role: 'auto' }], options: { ...DEFAULT_READ_OPTIONS, engine } });
process.stdout.write(`${performance.now() - started} ms\n`);
