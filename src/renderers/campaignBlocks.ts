import type { ArmReport, CampaignReport, TargetingReport } from '../domain/campaignReport.ts';
import { REASONS } from '../domain/grades.ts';
import { decimal, MISSING, percent, signed } from './numbers.ts';
import { because, between, left, right, tableOf } from './reportTables.ts';
import type { Block } from './sections.ts';

/** A campaign: the effect of being chosen first, then whether choosing better would have paid. */
export function campaignBlocks(campaign: CampaignReport, currency: string | null): Block[] {
  if (campaign.arms.length === 0) return [because(campaign.reasons['arms'], 'too few in one arm')];
  const words =
    `Intention to treat: all who were assigned to an arm against "${campaign.control}", whatever they did with it. ` +
    `Success: ${campaign.outcome}.`;
  return [
    { words },
    { table: effectTable(campaign.arms) },
    ...campaign.arms.flatMap(effectWords),
    ...targetingBlocks(campaign, currency),
  ];
}

function effectTable(arms: readonly ArmReport[]) {
  const columns = [
    left('Arm', 0, 10),
    right('Treated', 3),
    right('Control', 3),
    right('Success', 2),
    right('Without', 2),
    right('Difference, pts'),
    left('90%', 1),
  ];
  return tableOf(
    columns,
    arms.map((arm) => [
      arm.arm,
      decimal(arm.treatedRows, 0),
      decimal(arm.controlRows, 0),
      percent(arm.treatedMean, 2),
      percent(arm.controlMean, 2),
      points(arm.difference),
      between(points(arm.low), points(arm.high)),
    ]),
  );
}

function points(share: number): string {
  return signed(decimal(100 * share, 2));
}

function effectWords({ arm, low, high, difference }: ArmReport): Block[] {
  const clear = low > 0 ? 'works' : high < 0 ? 'does harm' : 'no evidence of an effect';
  const per = difference === 0 ? '' : `; about ${decimal(Math.abs(1 / difference), 0)} treated for one more success`;
  return [{ words: `${arm}: ${clear}${low > 0 ? per : ''}.` }];
}

function targetingBlocks({ arms, covariates, reasons }: CampaignReport, currency: string | null): Block[] {
  const some = arms.filter(({ byUplift }) => byUplift !== null);
  if (some.length === 0) {
    const known = covariates.length === 0 ? REASONS.no_covariates : 'an arm has too little in it to learn from';
    return [{ words: `Whom to treat was not learnt: ${known}.` }];
  }
  const words =
    'Whom to treat, learnt on half of the rows (a model an arm, "T-learner") and judged on the other half: Q is the gain per ' +
    'customer over treating at random (Radcliffe), tied customers taken together. Targeting by risk treats those least ' +
    `likely to succeed anyway first. Learnt from: ${covariates.join(', ')} (--covariates A,B names others known before it).`;
  const columns = [left('Arm', 0, 8), left('Order'), right('Q'), left('90%', 1), right('In top tenth, pts')];
  const rows = some.flatMap(({ arm, byUplift, byRisk }) => [
    [arm, 'by uplift', ...qualityCells(byUplift)],
    ['', 'by risk', ...qualityCells(byRisk)],
  ]);
  const profit = some.flatMap((arm) => profitBlocks(arm, currency));
  const missing = reasons['profit'] === undefined ? [] : [because(reasons['profit'], '')];
  return [{ words }, { table: tableOf(columns, rows) }, ...some.map(targetingWords), ...profit, ...missing];
}

function qualityCells(quality: TargetingReport | null): string[] {
  if (quality === null) return [MISSING, '', MISSING];
  const { q, low, high, upliftInTopTenth } = quality;
  return [
    decimal(q, 5),
    between(decimal(low, 5), decimal(high, 5)),
    upliftInTopTenth === null ? MISSING : points(upliftInTopTenth),
  ];
}

function targetingWords({ arm, byUplift }: ArmReport): Block {
  const helps = byUplift !== null && byUplift.low > 0;
  return {
    words: helps
      ? `${arm}: choosing by uplift beats choosing at random.`
      : `${arm}: no evidence that choosing whom to treat beats choosing at random.`,
  };
}

function profitBlocks({ arm, profit, byUplift }: ArmReport, currency: string | null): Block[] {
  if (profit === null) return [];
  const { bestDepth, bestProfit, profitOfAll } = profit;
  const curve = profit.curve.filter((_, i) => i > 0 && i % 2 === 0);
  const chance =
    byUplift !== null && byUplift.low > 0 ? '' : ' As Q cannot be told from chance, neither can this depth.';
  const unit = currency === null ? '' : ` ${currency}`;
  const columns = [left('Share treated'), ...curve.map(({ depth }) => right(percent(depth, 0)))];
  return [
    { table: tableOf(columns, [['Profit each', ...curve.map(({ profit: value }) => decimal(value, 3))]]) },
    {
      words:
        bestProfit > 0
          ? `${arm}: on the half judged, the best depth is ${percent(bestDepth, 0)}, ${decimal(bestProfit, 3)}${unit} for each customer of that half; treating all of them gives ${decimal(profitOfAll, 3)}.${chance}`
          : `${arm}: on the half judged, treating nobody is best; treating all of them gives ${decimal(profitOfAll, 3)}${unit} for each customer of that half.`,
    },
  ];
}
