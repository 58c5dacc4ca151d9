import type { Overview } from '../../domain/overview.ts';
import type { ScoreResult } from '../../domain/results.ts';
import { type AlertsView, engagedBlocks, riskBlocks } from '../alertsSections.ts';
import { decimal } from '../numbers.ts';
import { painter } from '../paint.ts';
import { gatherUntold } from '../reportTables.ts';
import { callBlocks, costBlocks, leftOutBlocks, totalBlocks } from '../saveListSections.ts';
import type { Section } from '../sections.ts';
import { customerLegend, customerTable, withoutEmpty } from '../tables.ts';

/** Whom to call and what a call may cost, who is at risk or most engaged just now, and who has most at stake. */
export function whomChapter({ score, saveList, alerts, alertsShown }: Overview): Section {
  const heading = 'Whom to act on';
  if (score.portfolio.customers === 0) return { heading, blocks: [{ untold: 'there are no customers in these data' }] };
  const { meta } = score;
  const view: AlertsView = { meta, ...alerts };
  const { saveList: list } = saveList;
  return {
    heading,
    blocks: [...totalBlocks(list, meta.currency), ...(list.paying.customers > 0 ? [{ words: PRESENT_EFFORT }] : [])],
    parts: gatherUntold([
      ...(saveList.customers.length === 0 ? [] : [{ heading: 'Whom to call', blocks: callBlocks(saveList) }]),
      ...(list.byCost.length === 0 ? [] : [{ heading: 'What a call may cost', blocks: costBlocks(list) }]),
      { heading: 'Whom the list leaves out', blocks: leftOutBlocks(list) },
      { heading: 'At risk just now', blocks: riskBlocks(view, alertsShown) },
      { heading: 'Most engaged', blocks: engagedBlocks(view, alertsShown) },
      mostAtStake(score),
    ]),
  };
}

const PRESENT_EFFORT =
  'Calls relieve effort that has come already. What keeping it from coming would bring besides stands under “What easier ' +
  'experience would keep”.';

function mostAtStake(score: ScoreResult): Section {
  const { customers, portfolio } = score;
  const shown = decimal(customers.length, 0);
  const words = `The ${shown} of ${decimal(portfolio.customers, 0)} customers with most at stake, most first. ${customerLegend(score)}`;
  const table = withoutEmpty(customerTable(score, null, painter(false)));
  return { heading: 'Most at stake', blocks: [{ words }, { table }] };
}
