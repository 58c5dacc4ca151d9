import type { Grade } from '../../domain/grades.ts';
import type { InteractionTable } from '../../domain/interactions.ts';
import type { ScoreOptions } from '../../domain/options.ts';
import { MINOR_PER_UNIT } from '../../foundation/money.ts';

/** Gartner 2019, "Rethink Customer Service Strategy": USD per contact, assisted and self-service. */
export const LIVE_CONTACT_USD = 8.01;
export const SELF_SERVICE_CONTACT_USD = 0.1;

export const SELF_SERVICE = /self|portal|faq|\bbot\b|chatbot|\bivr\b|knowledge|community|help ?cent/;

export interface ContactPrice {
  readonly minor: number;
  readonly grade: Grade;
}

/** What one support contact costs by itself, by its row: recorded, else minutes × rate, else its channel's unit cost. */
export function contactPricer(table: InteractionTable, options: ScoreOptions): (row: number) => ContactPrice {
  const { costMinor, handleSeconds, channel } = table.columns;
  const { minuteRate } = options;
  const byChannel = Array.from({ length: table.dictionaries.channel.size }, (_, code) =>
    channelPrice(table.dictionaries.channel.text(code), options),
  );
  const withoutChannel = channelPrice('', options);
  return (row) => {
    const recorded = costMinor?.[row] ?? Number.NaN;
    if (!Number.isNaN(recorded)) return { minor: recorded, grade: 'observed' };
    const seconds = handleSeconds?.[row] ?? Number.NaN;
    if (minuteRate !== null && !Number.isNaN(seconds)) {
      return { minor: (seconds / 60) * minuteRate * MINOR_PER_UNIT, grade: 'observed' };
    }
    return byChannel[channel?.[row] ?? -1] ?? withoutChannel;
  };
}

/** What a contact by a channel costs where nothing else says. */
export function channelPrice(name: string, options: ScoreOptions): ContactPrice {
  const folded = name.trim().toLowerCase();
  const given = Object.hasOwn(options.contactCosts, folded) ? options.contactCosts[folded] : undefined;
  if (given !== undefined) return { minor: given * MINOR_PER_UNIT, grade: 'observed' };
  const usd = SELF_SERVICE.test(folded) ? SELF_SERVICE_CONTACT_USD : LIVE_CONTACT_USD;
  return { minor: usd * MINOR_PER_UNIT, grade: 'assumed' };
}
