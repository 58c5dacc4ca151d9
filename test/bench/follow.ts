import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { SeededRandom } from '../../src/foundation/random.ts';
import { logOf } from './generateLog.ts';
import { peakOf } from './measure.ts';

/**
 * `npx tsx test/bench/follow.ts [seconds] [perSecond] [rows]`: `alerts --follow` on 100,000 customers while events come at
 * 1,000 a second for a minute. Prints what was read, used and lost, the memory's high-water mark before and after, and how
 * long after its event an alert came. Nothing is asserted. The program must have been built.
 */
const seconds = Number(process.argv[2] ?? 60);
const perSecond = Number(process.argv[3] ?? 1000);
const rows = Number(process.argv[4] ?? 500_000);
/** Some of them are in no row of the base: at least 100,000 are. */
const CUSTOMERS = 110_000;
const TICK_MS = 10;
/** The stream's own time runs faster than the wall's, so that days turn in it. */
const STREAM_SECONDS_PER_SECOND = 3600;
const STREAM_START = Date.parse('2022-01-01T00:00:00Z');

const base = await logOf(rows, CUSTOMERS);

const child = spawn('node', ['bin/cx-roi.js', 'alerts', base, '--follow', '--as-of', '2021-12-31']);
const peak = { before: Number.NaN, after: Number.NaN };
const watch = setInterval(() => {
  const seen = peakOf(child.pid);
  if (!Number.isNaN(seen)) peak.after = seen;
}, 100);
const messages: string[] = [];
const ready = new Promise<void>((resolve) => {
  createInterface(child.stderr).on('line', (line) => {
    messages.push(line);
    if (line.includes('ollowing from')) resolve();
  });
});
const ended = new Promise<number | null>((resolve) => child.on('close', resolve));

let started = 0;
const lagsMs: number[] = [];
createInterface(child.stdout).on('line', (line) => {
  const streamMs = Date.parse(JSON.parse(line).at) - STREAM_START;
  lagsMs.push(performance.now() - started - streamMs / STREAM_SECONDS_PER_SECOND);
});

const loadedAt = performance.now();
await ready;
peak.before = peak.after;
console.log(messages.at(-1));
console.log(`${rows} interactions (${(statSync(base).size / 1e6).toFixed(0)} MB)`);
console.log(
  `  base scored in ${((performance.now() - loadedAt) / 1000).toFixed(1)} s, peak ${peak.before.toFixed(0)} MB`,
);

const random = new SeededRandom(1);
let sent = 0;
let waiting = 0;
started = performance.now();
await new Promise<void>((resolve) => {
  const clock = setInterval(() => {
    const due = Math.min(Math.floor(((performance.now() - started) / 1000) * perSecond), seconds * perSecond);
    let text = '';
    for (; sent < due; sent++) text += eventLine(random, sent);
    if (text !== '' && !child.stdin.write(text)) waiting++;
    if (sent < seconds * perSecond) return;
    clearInterval(clock);
    resolve();
  }, TICK_MS);
});
child.stdin.end();
const exitCode = await ended;
clearInterval(watch);
lagsMs.sort((a, b) => a - b);
const lag = (share: number) => `${(lagsMs[Math.floor(share * (lagsMs.length - 1))] ?? Number.NaN).toFixed(0)} ms`;
console.log(`${sent} events in ${((performance.now() - started) / 1000).toFixed(1)} s, exit code ${exitCode}`);
console.log(`  ${messages.at(-1)}`);
console.log(`  peak ${peak.after.toFixed(0)} MB; writes that found the pipe full: ${waiting}`);
console.log(
  `  ${lagsMs.length} changes told; lag behind the event: median ${lag(0.5)}, 99% ${lag(0.99)}, most ${lag(1)}`,
);

function eventLine(random: SeededRandom, i: number): string {
  const customer = Math.floor(random.uniform() ** 2 * CUSTOMERS);
  const at = new Date(STREAM_START + (i / perSecond) * STREAM_SECONDS_PER_SECOND * 1000).toISOString();
  const head = `{"interaction_id":"S${i}","customer_id":"C${String(customer).padStart(7, '0')}","occurred_at":"${at}"`;
  if (random.uniform() < 0.4)
    return `${head},"type":"purchase","amount":${(5 + random.exponential() * 60).toFixed(2)}}\n`;
  const topic = ['billing', 'delivery', 'technical', 'account', 'returns', 'warranty'][random.below(6)];
  const channel = ['phone', 'email', 'chat', 'web form', 'self-service'][random.below(5)];
  const resolved = random.uniform() < 0.7;
  return `${head},"type":"support","case_id":"N${customer}-${random.below(3)}","topic":"${topic}","channel":"${channel}","handle_minutes":${(1 + random.exponential() * 7).toFixed(1)},"resolved":${resolved}}\n`;
}
