/**
 * Effort over 2,000,000 contacts of 100,000 customers, and customer-months with everything fitted on them.
 * Run: npx tsx test/bench/effort.ts
 */
import { DatasetBuilder } from '../../src/domain/dataset.ts';
import { KIND } from '../../src/domain/fields.ts';
import { DEFAULT_OPTIONS } from '../../src/domain/options.ts';
import { scoreEffort } from '../../src/engine/effort/effort.ts';
import { groupInteractions } from '../../src/engine/grouping.ts';
import { buildLifecycle } from '../../src/engine/lifecycle.ts';
import { scoreRetention } from '../../src/engine/retention/retention.ts';
import { MS_PER_DAY } from '../../src/foundation/days.ts';
import { SeededRandom } from '../../src/foundation/random.ts';

const CUSTOMERS = 100_000;
const CONTACTS = 2_000_000;
const FIRST_DAY = 19_000;
const MONTHS = 24;

const random = new SeededRandom(1);
const builder = new DatasetBuilder();
const days = Math.ceil(MONTHS * 30.4375);
for (let i = 0; i < CUSTOMERS; i++) {
  const code = builder.ids.intern(`C${i}`);
  builder.customers.list(code);
  builder.customers.number('created_at').set(code, FIRST_DAY * MS_PER_DAY);
  builder.customers.number('mrr').set(code, 2000);
  if (random.uniform() < 0.3) {
    builder.customers.number('churned_at').set(code, (FIRST_DAY + 30 + random.below(days - 30)) * MS_PER_DAY);
  }
  const plan = builder.customers.text('plan');
  plan.codes.set(code, plan.dictionary.intern(random.uniform() < 0.5 ? 'basic' : 'premium'));
}
const { interactions } = builder;
const columns = (['caseId', 'channel', 'topic', 'agent', 'handleSeconds', 'resolved'] as const).map((name) =>
  interactions.column(name),
);
for (let k = 0; k < CONTACTS; k++) {
  const customer = random.below(CUSTOMERS);
  const row = interactions.append(customer, (FIRST_DAY + random.uniform() * days) * MS_PER_DAY, KIND.support);
  const caseId = interactions.dictionaries.caseId.intern(`${customer}-${random.below(12)}`);
  const channel = interactions.dictionaries.channel.intern(`ch${random.below(4)}`);
  const topic = interactions.dictionaries.topic.intern(`t${random.below(8)}`);
  const agent = interactions.dictionaries.agent.intern(`a${random.below(200)}`);
  const cells = [caseId, channel, topic, agent, 60 + random.below(900), random.below(2)];
  columns.forEach((column, at) => {
    column.set(row, cells[at]!);
  });
}
const dataset = builder.seal({ currency: null, cesScale: null, tenureUnitStated: false });
const options = DEFAULT_OPTIONS;

function timed<T>(name: string, work: () => T): T {
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  const result = work();
  const rss = Math.round(process.resourceUsage().maxRSS / 1024);
  const { user, system } = process.cpuUsage(cpu);
  const wall = ((performance.now() - start) / 1000).toFixed(2);
  console.log(`${name}: ${wall} s (processor ${((user + system) / 1e6).toFixed(2)} s), peak ${rss} MB`);
  return result;
}

console.log(`data made, peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
const grouping = timed('group', () => groupInteractions(dataset));
const lifecycle = buildLifecycle({
  ...{ dataset, grouping, options },
  purchases: null,
  behaviour: 'subscription',
  asOfDay: FIRST_DAY + days,
});
timed('effort of customers alone', () =>
  scoreEffort({ dataset, grouping, options, lifecycle: { ...lifecycle, status: new Uint8Array(CUSTOMERS).fill(3) } }),
);
const effort = timed('effort of customers and of customer-months', () =>
  scoreEffort({ dataset, grouping, options, lifecycle }),
);
console.log(`${effort.byMonth!.months.rows} customer-months, ${effort.counts!.casesGiven} cases`);
timed('retention', () =>
  scoreRetention({
    ...{ dataset, lifecycle, effort, options },
    survivalAt: (_row, months) => 0.98 ** months,
    monthlyMarginMinor: new Float64Array(CUSTOMERS).fill(2000),
  }),
);
