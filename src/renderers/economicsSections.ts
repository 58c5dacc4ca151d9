import { type EconomicsGroup, GROUPED_BY, type GroupedBy } from '../domain/economics.ts';
import type { EconomicsReport } from '../domain/economicsReport.ts';
import { REASONS, type ReasonCode } from '../domain/grades.ts';
import { UNIT_KINDS } from './economicsKinds.ts';
import {
  cohortLines,
  type EconomicsView,
  experienceLines,
  ledgerLines,
  referralLines,
  unitLines,
} from './economicsLines.ts';
import { GRADE_MARKS, type HeadlineLine } from './headline.ts';
import { marginalLines } from './marginalLines.ts';
import { decimal, MISSING, percent, roundMoney } from './numbers.ts';
import { paybackInWords } from './paybackWords.ts';
import type { BarPicture } from './pictures.ts';
import type { RowField } from './reportData.ts';
import { between, gatherUntold, knownThenMissing, left, right, tableOf } from './reportTables.ts';
import type { Block, Report, Section } from './sections.ts';
import { snakeCase } from './select.ts';

/** Acquisition against retention for reading: the comparison that decides first, averages and their parts after. */
export function economicsSections(report: EconomicsReport): Report {
  const { economics, meta, assumptions, warnings, grades, reasons } = report;
  const view: EconomicsView = { economics, grades, reasons, prefix: '', currency: meta.currency };
  const sections: Section[] = [
    {
      heading: 'Where the next euro goes',
      blocks: [{ words: economics.verdict }, ...told(marginalLines(view, meta.horizonMonths))],
    },
    ...groundSections(view),
  ];
  return {
    name: 'Acquisition against retention',
    ...{ meta, assumptions, warnings },
    sections: gatherUntold(sections),
  };
}

/** What stands behind the comparison: averages, cohorts, groups, the ledger, experience and referrals. */
export function groundSections(view: EconomicsView): Section[] {
  const { ledger, referral } = view.economics;
  return [
    { heading: 'Unit economics', blocks: knownThenMissing(unitLines(view)) },
    { heading: 'What became of an opening cohort', blocks: cohortBlocks(view) },
    ...groupSections(view),
    ...(ledger.from === null ? [] : [ledgerSection(view)]),
    { heading: 'What experience costs and brings', blocks: experienceBlocks(view) },
    ...(referral.referred === null ? [] : [referralSection(view)]),
  ];
}

/** What the verdict has said to be missing is not said again. */
function told(lines: readonly HeadlineLine[]): Block[] {
  const known = lines.filter(({ figure }) => figure !== MISSING);
  return known.length === 0 ? [] : [{ lines: known }];
}

/** Lines and what belongs to them; where every figure is missing, why. */
function linesOr(lines: readonly HeadlineLine[], words: string): Block[] {
  const isKnown = lines.some(({ figure }) => figure !== MISSING);
  return isKnown ? [{ lines }, { words }] : [{ untold: lines[0]?.note ?? '' }];
}

/** What gross and net retention compare; nothing where there is no cohort. */
function cohortBlocks(view: EconomicsView): Block[] {
  const { cohortBasis, cohortMonths } = view.economics;
  const months = decimal(cohortMonths, Number.isInteger(cohortMonths) ? 0 : 1);
  const words =
    cohortBasis === 'prices'
      ? `Monthly prices of those who were customers ${months} months ago, then and now.`
      : `What those who had come before bought in two periods of ${months} months, one after the other. Who buys by chance buys more or less by chance.`;
  return linesOr(cohortLines(view), words);
}

const GROUP_TITLES: Record<GroupedBy, readonly [heading: string, column: string]> = {
  segment: ['By segment', 'Segment'],
  plan: ['By plan', 'Plan'],
  cohort: ['By cohort', 'Since'],
  channel: ['By acquisition channel', 'Channel'],
};

/** The same customers under other names stand once. */
function groupSections(view: EconomicsView): Section[] {
  const groupsOf = (by: GroupedBy) => view.economics.groups.filter((group) => group.by === by);
  const sizes = (by: GroupedBy) =>
    String(
      groupsOf(by)
        .map(({ customers, ltv, cac }) => [customers, ltv, cac].join())
        .sort(),
    );
  const shown = GROUPED_BY.filter((by) => by !== 'plan' || sizes(by) !== sizes('segment'));
  const first = shown.find((by) => groupsOf(by).length > 1);
  return shown.flatMap((by) => groupSection(view, by, by === first));
}

function groupSection({ economics, reasons, prefix }: EconomicsView, by: GroupedBy, isFirst: boolean): Section[] {
  const groups = economics.groups.filter((group) => group.by === by);
  const [heading, column] = GROUP_TITLES[by];
  const tooMany = reasons[`${prefix}groups.${by}`];
  if (tooMany !== undefined) return [{ heading, blocks: [{ untold: REASONS[tooMany] }] }];
  if (groups.length < 2) return [];
  const columns = [
    left(column, 0, 8),
    right('Customers', 4),
    right('New', 7),
    right('CAC'),
    right('Worth'),
    // What a young group is worth lies mostly beyond what was seen: without its range it says too much.
    left('Between', 1),
    right('Worth:CAC', 2),
    right('Payback, mo', 3),
    right('GRR', 5),
    right('NRR', 6),
  ];
  const words = [paybackMeans(groups, isFirst), whyMissing(groups)]
    .filter((said) => said !== '')
    .map((said) => ({ words: said }));
  const table = tableOf(columns, groups.map(groupCells));
  const picture = by === 'channel' ? costPicture(groups) : null;
  return [{ heading, blocks: [picture === null ? { table } : { picture, table }, ...words] }];
}

