// The last step of `npm run build`: joins the program to one script and keeps the code V8 made of it while it scored.
import { build } from 'esbuild';
import { compileAhead } from '../dist/cli/compiled.js';

const SCORE = ['score', 'fixtures/shop/customers.csv', 'fixtures/shop/interactions.csv'];
// Few and short: V8 lets go of the code of functions that were not called for a while.
const RUNS = [SCORE, [...SCORE, '--json']];

async function score({ run }) {
  for (const stream of [process.stdout, process.stderr]) stream.write = (_, done) => done?.() ?? true;
  for (const argv of RUNS) {
    process.argv.splice(2, Number.POSITIVE_INFINITY, ...argv);
    await run();
    if (process.exitCode !== 0) throw new Error(`cx-roi ${argv.join(' ')} ended with ${process.exitCode}`);
  }
}

await build({
  entryPoints: ['src/cli/io.ts'],
  outfile: 'dist/compiled/program.js',
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20.19',
  packages: 'external',
  // `import()` in a script, which is no module, prints a warning.
  supported: { 'dynamic-import': false },
  define: { 'import.meta.url': 'moduleUrl' },
  banner: { js: '(function (module, require, moduleUrl) {' },
  footer: { js: '})' },
  logLevel: 'warning',
});
// A Node that cannot `require` ES modules runs the modules of dist alone.
if (process.features.require_module) await compileAhead(score);
