import type { CustomerEvent } from '../../domain/events.ts';
import { type InteractionTable, NO_CODE, UNKNOWN } from '../../domain/interactions.ts';

type TextColumn = 'channel' | 'topic' | 'agent' | 'caseId';

/**
 * Rows of an interaction table as events; the same object each time. `caseIds`: as they are written or, where nobody will
 * be told of them, by another name: reading a million of them would take longer than all the rest.
 */
export function tableEvents(
  table: InteractionTable,
  caseIds: 'written' | 'untold' = 'written',
): (row: number) => CustomerEvent {
  const { columns } = table;
  const codes = columns.caseId;
  const writtenId = textReader(table, 'caseId');
  const untoldId = (row: number) => (codes === undefined || codes[row] === NO_CODE ? null : String(codes[row]));
  const text = { channel: textReader(table, 'channel'), topic: textReader(table, 'topic') };
  const more = { agent: textReader(table, 'agent'), caseId: caseIds === 'written' ? writtenId : untoldId };
  const event: { -readonly [K in keyof CustomerEvent]: CustomerEvent[K] } = {
    ...{ timeMs: Number.NaN, kind: 0, channel: null, topic: null, agent: null, caseId: null },
    ...{ resolved: UNKNOWN, inbound: UNKNOWN, personalised: UNKNOWN, repeatedInformation: UNKNOWN },
    ...{ transfers: UNKNOWN, handleSeconds: Number.NaN, ces: Number.NaN },
  };
  return (row) => {
    event.timeMs = table.timeMs[row]!;
    event.kind = table.kind[row]!;
    event.channel = text.channel(row);
    event.topic = text.topic(row);
    event.agent = more.agent(row);
    event.caseId = more.caseId(row);
    event.resolved = columns.resolved?.[row] ?? UNKNOWN;
    event.inbound = columns.inbound?.[row] ?? UNKNOWN;
    event.personalised = columns.personalised?.[row] ?? UNKNOWN;
    event.repeatedInformation = columns.repeatedInformation?.[row] ?? UNKNOWN;
    event.transfers = columns.transfers?.[row] ?? UNKNOWN;
    event.handleSeconds = columns.handleSeconds?.[row] ?? Number.NaN;
    event.ces = columns.ces?.[row] ?? Number.NaN;
    return event;
  };
}

/** Words that are few are looked up once, so that equal ones are one string; ids are read each time. */
const REMEMBERED_CODES = 10_000;

function textReader({ columns, dictionaries }: InteractionTable, name: TextColumn): (row: number) => string | null {
  const codes = columns[name];
  if (codes === undefined) return () => null;
  const known: string[] = [];
  let [lastCode, lastText] = [NO_CODE as number, null as string | null];
  return (row) => {
    const code = codes[row]!;
    if (code === lastCode) return lastText;
    lastCode = code;
    lastText = code === NO_CODE ? null : textOf(code);
    return lastText;
  };

  function textOf(code: number): string {
    if (code >= REMEMBERED_CODES) return dictionaries[name].text(code);
    known[code] ??= dictionaries[name].text(code);
    return known[code]!;
  }
}
