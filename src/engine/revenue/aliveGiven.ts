import type { PurchaseFit } from './purchaseFit.ts';

/** P(still a customer on a day | x repeat purchase days, the last of them on `lastDay`); day numbers. */
export type AliveGiven = (x: number, firstDay: number, lastDay: number, day: number) => number;

/**
 * The fitted model's P(alive) for any history and day; null on a grid, where a day is no unit. It holds on to the model
 * alone, not to the data it was fitted to.
 */
export function aliveGiven({ fit: { model, predictor }, clock }: PurchaseFit): AliveGiven | null {
  if (model.name === 'bg-bb') return null;
  const at = clock === null ? (day: number) => day : (day: number) => clock.at(day);
  return (x, firstDay, lastDay, day) =>
    predictor.probabilityAlive(x, at(lastDay) - at(firstDay), at(day) - at(firstDay));
}
