// The page beside the score it tells of: processor seconds of each, and size, for a million customers.
// Run with `npx tsx test/bench/page.ts [CUSTOMERS]`.
import { createReadStream } from 'node:fs';
import { firstRows } from '../../src/app/reports.ts';
import { DEFAULT_OPTIONS } from '../../src/domain/options.ts';
import { DEFAULT_READ_OPTIONS } from '../../src/domain/reading.ts';
import { NO_LEVERS, NO_PROGRAMME } from '../../src/domain/scenario.ts';
import { analyse } from '../../src/engine/analyse.ts';
import { alertFindings } from '../../src/engine/reports/alertsReport.ts';
import { effortArising } from '../../src/engine/reports/effortReport.ts';
import { saveListCustomers, saveListFindings, saveListOf } from '../../src/engine/reports/saveListReport.ts';
import { upliftFindings } from '../../src/engine/reports/upliftReport.ts';
import { simulateOn } from '../../src/engine/scenario/simulate.ts';
import { scoreResult } from '../../src/engine/score.ts';
import { readDataset } from '../../src/readers/read.ts';
import { renderPage } from '../../src/renderers/html/page.ts';
import { overviewSections } from '../../src/renderers/overview/overview.ts';
import { sampleResult } from '../support/result.ts';
import { logOf } from './generateLog.ts';

const customers = Number(process.argv[2] ?? 1_000_000);
// Some ids are drawn by nobody: a fifth more than are asked for.
const log = await logOf(4 * customers, Math.round(1.2 * customers));
const open = () => createReadStream(log, { highWaterMark: 1 << 20 });

const { dataset } = await timed('read', () =>
  readDataset({ files: [{ source: { name: log, path: log, open }, role: 'auto' }], options: DEFAULT_READ_OPTIONS }),
);
const analysis = await timed('analyse', () => analyse(dataset, DEFAULT_OPTIONS));
const found = await timed('score', () => scoreResult(analysis, null));
const started = process.cpuUsage();
const effort = await timed('  effort', () => effortArising(analysis));
const uplift = await timed('  uplift', () =>
  upliftFindings(analysis, { control: null, outcomeValue: null, treatmentCost: null }),
);
const terms = { actionCosts: { resolve_open_case: null, make_contact_easier: null }, budget: null, maxCustomers: null };
const list = await timed('  save list', () => saveListOf(analysis, terms));
const alerts = await timed('  alerts', () => alertFindings(analysis, null, 10));
const levers = { ...NO_LEVERS, effortTo: 33 };
const programme = { ...NO_PROGRAMME, initialCost: 1e6 };
const scenario = { name: 'Easier', given: ['effort-to=33'], levers, programme, cashFlows: null };
const simulate = await timed('  simulate', () => simulateOn(analysis, [scenario]));
const page = await timed('  page', () => {
  const { meta, schemaVersion } = sampleResult();
  const saveList = { saveList: saveListFindings(list), customers: firstRows(saveListCustomers(list), 10) };
  const score = { ...found, schemaVersion, meta, customers: firstRows(found.customers, 25) };
  const chapters = overviewSections({ score, effort, uplift, simulate, saveList, alerts, alertsShown: 10 });
  return [...renderPage(chapters)].join('');
});
const seconds = process.cpuUsage(started).user / 1e6;
console.log(`${dataset.customerIds.length} customers, ${dataset.interactions.rows} interactions`);
console.log(`page after scoring: ${seconds.toFixed(1)} s of processor time, ${(page.length / 1000).toFixed(0)} kB`);

async function timed<T>(name: string, work: () => T | Promise<T>): Promise<T> {
  const from = process.cpuUsage();
  const made = await work();
  console.log(`${name.padEnd(12)} ${(process.cpuUsage(from).user / 1e6).toFixed(2)} s`);
  return made;
}
