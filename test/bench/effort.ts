import { execFileSync } from 'node:child_process';
import { type Dataset, DatasetBuilder } from '../../src/domain/dataset.ts';
import { STATUS } from '../../src/domain/features.ts';
import { KIND } from '../../src/domain/fields.ts';
import { DEFAULT_OPTIONS } from '../../src/domain/options.ts';
import { scoreEffort } from '../../src/engine/effort/effort.ts';
import { groupInteractions } from '../../src/engine/grouping.ts';
import { buildLifecycle } from '../../src/engine/lifecycle.ts';
import { fitHazard } from '../../src/engine/retention/hazard.ts';
import { scoreRetention } from '../../src/engine/retention/retention.ts';
import { strataOf } from '../../src/engine/retention/strata.ts';
import { MS_PER_DAY } from '../../src/foundation/days.ts';
import { SeededRandom } from '../../src/foundation/random.ts';
import { median } from './measure.ts';

const CUSTOMERS = 100_000;
const CONTACTS = 2_000_000;
const FIRST_DAY = 19_000;
const MONTHS = 24;
const DAYS = Math.ceil(MONTHS * 30.4375);
const COLUMNS = ['caseId', 'channel', 'topic', 'agent', 'handleSeconds', 'resolved'] as const;

function subscribers(builder: DatasetBuilder, random: SeededRandom): void {
  const plan = builder.customers.text('plan');
  for (let i = 0; i < CUSTOMERS; i++) {
    const code = builder.ids.intern(`C${i}`);
    builder.customers.list(code);
    builder.customers.number('created_at').set(code, FIRST_DAY * MS_PER_DAY);
    builder.customers.number('mrr').set(code, 2000);
    if (random.uniform() < 0.3) {
      builder.customers.number('churned_at').set(code, (FIRST_DAY + 30 + random.below(DAYS - 30)) * MS_PER_DAY);
    }
    plan.codes.set(code, plan.dictionary.intern(random.uniform() < 0.5 ? 'basic' : 'premium'));
  }
}

function contacts({ interactions }: DatasetBuilder, random: SeededRandom): void {
  const columns = COLUMNS.map((name) => interactions.column(name));
  const { dictionaries } = interactions;
  for (let k = 0; k < CONTACTS; k++) {
    const customer = random.below(CUSTOMERS);
    const row = interactions.append(customer, (FIRST_DAY + random.uniform() * DAYS) * MS_PER_DAY, KIND.support);
    const cells = [
      dictionaries.caseId.intern(`${customer}-${random.below(12)}`),
      dictionaries.channel.intern(`ch${random.below(4)}`),
      dictionaries.topic.intern(`t${random.below(8)}`),
      dictionaries.agent.intern(`a${random.below(200)}`),
      60 + random.below(900),
      random.below(2),
    ];
    columns.forEach((column, at) => {
      column.set(row, cells[at]!);
    });
  }
}

function madeUp(): Dataset {
  const builder = new DatasetBuilder();
  const random = new SeededRandom(1);
  subscribers(builder, random);
  contacts(builder, random);
  return builder.seal({ currency: null, cesScale: null, tenureUnitStated: false });
}

/** Seconds on the clock and of the processor by step, megabytes of the data and at the peak. */
interface Passed {
  readonly steps: Readonly<Record<string, { readonly wall: number; readonly processor: number }>>;
  readonly dataMb: number;
  readonly peakMb: number;
  readonly counts: string;
}

const peakMb = () => Math.round(process.resourceUsage().maxRSS / 1024);

/** One pass over made-up data in this process, printed for `measureEffort`. */
export function passOnce(): void {
  const dataset = madeUp();
  const options = DEFAULT_OPTIONS;
  const dataMb = peakMb();
  const steps: Record<string, { wall: number; processor: number }> = {};
  const timed = <T>(name: string, work: () => T): T => {
    const [start, before] = [performance.now(), process.cpuUsage()];
    const result = work();
    const { user, system } = process.cpuUsage(before);
    steps[name] = { wall: (performance.now() - start) / 1000, processor: (user + system) / 1e6 };
    return result;
  };
  const grouping = groupInteractions(dataset);
  const lifecycle = buildLifecycle({
    ...{ dataset, grouping, options, purchases: null },
    ...{ behaviour: 'subscription', asOfDay: FIRST_DAY + DAYS },
  });
  // Nobody's fate is known, so that there are no customer-months.
  const alone = { ...lifecycle, status: new Uint8Array(CUSTOMERS).fill(STATUS.unknown) };
  timed('effort of customers', () => scoreEffort({ dataset, grouping, options, lifecycle: alone }));
  const effort = timed('the same, and of their customer-months', () =>
    scoreEffort({ dataset, grouping, options, lifecycle }),
  );
  timed('hazard model on all customer-months', () => fitHazard(effort.byMonth!, strataOf(dataset)));
  timed('everything that retention tells', () =>
    scoreRetention({
      ...{ dataset, lifecycle, effort, options },
      survivalAt: (_row, ahead) => 0.98 ** ahead,
      monthlyMarginMinor: new Float64Array(CUSTOMERS).fill(2000),
    }),
  );
  const counts = `${effort.counts!.casesGiven} cases, ${effort.byMonth!.months.rows} customer-months`;
  console.log(JSON.stringify({ steps, dataMb, peakMb: peakMb(), counts } satisfies Passed));
}

/**
 * Effort of 100,000 customers from 2,000,000 contacts in memory, then effort at the start of each of their customer-months
 * and the hazard model on all of these, then everything that retention tells. Medians of passes, each in a fresh process.
 */
export function measureEffort(rounds: number): void {
  const passes = Array.from({ length: rounds }, () => {
    const printed = execFileSync(process.execPath, ['--import', 'tsx', 'test/bench/run.ts', 'effort-pass']);
    return JSON.parse(printed.toString()) as Passed;
  });
  const first = passes[0]!;
  console.log(`${CONTACTS} contacts of ${CUSTOMERS} customers, ${first.counts}`);
  for (const name of Object.keys(first.steps)) {
    const middle = (time: 'wall' | 'processor') => median(passes.map(({ steps }) => steps[name]![time])).toFixed(2);
    console.log(`  ${name.padEnd(42)} ${middle('wall')} s (processor ${middle('processor')} s)`);
  }
  const most = (size: 'dataMb' | 'peakMb') => Math.max(...passes.map((pass) => pass[size]));
  console.log(`  peak ${most('peakMb')} MB, of which making the data ${most('dataMb')} MB\n`);
}
