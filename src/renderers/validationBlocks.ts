import type {
  EffortFindings,
  LearntFrom,
  SurveyShareReport,
  ValidationReport,
  WeightsReport,
} from '../domain/effortReport.ts';
import type { HeadlineLine } from './headline.ts';
import { decimal, MISSING, percent, signed } from './numbers.ts';
import { because, between, contactStepTable, left, line, probability, right, tableOf } from './reportTables.ts';
import type { Block } from './sections.ts';

export function validationBlocks({ validation, reasons, monthsPerRow }: EffortFindings): Block[] {
  if (validation === null) return [because(reasons['validation'], 'not told')];
  const steps = validation.byContacts;
  return [
    { words: meaningOf(validation) },
    { lines: testLines(validation, monthsPerRow ?? 1) },
    ...(steps.length < 2
      ? []
      : [
          { words: 'By contacts in the effort window, pooled until it rises:' },
          { table: contactStepTable(steps, validation.verdict === 'association' ? 'Customers' : 'Times at risk') },
        ]),
  ];
}

/** The verdict in words, with the rule it follows. */
function meaningOf({ verdict, p, onPublishedWeights }: ValidationReport): string {
  const on = onPublishedWeights ? 'on the data alone, with the published weights' : 'on the data alone';
  const rule = `The verdict rests on one test fixed beforehand (two-sided, 5%, ${on}): p ${probability(p)}.`;
  switch (verdict) {
    case 'association':
      return 'An association, not a validation: nothing says whether the contacts came before the leaving.';
    case 'predicts':
      return `Predicts. ${rule}`;
    case 'weak':
      return `Weak. ${rule} Effort goes with leaving, but ranks customers hardly better than chance (area below 0.55).`;
    default:
      return `No evidence. ${rule} The prior has no say in it.`;
  }
}

function testLines(v: ValidationReport, monthsPerRow: number): HeadlineLine[] {
  return [
    line(
      'Area under the curve',
      decimal(v.auc, 3),
      `95%: ${between(decimal(v.aucLow, 3), decimal(v.aucHigh, 3))}; 0.5 is chance`,
    ),
    ...(v.verdict === 'association' ? [] : seriesLines(v, monthsPerRow)),
  ];
}

function seriesLines(v: ValidationReport, monthsPerRow: number): HeadlineLine[] {
  const cell = monthsPerRow === 1 ? 'month and tenure' : 'the equally busy';
  const liftNote = `of the overall rate${v.onPublishedWeights ? '; bands by the published weights, not those in use' : ''}`;
  const riskiest = v.calibration[v.calibration.length - 1];
  return [
    line('Trend over bands', probability(v.trendP), 'p of Cochran and Armitage, none to high'),
    line('Effort dealt out anew', probability(v.permutationP), `p of permuting effort within ${cell}`),
    line('Brier score', decimal(v.brier, 5), `${decimal(v.brierOfRate, 5)} by the overall rate alone`),
    ...(riskiest === undefined
      ? []
      : [
          line(
            'Riskiest tenth',
            percent(riskiest.observed, 2),
            `left; the model said ${percent(riskiest.predicted, 2)}`,
          ),
        ]),
    ...(v.surveyRho === null
      ? []
      : [
          line('Agrees with surveys', decimal(v.surveyRho, 2), `Spearman, ${decimal(v.surveyCases, 0)} surveyed cases`),
        ]),
    ...v.lift
      .filter(({ lift }) => lift !== null)
      .map(({ status, lift }) => line(`Leaving, effort ${status}`, `${decimal(lift, 2)}×`, liftNote)),
  ];
}

export function weightBlocks({ weights, surveyMean }: EffortFindings): Block[] {
  const columns = [left('Component'), right('Prior'), right('Used')];
  const rows = weights.components.map(({ component, prior, used }) => [
    wordsOf(component),
    decimal(prior, 3),
    decimal(used, 3),
  ]);
  const blocks: Block[] = [
    { words: FROM_WORDS[weights.from] },
    { table: tableOf(columns, rows) },
    ...weights.learnt.flatMap(learntBlocks),
  ];
  return surveyMean === null ? blocks : [...blocks, ...shareBlocks(weights.surveyShare)];
}

const FROM_WORDS: Record<WeightsReport['from'], string> = {
  published:
    'The scores are made with the weights of published studies; they are replaced by your own where enough surveyed cases ' +
    '(100) or leavers (100) teach others that do better on later data.',
  surveys:
    'The scores are made with weights learnt from what your customers answered, drawn towards the published ones.',
  churn:
    'The scores are made with weights learnt from who left here, drawn towards the published ones. Verdict and tests above ' +
    'stay with the published weights, which have seen no leaver.',
};

/** How much an answer counts in its case. */
function shareBlocks({ used, assumed, from, learnt }: SurveyShareReport): Block[] {
  const counted = `In a surveyed case the answer counts ${percent(used, 0)}, the behaviour the rest`;
  if (learnt === null) {
    return [
      { words: `${counted}: assumed, for too few customer-months with answers, or leavers among them, teach it.` },
    ];
  }
  const free = learnt.unconstrained === null ? MISSING : percent(learnt.unconstrained, 0);
  return [
    {
      words:
        `${counted} (${from === 'churn' ? 'learnt' : 'assumed'}). From churn: ${percent(learnt.learnt, 0)} (assumed ` +
        `${percent(assumed, 0)}, shift ${signed(percent(learnt.learnt - assumed, 0))}, unconstrained ${free}). ${learnt.why}`,
    },
  ];
}

function learntBlocks(learnt: LearntFrom): Block[] {
  const columns = [
    left(`Learnt from ${learnt.from}`),
    right('Prior'),
    right('Learnt'),
    right('Shift', 1),
    right('Unconstrained', 2),
  ];
  const rows = learnt.components.map((c) => [
    wordsOf(c.component),
    decimal(c.prior, 3),
    decimal(c.learnt, 3),
    signed(decimal(c.shift, 3)),
    c.unconstrained === null ? MISSING : decimal(c.unconstrained, 3),
  ]);
  return [{ table: tableOf(columns, rows) }, { words: learnt.why }];
}

/** `repeatedInformation` as words. */
function wordsOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
