import type { PurchaseModelName } from '../../domain/options.ts';
import { percentInWords, plainNumber } from '../../foundation/words.ts';
import type { Choice } from './models/choose.ts';
import type { PurchaseFit } from './purchaseFit.ts';

/** What a model takes customers to do. */
const MODEL_WORDS = {
  'mbg-nbd': 'customers buy at their own pace, and after any purchase, the first included, some never return',
  'bg-nbd': 'customers buy at their own pace, and after any repeat purchase some never return',
  'pareto-nbd': 'customers buy at their own pace until, unseen, they stop',
  nbd: 'customers buy at their own pace, and none is seen to leave',
  'bg-bb': 'at every opportunity of a monthly or yearly grid customers buy or not, until, unseen, they stop',
} as const satisfies Record<PurchaseModelName, string>;

const MODEL_NAMES = {
  'mbg-nbd': 'MBG/NBD',
  'bg-nbd': 'BG/NBD',
  'pareto-nbd': 'Pareto/NBD',
  nbd: 'NBD',
  'bg-bb': 'BG/BB',
} as const satisfies Record<PurchaseModelName, string>;

type Found = Pick<PurchaseFit, 'choice' | 'customers' | 'gate' | 'instead' | 'clock' | 'seasons'> & {
  readonly fit: { readonly model: { readonly name: PurchaseModelName } };
};

/** Which purchase model was chosen, of which, and why, and what its total knows, for people who have never heard of any. */
export function purchaseModelInWords({ fit, choice, customers, gate, instead, clock, seasons }: Found): string[] {
  const { name } = fit.model;
  const told = `${MODEL_NAMES[name]}, fitted to ${plainNumber(customers)} customers: ${MODEL_WORDS[name]}.`;
  const tried = choice.tried.length;
  const chosen = `Chosen of ${tried} models: ${instead ?? choice.why}${heldOutInWords(name, choice.tried)}.`;
  const few = gate === 'full' ? [] : ['The data are few for it, so a weak prior keeps the fit from extremes.'];
  const total = `Its total is ${clock === null ? 'not ' : ''}calibrated for seasons: ${seasons}.`;
  return [told, chosen, ...few, total];
}

/** How far each model's total was off on the purchases held out. */
function heldOutInWords(chosen: PurchaseModelName, tried: Choice['tried']): string {
  const off = (name: PurchaseModelName) => {
    const bias = tried.find(({ model }) => model === name)?.heldOut?.bias;
    return bias === undefined || bias === null ? null : biasInWords(bias);
  };
  const own = off(chosen);
  if (own === null) return '';
  const others = tried.flatMap(({ model }) =>
    model === chosen || off(model) === null ? [] : `${MODEL_NAMES[model]} ${off(model)}`,
  );
  return `; there its total was ${own}${others.length === 0 ? '' : ` (${others.join(', ')})`}`;
}

function biasInWords(bias: number): string {
  if (Math.abs(bias) < 0.0005) return 'exact';
  return `${percentInWords(Math.abs(bias))} too ${bias > 0 ? 'high' : 'low'}`;
}
