import type { AlertChange } from '../domain/alertsReport.ts';
import type { ReadOptions, Source } from '../domain/reading.ts';
import type { Follower } from '../engine/alerts/follower.ts';
import type { Diagnostic } from '../foundation/diagnostics.ts';
import { EventLines, type EventRead } from '../readers/eventLine.ts';
import { type Line, linesOf } from '../readers/lines.ts';
import { RecentIds } from '../readers/recentIds.ts';
import { renderAlertChange } from '../renderers/alertChanges.ts';
import { type MessageStyle, renderMessage } from '../renderers/diagnostics.ts';
import { decimal } from '../renderers/numbers.ts';

/** Writes at once; false when nobody reads any more. */
export type Emit = (target: 'stdout' | 'stderr', text: string) => Promise<boolean>;

interface SessionStyle extends MessageStyle {
  readonly quiet: boolean;
}

/** Newcomers told one by one; after that only their number is. */
const NEWCOMERS_TOLD = 20;

/** A stream of events turned into a stream of alerts, event by event, in memory that does not grow with the events. */
export class FollowSession {
  readonly #follower: Follower;
  readonly #lines: EventLines;
  readonly #style: SessionStyle;
  readonly #recent = new RecentIds();
  readonly #counts = { used: 0, skipped: 0, raised: 0, gone: 0, newcomers: 0 };
  #file = '';

  constructor(follower: Follower, options: ReadOptions, style: SessionStyle) {
    this.#follower = follower;
    this.#lines = new EventLines('-', options);
    this.#style = style;
  }

  /** Reads events until they end and says in a line what became of them; stops without a word when nobody reads the alerts. */
  async run(events: Source, emit: Emit): Promise<void> {
    this.#file = events.name;
    for await (const lines of linesOf(events.open())) {
      const texts = { stdout: '', stderr: '' };
      for (const line of lines) this.#take(line, texts);
      if (texts.stderr !== '') await emit('stderr', texts.stderr);
      if (texts.stdout !== '' && !(await emit('stdout', texts.stdout))) return;
    }
    if (!this.#style.quiet) await emit('stderr', this.#note('followed', this.#summary()));
  }

  #take(line: Line, texts: { stdout: string; stderr: string }): void {
    const read = this.#lines.read(line);
    const refused = 'code' in read ? read : this.#accept(read, line, texts);
    if (refused === null) {
      this.#counts.used++;
      return;
    }
    this.#counts.skipped++;
    texts.stderr += renderMessage(refused, this.#style);
  }

  /** Why the event was refused, or null. */
  #accept(read: EventRead, { number }: Line, texts: { stdout: string; stderr: string }): Diagnostic | null {
    const { customerId, interactionId, event, problems } = read;
    const location = { file: this.#file, line: number };
    const refuse = (code: string, message: string, hint?: string): Diagnostic => {
      return { code, severity: 'error', message, location, ...(hint && { hint }) };
    };
    if (interactionId !== null && this.#recent.see(interactionId)) {
      return refuse('row_duplicate', `The event repeats "${interactionId}".`);
    }
    const accepted = this.#follower.accept(customerId, event);
    if (accepted.refused === 'ahead') {
      return refuse('row_ahead', 'The event is dated more than a year after all others.', 'correct its occurred_at');
    }
    if (accepted.refused !== null)
      return refuse('row_limit', `"${customerId}" is one new customer more than can be followed.`);
    if (!this.#style.quiet) for (const problem of problems) texts.stderr += renderMessage(problem, this.#style);
    if (accepted.newcomer) texts.stderr += this.#tellNewcomer(customerId, location);
    for (const change of accepted.changes) texts.stdout += this.#tell(change, event.timeMs);
    return null;
  }

  #tell(change: AlertChange, timeMs: number): string {
    if (change.change === 'new') this.#counts.raised++;
    else this.#counts.gone++;
    return renderAlertChange(change, timeMs);
  }

  #tellNewcomer(customerId: string, location: Diagnostic['location']): string {
    const told = this.#style.json || this.#counts.newcomers < NEWCOMERS_TOLD;
    this.#counts.newcomers++;
    if (!told || this.#style.quiet) return '';
    const message = `"${customerId}" is new: followed from now on, with no past and no known value.`;
    return renderMessage({ code: 'customer_new', severity: 'note', message, location: location! }, this.#style);
  }

  #summary(): string {
    const { used, skipped, raised, gone, newcomers } = this.#counts;
    const parts = [
      `events read: ${decimal(used + skipped, 0)} = ${decimal(used, 0)} used + ${decimal(skipped, 0)} skipped`,
      `alerts raised: ${decimal(raised, 0)}, gone: ${decimal(gone, 0)}, standing: ${decimal(this.#follower.standing, 0)}`,
      ...(newcomers > 0 ? [`new customers: ${decimal(newcomers, 0)}`] : []),
    ];
    return `${parts.join('; ')}.`;
  }

  #note(code: string, message: string): string {
    return renderMessage({ code, severity: 'note', message }, this.#style);
  }
}
