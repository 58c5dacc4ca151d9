import { CxRoiError } from '../foundation/errors.ts';

const QUARTER_HOUR_MS = 900_000;
const REMEMBERED_QUARTERS = 200_000;

/** Turns wall-clock time of an IANA zone into instants. */
export class Zone {
  readonly isUtc: boolean;
  readonly #format: Intl.DateTimeFormat | undefined;
  readonly #offsets = new Map<number, number>();

  constructor(name: string) {
    this.isUtc = /^(?:etc\/)?(?:utc|gmt|z)$/i.test(name);
    if (this.isUtc) return;
    try {
      this.#format = new Intl.DateTimeFormat('en-US', {
        timeZone: name,
        hourCycle: 'h23',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
        era: 'short',
      });
    } catch (cause) {
      throw new CxRoiError('usage', `There is no time zone "${name}".`, {
        hint: 'Use an IANA name such as Europe/Berlin with --timezone.',
        cause,
      });
    }
  }

  /**
   * The instant (epoch ms) of a wall-clock time given as if it were UTC. Of the two instants of an hour that the
   * clock shows twice this is the earlier; a time that the clock skips is moved on by the skip. NaN stays NaN.
   */
  toInstant(wallMs: number): number {
    if (this.isUtc || Number.isNaN(wallMs)) return wallMs;
    const before = this.#offsetAt(wallMs - 86_400_000);
    const earlier = wallMs - before;
    if (this.#offsetAt(earlier) === before) return earlier;
    const after = this.#offsetAt(wallMs + 86_400_000);
    const later = wallMs - after;
    return this.#offsetAt(later) === after ? later : earlier;
  }

  /** Offset of the zone from UTC at an instant, ms; zones change at quarter hours at the finest. */
  #offsetAt(instantMs: number): number {
    const quarter = Math.floor(instantMs / QUARTER_HOUR_MS);
    let offset = this.#offsets.get(quarter);
    if (offset === undefined) {
      offset = this.#measure(quarter * QUARTER_HOUR_MS);
      if (this.#offsets.size < REMEMBERED_QUARTERS) this.#offsets.set(quarter, offset);
    }
    return offset;
  }

  #measure(instantMs: number): number {
    const parts: Record<string, number> = {};
    for (const { type, value } of this.#format!.formatToParts(instantMs)) parts[type] = Number(value);
    const wall = new Date(0);
    wall.setUTCFullYear(parts['year']!, parts['month']! - 1, parts['day']!);
    wall.setUTCHours(parts['hour']!, parts['minute']!, parts['second']!);
    return wall.getTime() - instantMs;
  }
}
