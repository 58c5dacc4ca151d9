import { measureSpeed } from './speed.ts';

/**
 * `npm run bench [rounds] [millions]`: speed and memory of the whole program, by either reader, up to so many millions
 * of interactions (20), then of effort and customer-months, and of the revenue wing, by themselves.
 * `npm run bench -- effort [rounds]`, `npm run bench -- revenue [rounds]`: one of the latter alone.
 * `npm run bench -- pollution`: what of a table survives what happens to files on their way, by class.
 * `npm run bench -- fuzz [runs] [seed]`: mutated files, which may only give an answer or a typed error.
 * `npm run bench -- reading REF [rounds]`: reading a clean large file, now and at a commit.
 * `npm run bench -- memory`: what logs of several kinds take, beside what `--memory` counts on.
 * `npm run bench -- long-json`: a JSON text longer than the longest string, from a stream.
 */
const [what = '', ...rest] = process.argv.slice(2);
switch (what) {
  case 'pollution':
    await (await import('./pollution.ts')).reportPollution();
    break;
  case 'revenue':
    (await import('./revenue.ts')).measureRevenue(Number(rest[0] ?? 3));
    break;
  case 'fuzz':
    await (await import('./fuzz.ts')).fuzz(Number(rest[0] ?? 20_000), Number(rest[1] ?? 1));
    break;
  case 'effort':
    (await import('./effort.ts')).measureEffort(Number(rest[0] ?? 3));
    break;
  case 'effort-pass':
    (await import('./effort.ts')).passOnce();
    break;
  case 'reading':
    await (await import('./readingSpeed.ts')).compareReading(rest[0] ?? 'HEAD', Number(rest[1] ?? 5));
    break;
  case 'memory':
    await (await import('./memory.ts')).measureMemory();
    break;
  case 'long-json':
    await (await import('./longJson.ts')).readLongJson();
    break;
  default: {
    const rounds = Number(what === '' ? 3 : what);
    await measureSpeed(rounds, Number(rest[0] ?? 20));
    (await import('./effort.ts')).measureEffort(rounds);
    (await import('./revenue.ts')).measureRevenue(rounds);
  }
}
