import { NO, UNKNOWN } from '../../domain/interactions.ts';
import { weigh } from '../effort/cases.ts';
import {
  COMPONENTS,
  GENERIC,
  REPEAT,
  REPEATED_INFORMATION,
  SWITCH,
  TIME,
  TRANSFER,
  UNRESOLVED,
} from '../effort/weights.ts';
import type { CaseSlots } from './caseSlots.ts';
import type { Yardsticks } from './yardsticks.ts';

const values = new Float64Array(COMPONENTS.length);

/** Effort 0..100 of a case from what its slot has gathered (METHODS 2); NaN where too little is known. */
export function scoreOfCase(slots: CaseSlots, slot: number, weighing: Yardsticks['weighing']): number {
  const typical = slots.get('typicalSeconds', slot);
  values[REPEAT] = Math.min(slots.get('contacts', slot) - 1, 3) / 3;
  values[UNRESOLVED] = unresolved(slots, slot);
  values[SWITCH] = slots.get('channel', slot) === 0 ? Number.NaN : slots.get('switches', slot) / 2;
  values[TRANSFER] = passedOn(slots, slot);
  values[TIME] = Math.min(1, Math.max(0, Math.log2(slots.get('handleSeconds', slot) / typical) / 2));
  values[GENERIC] = flag(slots.get('generic', slot));
  values[REPEATED_INFORMATION] = flag(slots.get('repeatedInformation', slot));
  const behaviour = weigh(values, weighing.weights).score;
  const survey = slots.get('surveyEffort', slot);
  if (Number.isNaN(survey)) return behaviour;
  return Number.isNaN(behaviour) ? survey : weighing.surveyShare * survey + (1 - weighing.surveyShare) * behaviour;
}

function unresolved(slots: CaseSlots, slot: number): number {
  const resolved = slots.get('resolved', slot);
  if (resolved === UNKNOWN) return Number.NaN;
  return resolved === NO || slots.get('returned', slot) === 1 ? 1 : 0;
}

/** An explicit count of transfers where there is one, else the number of agents beyond the first. */
function passedOn(slots: CaseSlots, slot: number): number {
  const transfers = slots.get('transfers', slot);
  if (transfers !== UNKNOWN) return Math.min(transfers, 2) / 2;
  if (slots.get('firstAgent', slot) === 0) return Number.NaN;
  if (slots.get('secondAgent', slot) === 0) return 0;
  return slots.get('moreAgents', slot) === 1 ? 1 : 0.5;
}

function flag(value: number): number {
  return value === UNKNOWN ? Number.NaN : value;
}
