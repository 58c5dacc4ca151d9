import type {
  CostPerCase,
  EffortArising,
  EffortFindings,
  FalseResolutionRow,
  PainPointRow,
} from '../domain/effortReport.ts';
import { GRADE_MARKS } from './headline.ts';
import { decimal, money, percent, roundMoney } from './numbers.ts';
import { because, left, line, right, tableOf } from './reportTables.ts';
import type { Block } from './sections.ts';

type Arising = Omit<EffortArising, 'falseResolutions'>;

const SHOWN = 8;

function moreWords(shown: number, all: number): Block[] {
  return all > shown
    ? [{ words: `${decimal(shown, 0)} of ${decimal(all, 0)}; all of them with cx-roi effort --json` }]
    : [];
}

export function painPointBlocks(effort: Arising, currency: string | null): Block[] {
  const { painPoints, painPointsBy, reasons } = effort;
  if (painPoints.length === 0) return [because(reasons['painPoints'] ?? 'no_scorable_case', '')];
  const legend =
    'Effort is the mean of the cases, drawn towards the mean of all as far as they are few, with its 90% interval. ' +
    'Leavers and money are what relieving today’s effort would keep, shared out by the receipts of the customers now ' +
    `above the target${currency === null ? '' : ` (${currency})`}; what prevention would keep besides is in cx-roi uplift.`;
  const single = (['topic', 'channel', 'agent'] as const).flatMap((name) =>
    painPointsBy[name]
      .filter((row) => row[name] !== null)
      .slice(0, 3)
      .map((row) => ({ ...row, [name]: `${name} ${row[name]}` })),
  );
  return [
    ...(standsOut(painPoints) ? [] : [{ words: NOTHING_STANDS_OUT }]),
    { table: painTable(single) },
    { table: painTable(painPoints.slice(0, SHOWN)) },
    ...moreWords(SHOWN, painPoints.length),
    { words: legend },
  ];
}

const NOTHING_STANDS_OUT =
  'No topic, channel or agent differs from the others in effort by more than chance; money only says where contacts are many.';

function standsOut(rows: readonly PainPointRow[]): boolean {
  return rows.some(({ effort }) => Math.abs(effort - rows[0]!.effort) > 1e-9);
}

function painTable(rows: readonly PainPointRow[]) {
  const columns = [
    left('Topic, channel, agent', 0, 16),
    right('Cases'),
    right('Contacts', 3),
    right('Effort'),
    left('Between', 2),
    right('Leavers', 1),
    right('Money'),
  ];
  return tableOf(
    columns,
    rows.map((row) => [
      placeWords(row),
      decimal(row.cases, 0),
      decimal(row.contacts, 0),
      decimal(row.effort, 0),
      `${decimal(row.effortLow, 0)} and ${decimal(row.effortHigh, 0)}`,
      decimal(row.customersAtRisk, 1),
      roundMoney(row.moneyAtRisk),
    ]),
  );
}

function placeWords({ topic, channel, agent }: PainPointRow): string {
  const known = [topic, channel, agent].filter((part) => part !== null);
  return known.length === 0 ? 'not stated' : known.join(', ');
}

/** Cases that came back, all of them or one at a time. */
interface Returned extends Arising {
  readonly falseResolutions: Iterable<FalseResolutionRow> & { readonly length: number };
}

export function falseResolutionBlocks({ falseResolutions, falseResolutionShare, reasons }: Returned): Block[] {
  if (reasons['falseResolutions'] !== undefined) return [because(reasons['falseResolutions'], '')];
  const share =
    falseResolutionShare === null ? '' : `, ${percent(falseResolutionShare, 2)} of those closed as resolved`;
  const words = `${decimal(falseResolutions.length, 0)} cases came back on the same topic under another id within the case window${share}.`;
  if (falseResolutions.length === 0) return [{ words }];
  const columns = [
    left('Customer', 0, 8),
    left('Case', 3),
    left('Topic', 0, 6),
    left('Agent', 2),
    left('Closed', 1),
    left('Came back'),
  ];
  const rows: string[][] = [];
  for (const row of falseResolutions) {
    if (rows.length === SHOWN) break;
    const { customerId, caseId, topic, agent, closedAt, returnedAt } = row;
    rows.push([customerId, caseId ?? '', topic ?? '', agent ?? '', closedAt ?? '', returnedAt ?? '']);
  }
  return [{ words }, { table: tableOf(columns, rows) }, ...moreWords(SHOWN, falseResolutions.length)];
}

