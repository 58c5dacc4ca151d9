import { NO } from '../domain/interactions.ts';
import { keyOf } from './headers.ts';
import { flagOf, resolvedOf } from './words.ts';

/** What stands in a column of churn dates for whoever has not left, beside every no and the words for what is open. */
const STILL_HERE = new Set(
  [
    ...['never', 'not yet', 'still active', 'still here', 'current', 'present', 'ongoing', 'open ended', 'unlimited'],
    ...['indefinite', 'until further notice', 'not cancelled', 'not canceled', 'not churned', 'aktiv', 'laufend'],
    ...['unbefristet', 'noch nicht', 'niemals', 'nicht gekündigt', 'jamais', 'actif', 'active', 'nunca', 'activo'],
    ...['activa', 'mai', 'attivo', 'attiva', 'nooit', 'actief', 'nigdy', 'aktywny', 'ativo', 'ativa'],
  ].map(keyOf),
);

/** A date of noughts: `0000-00-00 00:00:00`, `00/00/0000`. */
const NO_DAY = /^\s*0[0\s:./T-]*Z?\s*$/;

/** Whether a cell where a churn date should stand says that the customer is still here. */
export function saysStillHere(text: string): boolean {
  return flagOf(text) === NO || resolvedOf(text) === NO || NO_DAY.test(text) || STILL_HERE.has(keyOf(text));
}