/** What a new customer cost, channel by channel; null where fewer than two are known. */
function costPicture(groups: readonly EconomicsGroup[]): BarPicture | null {
  const rows = groups.flatMap(({ key, cac }) =>
    cac === null ? [] : [{ label: key ?? 'not stated', value: cac, low: null, high: null, text: roundMoney(cac) }],
  );
  if (rows.length < 2) return null;
  return { kind: 'bars', caption: 'What a new customer cost to win (CAC), by acquisition channel', rows };
}

function groupCells(group: EconomicsGroup): string[] {
  const marked = (name: keyof typeof group.grades, text: string) =>
    text === MISSING ? text : `${GRADE_MARKS[group.grades[name] ?? 'observed']}${text}`;
  return [
    group.key ?? MISSING,
    decimal(group.customers, 0),
    decimal(group.newCustomers, 0),
    marked('cac', roundMoney(group.cac)),
    marked('ltv', roundMoney(group.ltv)),
    between(roundMoney(group.ltvLow), roundMoney(group.ltvHigh)),
    decimal(group.ltvToCac, 1),
    paybackInWords(group.paybackMonthsChurnAdjusted, group.reasons['paybackMonthsChurnAdjusted']),
    percent(group.grossRetention, 0),
    percent(group.netRetention, 0),
  ];
}

/** What the column of payback counts, where it says anything: once, unless there is more to say. */
function paybackMeans(groups: readonly EconomicsGroup[], isFirst: boolean): string {
  const never = groups.some(({ reasons }) => reasons['paybackMonthsChurnAdjusted'] === 'never_pays_back');
  if (never)
    return 'Payback counts leaving; never: too many leave before their margin has paid what winning them cost.';
  const known = groups.some((group) => group.paybackMonthsChurnAdjusted !== null);
  return isFirst && known ? 'Payback counts leaving.' : '';
}

/** Why groups lack cost, worth or payback, each reason once, with the groups it is about. */
function whyMissing(groups: readonly EconomicsGroup[]): string {
  const about = new Map<ReasonCode, Set<string>>();
  for (const { key, reasons } of groups) {
    for (const reason of [reasons['cac'], reasons['ltv'], reasons['paybackMonthsChurnAdjusted']]) {
      // "Never" stands in the table itself.
      if (reason === undefined || reason === 'never_pays_back') continue;
      const names = about.get(reason) ?? new Set();
      about.set(reason, names.add(key ?? MISSING));
    }
  }
  return [...about]
    .map(([reason, names]) => `${names.size === groups.length ? 'All' : [...names].join(', ')}: ${REASONS[reason]}.`)
    .join(' ');
}

function ledgerSection(view: EconomicsView): Section {
  const { from, to } = view.economics.ledger;
  return { heading: `The ledger, ${from} to ${to}`, blocks: [{ lines: ledgerLines(view) }] };
}

function experienceBlocks(view: EconomicsView): Block[] {
  const words =
    'Hard cases have more contacts by their very definition, so part of their cost is no choice of the desk. The premium is ' +
    'next-period spend of the third with the least effort against the third with the most, among those who stayed, at equal ' +
    'spend before: what goes together, not what follows.';
  return linesOr(experienceLines(view), words);
}

function referralSection(view: EconomicsView): Section {
  return { heading: 'Referrals', blocks: [{ lines: referralLines(view) }] };
}

/** A row of the report as data: all customers, then each group. */
export type EconomicsRow = Omit<EconomicsGroup, 'by'> & { readonly by: GroupedBy | 'all' };

export function economicsRows({ economics, grades, reasons }: EconomicsReport): readonly EconomicsRow[] {
  const ofWhole = <T>(records: Readonly<Record<string, T>>) =>
    Object.fromEntries(
      Object.entries(records).flatMap(([path, word]) => (path.startsWith('whole.') ? [[path.slice(6), word]] : [])),
    ) as Readonly<Record<string, T>>;
  const whole = {
    by: 'all',
    key: null,
    ...economics.whole,
    grades: ofWhole(grades),
    reasons: ofWhole(reasons),
  } as const;
  return [whole, ...economics.groups];
}

const pairs = (record: Readonly<Record<string, string>>) =>
  Object.entries(record)
    .map(([path, word]) => `${path}=${word}`)
    .join(';');

export const economicsFields: readonly RowField<EconomicsRow>[] = [
  { name: 'by', read: ({ by }) => by },
  { name: 'key', read: ({ key }) => key },
  ...(Object.keys(UNIT_KINDS) as (keyof typeof UNIT_KINDS)[]).map((name) => ({
    name: snakeCase(name),
    read: (row: EconomicsRow) => row[name],
  })),
  { name: 'grades', read: ({ grades }) => pairs(grades) },
  { name: 'reasons', read: ({ reasons }) => pairs(reasons) },
];
