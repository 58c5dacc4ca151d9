import type { PurchaseHistory } from '../../domain/features.ts';
import { carriedCalibration } from '../features/carried.ts';
import { dataGate, heldOut, lastThird, modelledHistories, splitHistory, thinned, thinnedGrouping } from './holdout.ts';
import { choosePurchaseModel } from './models/choose.ts';
import type { Holdout } from './models/evaluate.ts';
import { type FittedPurchases, fitPurchases } from './models/fitPurchases.ts';
import { groupHistories, longestAge } from './models/histories.ts';
import type { RevenueInput } from './outcome.ts';
import type { PurchaseFit } from './purchaseFit.ts';
import { purchaseGrid } from './purchaseGrid.ts';
import { seasonOf } from './seasonChoice.ts';

/** Differences between models show on this many customers as they do on all. */
const CHOICE_CUSTOMERS = 5_000;

/** Gate, choice on the last third held out, seasons, and the final fit on everything. Null below the gate. */
export function fitPurchaseHistory(input: RevenueInput): PurchaseFit | null {
  const { purchases } = input;
  if (purchases === null) return null;
  const { rows: _, ...columns } = modelledHistories(purchases);
  const gate = dataGate(columns);
  if (gate === 'cohort') return null;
  const all = groupHistories(columns);
  const keepPrior = gate === 'penalised';
  const few = columns.age.length <= CHOICE_CUSTOMERS;
  const choice = choosePurchaseModel({
    histories: few ? all : groupHistories(thinned(columns, CHOICE_CUSTOMERS)),
    keepPrior,
    holdout: heldOutThird(input, longestAge(all)),
    gridDays: purchaseGrid(purchases),
    forced: input.model ?? null,
  });
  if (choice === null) return null;
  const season = seasonOf(input, purchases, choice);
  const fit = season.clock === null && few ? choice.fit : refit(season.purchases, season.model, keepPrior);
  if (fit === null) return null;
  return { fit, choice, gate, spanDays: longestAge(all), customers: all.customers, ...season };
}

function refit(
  purchases: PurchaseHistory,
  model: FittedPurchases['model'],
  keepPrior: boolean,
): FittedPurchases | null {
  return fitPurchases(model, groupHistories(modelledHistories(purchases)), { keepPrior });
}

/** The last third of the history, when what is before it passes the full gate. */
function heldOutThird({ dataset, grouping, lifecycle, model }: RevenueInput, spanDays: number): Holdout | null {
  const { asOfDay } = lifecycle;
  if (asOfDay === null || model !== undefined) return null;
  const calibration = carriedCalibration(dataset);
  if (calibration !== null) return ifFull(heldOut(calibration, asOfDay, CHOICE_CUSTOMERS));
  if (grouping === undefined) return null;
  const splitDay = lastThird(asOfDay, spanDays);
  const some = thinnedGrouping(grouping, CHOICE_CUSTOMERS);
  return ifFull(splitHistory(dataset, some, { splitDay, endDay: asOfDay }));
}

function ifFull(holdout: Holdout): Holdout | null {
  return dataGate(holdout.histories) === 'full' ? holdout : null;
}
