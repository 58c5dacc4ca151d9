import type { Overview } from '../../domain/overview.ts';
import type { ScoreResult } from '../../domain/results.ts';
import type { ScenarioOutcome } from '../../domain/simulateReport.ts';
import { counted } from '../../foundation/words.ts';
import { expectsLosses } from '../forecastSection.ts';
import { GRADE_MARKS, STAYING_COSTS } from '../headline.ts';
import { decimal, percent, roundMoney, signed } from '../numbers.ts';
import { between } from '../reportTables.ts';
import type { Section } from '../sections.ts';
import { sentence } from '../sentence.ts';

/** The answers first, in the order of the chapters that give their grounds: no figure that does not stand there too. */
export function inShort(overview: Overview): Section {
  const { score, uplift, simulate } = overview;
  const { economics } = score.portfolio;
  const items = [
    worthWords(score),
    trustWords(score),
    ...spreadWords(score),
    ...riskWords(score),
    effortWords(uplift),
    ...keptWords(overview),
    economics.next === 'unknown' ? NEXT_UNKNOWN : economics.verdict,
    ...(simulate?.scenarios ?? []).flatMap((scenario) => caseWords(scenario, score.meta.currency)),
    ...actWords(overview),
  ];
  return { heading: 'In short', blocks: [{ items }] };
}

const NEXT_UNKNOWN = 'Whether the next euro goes further in winning or in keeping cannot be said from these data.';

function worthWords({ portfolio, meta }: ScoreResult): string {
  const { value, customers, active, economics } = portfolio;
  const who = `${counted(customers, 'customer')}, ${decimal(active, 0)} of them active`;
  if (value.expected === null) return `${who}; what they will bring cannot be told.`;
  const months = decimal(value.horizonMonths ?? meta.horizonMonths, 1).replace(/\.0$/, '');
  const figure = `${GRADE_MARKS[value.grade]}${roundMoney(value.expected)}${unit(meta.currency)}`;
  const range = between(roundMoney(value.low), roundMoney(value.high));
  return `${who}, are expected to bring ${figure} of ${economics.basis} in ${months} months${range === '' ? '' : ` (${range})`}.`;
}

/** What the trial on the past came to; its figures stand in the chapter. */
function trustWords({ models: { backtest } }: ScoreResult): string {
  return backtest.tried
    ? sentence(backtest.trust.split(': ')[0]!)
    : sentence(`The forecast was not tried on the past: ${backtest.why}`);
}

const MOST_VALUABLE = 0.1;

function spreadWords({ portfolio, warnings }: ScoreResult): string[] {
  const top = portfolio.spread.find(({ customersShare }) => customersShare === MOST_VALUABLE);
  const whole = expectsLosses(warnings) ? 'what those above zero are worth' : 'it';
  return top === undefined ? [] : [`The most valuable tenth of them hold ${percent(top.valueShare, 0)} of ${whole}.`];
}

function riskWords({ portfolio: { valueAtRisk, atRiskShare, grades, retention }, meta }: ScoreResult): string[] {
  if (valueAtRisk === null) return [];
  const mark = GRADE_MARKS[grades['valueAtRisk'] ?? retention.grade];
  if (valueAtRisk < 0) {
    return [`Leaving is expected to save ${mark}${roundMoney(-valueAtRisk)}${unit(meta.currency)}: ${STAYING_COSTS}.`];
  }
  const share = atRiskShare === null ? '' : `, ${percent(atRiskShare)} of what they would bring if nobody left`;
  return [`Leaving is expected to take ${mark}${roundMoney(valueAtRisk)}${unit(meta.currency)}${share}.`];
}

/** The verdict without its odds, which stand in the chapter. */
function effortWords({ verdict, estimate }: Overview['uplift']): string {
  const [said] = verdict.split(estimate === null ? /(?<=\.) / : ': ');
  return estimate === null ? `Effort and leaving: ${said![0]!.toLowerCase()}${said!.slice(1)}` : sentence(said!);
}

function keptWords({ score, uplift: { portfolio } }: Overview): string[] {
  const { meta } = score;
  const { value, valueGrade, points, target, grade } = portfolio;
  if (value === null || points === null) return [];
  const figure = `${GRADE_MARKS[valueGrade]}${signed(roundMoney(value))}${unit(meta.currency)}`;
  const staying = `${GRADE_MARKS[grade]}${signed(decimal(points, 1))} points of staying`;
  const doubt = score.portfolio.effort.evidence === 'no evidence' ? '; these data give no evidence of it' : '';
  return [
    `Experience so easy that nobody’s effort is above ${decimal(target, 0)} of 100 would bring ${figure}, ${staying}${doubt}.`,
  ];
}

/** Whether a programme pays, in a sentence. */
export function caseWords({ name, programme }: ScenarioOutcome, currency: string | null): string[] {
  if (programme === null || programme.npv === null) return [];
  const { npv, costs, benefits, grade, years } = programme;
  const over = years === 1 ? 'one year' : `${decimal(years, 0)} years`;
  const does = npv > 0 ? 'pays' : 'does not pay';
  return [
    `The programme “${name}” ${does} in ${over}: it costs ${roundMoney(costs)} and brings ${GRADE_MARKS[grade]}${roundMoney(benefits)}${unit(currency)} in present value.`,
  ];
}

function actWords({ score: { meta }, saveList: { saveList }, alerts: { summary } }: Overview): string[] {
  const { chosen, rankedBy } = saveList;
  const calls = rankedBy === 'value' ? 'would be worth a call that cost nothing' : 'would keep more than a call costs';
  const stake = summary.atStake === null ? '' : `, ${roundMoney(summary.atStake)}${unit(meta.currency)} at stake`;
  return [
    ...(chosen.customers > 0 ? [`${counted(chosen.customers, 'customer')} ${calls}.`] : []),
    ...(summary.customersAtRisk > 0
      ? [`Signs of risk just now: ${counted(summary.customersAtRisk, 'customer')}${stake}.`]
      : []),
  ];
}

function unit(currency: string | null): string {
  return currency === null ? '' : ` ${currency}`;
}