export function silentBlocks({ silentRisks, reasons }: EffortFindings): Block[] {
  if (reasons['silentRisks'] !== undefined) return [because(reasons['silentRisks'], '')];
  if (silentRisks.length === 0) {
    return [
      { words: 'Nobody: no customer still here has a hard case as the last thing heard of them, 30 days ago or more.' },
    ];
  }
  const columns = [
    left('Customer', 0, 8),
    left('Case', 2),
    right('Case score'),
    left('Last heard', 2),
    right('Days silent', 1),
    right('At stake'),
  ];
  const rows = silentRisks
    .slice(0, SHOWN)
    .map((row) => [
      row.customerId,
      row.caseId ?? '',
      decimal(row.caseScore, 0),
      row.lastAt ?? '',
      decimal(row.silentDays, 0),
      roundMoney(row.atStake),
    ]);
  return [{ table: tableOf(columns, rows) }, ...moreWords(SHOWN, silentRisks.length)];
}

export function flowBlocks({ channelFlows, nextIssues, reasons }: Arising): Block[] {
  if (reasons['channelFlows'] !== undefined) return [because(reasons['channelFlows'], '')];
  const flows = channelFlows
    .slice(0, SHOWN)
    .map(({ from, to, changes, effort }) => [`${from} → ${to}`, decimal(changes, 0), decimal(effort, 0)]);
  const pairs = nextIssues
    .slice(0, 5)
    .map(({ first, next, cases, lift }) => [`${first} → ${next}`, decimal(cases, 0), decimal(lift, 1)]);
  return [
    flows.length === 0
      ? { words: 'None: every case stayed in one channel.' }
      : { table: tableOf([left('From → to'), right('Changes'), right('Effort')], flows) },
    ...moreWords(SHOWN, channelFlows.length),
    ...(pairs.length === 0
      ? []
      : [
          {
            table: tableOf([left('Next issue in 30 days'), right('Cases'), right('Lift')], pairs),
          },
        ]),
  ];
}

export function costBlock({ costPerCase, reasons }: Arising, currency: string | null): Block {
  if (costPerCase === null) return because(reasons['costPerCase'], 'no cases');
  const mark = GRADE_MARKS[costPerCase.grade];
  return {
    lines: [
      line('A case', money(costPerCase.mean), currency ?? 'currency not stated', mark),
      line('An easy case', money(costPerCase.easy), `score below 33; ${decimal(costPerCase.easyCases, 0)} cases`, mark),
      line('A hard case', money(costPerCase.hard), `score above 66; ${decimal(costPerCase.hardCases, 0)} cases`, mark),
      line('Easy is cheaper by', percent(costPerCase.saving, 0), savingWords(costPerCase), mark),
    ],
  };
}

function savingWords({ saving, grade }: CostPerCase): string {
  if (saving === null) return 'needs scored easy and hard cases';
  const assumed = grade === 'assumed' ? '; unit costs are published ones, so this mostly counts contacts' : '';
  return `Gartner 2019 quotes 37% per interaction${assumed}`;
}

export function windowBlock({ caseWindows, reasons }: EffortFindings): Block {
  if (caseWindows.length === 0) return because(reasons['caseWindows'], 'no cases');
  const columns = [right('Days'), right('Cases'), right('Mean effort'), right('Came back', 1)];
  const rows = caseWindows.map((row) => [
    decimal(row.windowDays, 0),
    decimal(row.cases, 0),
    decimal(row.mean, 1),
    decimal(row.falseResolutions, 0),
  ]);
  return { table: tableOf(columns, rows) };
}
