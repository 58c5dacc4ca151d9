import type { CohortTerms, PurchaseTerms } from '../revenue/forecastTerms.ts';
import { data, type FormulaBook, fitted, inWords, type Term, type Written, written } from './formula.ts';
import { type Explained, horizonTerm } from './known.ts';

/** The customer's purchases as models see them. */
export interface History {
  readonly x: Term;
  readonly recency: Term;
  readonly age: Term;
}

interface Parameters {
  readonly r: Term;
  readonly alpha: Term;
}

const ALIVE = ['alive', 'chance that they are still a customer'] as const;
const COUNT = ['E', 'purchases over the horizon, if they are still a customer'] as const;

/** P(alive) and the purchases of whoever is alive, by the model that was fitted. */
export function aliveAndCount(
  book: FormulaBook,
  explained: Explained,
  terms: PurchaseTerms | CohortTerms,
  history: History,
): { alive: Term; count: Term } {
  if (terms.kind === 'cohort') return cohort(book, explained, terms, history);
  const write = WRITERS[terms.model];
  const h = horizonDays(terms);
  const [alive, count] = write(terms, history, h);
  return {
    alive: book.figure('value.probabilityAlive', ALIVE, 'share', alive),
    count: book.step(COUNT, { value: terms.count.mean, unit: 'number' }, count),
  };
}

function horizonDays({ days, seasonal }: PurchaseTerms): Term {
  const meaning = seasonal ? 'length of the horizon by the clock of the seasons' : 'length of the horizon';
  return fitted('h', days, 'days', meaning);
}

type Writer = (terms: PurchaseTerms, history: History, h: Term) => readonly [alive: Written, count: Written];

const WRITERS: Readonly<Record<PurchaseTerms['model'], Writer>> = {
  'mbg-nbd': betaGeometric,
  'bg-nbd': betaGeometric,
  'pareto-nbd': pareto,
  nbd,
  'bg-bb': bgBb,
};

/** Rates of buying differ between customers as a gamma distribution. */
export function buyingRate(shape: number, rateDays: number): Parameters {
  return {
    r: fitted('r', shape, 'number', 'shape of rates of buying among customers'),
    alpha: fitted('α', rateDays, 'days', 'scale of rates of buying among customers'),
  };
}

function gammaOf({ parameters }: PurchaseTerms): Parameters {
  return buyingRate(parameters['r']!, parameters['alpha']!);
}

/** BG/NBD: Fader, Hardie & Lee (2005); MBG/NBD: Batislam et al. (2007), where the first purchase may be the last. */
function betaGeometric(terms: PurchaseTerms, { x, recency, age }: History, h: Term) {
  const { r, alpha } = gammaOf(terms);
  const meaning = 'of chances to leave after a purchase';
  const a = fitted('a', terms.parameters['a']!, 'number', meaning);
  const b = fitted('b', terms.parameters['b']!, 'number', meaning);
  const first = terms.model === 'mbg-nbd' ? 1 : 0;
  const chances = data('n', terms.x + first, 'count', 'purchases after which they could have left');
  const certain = inWords('1: whoever has not bought again cannot have left, in this model');
  const reach = written`1 / (1 + ${a} / (${b} + ${chances} − 1) × ((${alpha} + ${age}) / (${alpha} + ${recency}))^(${r} + ${x}))`;
  const words = 'mean over p ~ Beta(a, b + n) of (1 − (1 + p × h / (α + T))^(−(r + x))) / p';
  const count = inWords(words, a, b, chances, h, alpha, age, r, x);
  return [chances.value === 0 ? certain : reach, count] as const;
}

