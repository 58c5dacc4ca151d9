import type { AlertCode, AlertGroup, AlertKindSummary, AlertRow, AlertsReport } from '../domain/alertsReport.ts';
import { REASONS } from '../domain/grades.ts';
import { GRADE_MARKS } from './headline.ts';
import { decimal, MISSING, roundMoney } from './numbers.ts';
import type { RowField } from './reportData.ts';
import { left, right, tableOf } from './reportTables.ts';
import type { Block, Report, Section } from './sections.ts';

const ALERT_WORDS: Record<AlertCode, string> = {
  effort_spike: 'effort spike',
  unresolved_beyond_norm: 'unresolved',
  renewal_at_risk: 'renewal',
  overdue: 'overdue',
  alive_falling: 'likely leaving',
  engaged: 'engaged',
};

/** What is told of the alerts that stand today. */
export type AlertsView = Pick<AlertsReport, 'meta' | 'summary' | 'alerts'>;

/** The alerts for reading, the first `top` of each group: who is at risk, who is most engaged, what was looked for. */
export function alertsSections(report: AlertsReport, top: number): Report {
  const { meta, assumptions, warnings, summary } = report;
  const sections: Section[] = [
    ...(summary.since === null ? [] : [sinceSection(report, top)]),
    { heading: 'At risk', blocks: riskBlocks(report, top) },
    { heading: 'Most engaged', blocks: engagedBlocks(report, top) },
    { heading: 'What was looked for', blocks: kindBlocks(summary.kinds) },
  ];
  return { name: 'Alerts', ...{ meta, assumptions, warnings, sections } };
}

function sinceSection({ summary, gone }: AlertsReport, top: number): Section {
  const { asOf, new: fresh, open } = summary.since!;
  const words = `${decimal(fresh, 0)} new, ${decimal(open, 0)} still open, ${decimal(gone.length, 0)} gone.`;
  const items = gone.slice(0, top).map(itemWords);
  const ended: Block[] = items.length === 0 ? [] : [{ words: 'No longer standing, as told then:' }, { items }];
  return { heading: `Since the report as of ${asOf ?? 'an unknown day'}`, blocks: [{ words }, ...ended] };
}

export function riskBlocks(report: AlertsView, top: number): Block[] {
  const { customersAtRisk, atStake, kinds } = report.summary;
  const risks = kinds.filter(({ group }) => group === 'risk');
  if (!risks.some(({ looked }) => looked > 0)) {
    const why = new Set(risks.flatMap(({ reason }) => (reason === null ? [] : [REASONS[reason]])));
    return [{ untold: `nothing in these data can show a risk: ${[...why].join('; ')}` }];
  }
  if (customersAtRisk === 0) return [{ words: 'Nobody: no customer’s history shows a risk.' }];
  const stake = atStake === null ? '' : `, ${moneyWords(report, atStake)} at stake`;
  const words = `${count(customersAtRisk, 'customer')}${stake}, most money first.${chanceWords(risks)}`;
  return [{ words }, ...itemBlocks(report, 'risk', top)];
}

/** A rule that is a test raises some alerts where nothing has changed. */
function chanceWords(kinds: readonly AlertKindSummary[]): string {
  return kinds
    .flatMap(({ code, alerts, expectedByChance }) =>
      expectedByChance === null || alerts === 0
        ? []
        : [
            ` Of ${decimal(alerts, 0)} ${ALERT_WORDS[code]}, ${decimal(expectedByChance, 0)} would be so by chance if all went on as before.`,
          ],
    )
    .join('');
}

export function engagedBlocks(report: AlertsView, top: number): Block[] {
  const kind = report.summary.kinds.find(({ group }) => group === 'engaged')!;
  if (kind.reason !== null) return [{ untold: REASONS[kind.reason] }];
  const byChance = kind.expectedByChance ?? 0;
  const chance = `${decimal(byChance, 1)} would be so by chance if all went on as before`;
  const than = 'more active in the last 30 days than their own past makes credible';
  if (kind.alerts === 0) return [{ words: `Nobody of ${decimal(kind.looked, 0)} is ${than} (${chance}).` }];
  const noise = kind.alerts > byChance ? '' : ' That is no more than chance: take them for noise.';
  const words = `${count(kind.alerts, 'customer')} of ${decimal(kind.looked, 0)} ${than}; ${chance}.${noise}`;
  return [{ words }, ...itemBlocks(report, 'engaged', top)];
}

function itemBlocks({ alerts, summary }: AlertsView, group: AlertGroup, top: number): Block[] {
  const items: string[] = [];
  for (const alert of alerts) {
    if (items.length >= top) break;
    if (alert.group === group) items.push(itemWords(alert));
  }
  const all = summary.kinds.reduce((sum, kind) => sum + (kind.group === group ? kind.alerts : 0), 0);
  const more = all - items.length;
  return [
    ...(items.length > 0 ? [{ items }] : []),
    ...(more > 0 ? [{ words: `${decimal(more, 0)} more: cx-roi alerts with --top or --format csv.` }] : []),
  ];
}

function itemWords({ change, customerId, code, money, moneyGrade, group, text }: AlertRow): string {
  const fresh = change === 'new' ? 'new · ' : '';
  const what = group === 'risk' ? 'at stake' : 'expected';
  const worth = money === null ? 'money unknown' : `${GRADE_MARKS[moneyGrade]}${roundMoney(money)} ${what}`;
  return `${fresh}${customerId} · ${ALERT_WORDS[code]} · ${worth}. ${text}`;
}

function kindBlocks(kinds: readonly AlertKindSummary[]): Block[] {
  const told = kinds.filter(({ reason }) => reason === null);
  const columns = [left('Alert'), right('Looked at', 1), right('Found'), right('By chance', 2), right('Money')];
  const rows = told.map(({ code, looked, alerts, expectedByChance, money }) => [
    ALERT_WORDS[code],
    decimal(looked, 0),
    decimal(alerts, 0),
    decimal(expectedByChance, 1),
    alerts === 0 ? MISSING : roundMoney(money),
  ]);
  const items = kinds.flatMap(({ code, reason }) =>
    reason === null ? [] : [`${ALERT_WORDS[code]} cannot be told: ${REASONS[reason]}`],
  );
  return [...(rows.length > 0 ? [{ table: tableOf(columns, rows) }] : []), ...(items.length > 0 ? [{ items }] : [])];
}

function moneyWords({ meta }: AlertsView, money: number): string {
  return `${roundMoney(money)}${meta.currency === null ? '' : ` ${meta.currency}`}`;
}

function count(n: number, what: string): string {
  return `${decimal(n, 0)} ${what}${n === 1 ? '' : 's'}`;
}

export const alertFields: readonly RowField<AlertRow>[] = [
  { name: 'change', read: ({ change }) => change },
  { name: 'code', read: ({ code }) => code },
  { name: 'group', read: ({ group }) => group },
  { name: 'customer_id', read: ({ customerId }) => customerId },
  { name: 'segment', read: ({ segment }) => segment },
  { name: 'money', read: ({ money }) => money },
  { name: 'money_grade', read: ({ moneyGrade }) => moneyGrade },
  { name: 'money_reason', read: ({ moneyReason }) => moneyReason },
  { name: 'text', read: ({ text }) => text },
  { name: 'evidence', read: ({ evidence }) => pairs(evidence) },
];

/** A cell of `name=value` joined by `;`, as grades and reasons are in the scores. */
function pairs(evidence: AlertRow['evidence']): string {
  return Object.entries(evidence)
    .map(([name, value]) => `${name}=${value ?? ''}`)
    .join(';');
}
