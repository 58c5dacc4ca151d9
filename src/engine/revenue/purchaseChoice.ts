import { dataGate, lastThird, modelledHistories, splitHistory, thinned, thinnedHoldout } from './holdout.ts';
import { type Choice, choosePurchaseModel } from './models/choose.ts';
import type { Holdout } from './models/evaluate.ts';
import { type FittedPurchases, fitPurchases } from './models/fitPurchases.ts';
import { groupHistories, longestAge } from './models/histories.ts';
import type { RevenueInput } from './outcome.ts';

export interface PurchaseFit {
  /** The chosen model on all customers. */
  readonly fit: FittedPurchases;
  readonly choice: Choice;
  readonly gate: 'full' | 'penalised';
  readonly spanDays: number;
  readonly customers: number;
}

/** Differences between models show on this many customers as they do on all. */
const CHOICE_CUSTOMERS = 20_000;

/** Gate, choice on the last third held out, and the final fit on everything. Null below the gate. */
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
    forced: input.model ?? null,
  });
  if (choice === null) return null;
  const fit = few ? choice.fit : fitPurchases(choice.fit.model, all, { keepPrior });
  return fit === null ? null : { fit, choice, gate, spanDays: longestAge(all), customers: all.customers };
}

/** The last third of the history, when what is before it passes the full gate. */
function heldOutThird({ dataset, grouping, lifecycle, model }: RevenueInput, spanDays: number): Holdout | null {
  if (grouping === undefined || lifecycle.asOfDay === null || model !== undefined) return null;
  const splitDay = lastThird(lifecycle.asOfDay, spanDays);
  const holdout = splitHistory(dataset, grouping, { splitDay, endDay: lifecycle.asOfDay });
  return dataGate(holdout.histories) === 'full' ? thinnedHoldout(holdout, CHOICE_CUSTOMERS) : null;
}