/** Pareto/NBD: Schmittlein, Morrison & Colombo (1987), eq. 17; P(alive) as the share of the likelihood that is still here. */
function pareto(terms: PurchaseTerms, { x, recency, age }: History, h: Term) {
  const { r, alpha } = gammaOf(terms);
  const s = fitted('s', terms.parameters['s']!, 'number', 'shape of rates of leaving among customers');
  const beta = fitted('β', terms.parameters['beta']!, 'days', 'scale of rates of leaving among customers');
  const words =
    '1 / (1 + s × (α + T)^(r + x) × (β + T)^s × ∫ (α + u)^(−(r + x)) × (β + u)^(−(s + 1)) du over u from t_x to T)';
  const alive = inWords(words, s, alpha, age, r, x, beta, recency);
  const closed = written`(${r} + ${x}) / (${alpha} + ${age}) × (${beta} + ${age}) / (${s} − 1) × (1 − ((${beta} + ${age}) / (${beta} + ${age} + ${h}))^(${s} − 1))`;
  const limit = written`(${r} + ${x}) / (${alpha} + ${age}) × (${beta} + ${age}) × ln((${beta} + ${age} + ${h}) / (${beta} + ${age}))`;
  return [alive, Math.abs(s.value - 1) < 1e-9 ? limit : closed] as const;
}

/** NBD (Ehrenberg 1959): nobody leaves. */
function nbd(terms: PurchaseTerms, { x, age }: History, h: Term) {
  const { r, alpha } = gammaOf(terms);
  const count = written`(${r} + ${x}) / (${alpha} + ${age}) × ${h}`;
  return [inWords('1: in this model nobody leaves'), count] as const;
}

/** BG/BB: Fader, Hardie & Shang (2010), eq. 11 and 13. */
function bgBb(terms: PurchaseTerms, { x, recency, age }: History, h: Term) {
  const names = [
    ['α', 'alpha'],
    ['β', 'beta'],
    ['γ', 'gamma'],
    ['δ', 'delta'],
  ] as const;
  const parameters = names.map(([symbol, name]) =>
    fitted(symbol, terms.parameters[name]!, 'number', 'of chances to buy (α, β) and to leave (γ, δ)'),
  );
  const alive = 'share of the likelihood of the history of those who are still here at the last opportunity';
  const count = 'Σ over the opportunities i of the horizon of (α + x) / (α + β + n) × B(γ, δ + n + i) / B(γ, δ + n)';
  return [inWords(alive, ...parameters, x, recency, age), inWords(count, ...parameters, x, age, h)] as const;
}

/** Thin data: constant rates of buying and leaving, drawn towards the cohort's (METHODS 1, data gate). */
function cohort(book: FormulaBook, explained: Explained, terms: CohortTerms, { x, recency, age }: History) {
  const { r, alpha } = buyingRate(terms.shape, terms.rateDays);
  const rate = book.step(
    ['λ', 'purchases a day, drawn towards those of all'],
    { value: terms.ratePerDay, unit: 'number' },
    written`(${r} + ${x}) / (${alpha} + ${age})`,
  );
  if (terms.dropout === null) {
    const alive = book.figure('value.probabilityAlive', ALIVE, 'share', null);
    const days = fitted('h', terms.days, 'days', 'length of the horizon');
    const count = book.step(COUNT, { value: terms.count.mean, unit: 'number' }, written`${rate} × ${days}`);
    return { alive: { ...alive, value: 1 }, count };
  }
  const leaving = leavingRate(book, terms.dropout, recency);
  const reach = written`1 / (1 + ${leaving} / (${rate} + ${leaving}) × (exp((${rate} + ${leaving}) × (${age} − ${recency})) − 1))`;
  const alive = book.figure('value.probabilityAlive', ALIVE, 'share', reach);
  const stay = stayFormula(book, explained, terms, leaving);
  const count = book.step(COUNT, { value: terms.count.mean, unit: 'number' }, written`${rate} × ${stay}`);
  return { alive, count };
}

function leavingRate(book: FormulaBook, { cohort: all, own }: { cohort: number; own: number }, recency: Term): Term {
  const mu = fitted('μ', all, 'number', 'leaving a day, of all');
  const named = ['μ_i', 'leaving a day, drawn towards that of all'] as const;
  return book.step(named, { value: own, unit: 'number' }, written`1 / (1 / ${mu} + ${recency})`);
}

function stayFormula(book: FormulaBook, explained: Explained, { stay }: CohortTerms, leaving: Term): Term {
  const named = ['L', 'days of the horizon that they are expected to stay'] as const;
  const how = written`(1 − exp(−${leaving} × ${horizonTerm(explained)} × 30.4375)) / ${leaving}`;
  return book.step(named, { value: stay, unit: 'days' }, how);
}
