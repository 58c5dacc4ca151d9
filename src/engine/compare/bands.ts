import type { BandMove, BandMovement } from '../../domain/compareReport.ts';
import { EFFORT_STATUSES, type EffortBand } from '../../domain/results.ts';
import type { StoredPair } from '../../domain/storedResult.ts';
import { type Compared, placeOf } from './flows.ts';

const [CAME, LEFT] = [placeOf('came'), placeOf('left')];

/** Effort bands then and now. */
export function bandMovements({ before, after }: StoredPair): BandMovement[] {
  const bandOf = (bands: readonly EffortBand[], status: string) => bands.find((band) => band.status === status);
  return EFFORT_STATUSES.map((status) => {
    const [then, now] = [before, after].map(({ portfolio }) => bandOf(portfolio.effort.bands, status));
    return {
      status,
      before: then?.customers ?? 0,
      after: now?.customers ?? 0,
      monthlyChurnRateBefore: then?.monthlyChurnRate ?? null,
      monthlyChurnRateAfter: now?.monthlyChurnRate ?? null,
    };
  });
}

/** Which customers of both results went from which band to which; easiest first, unknown last. */
export function bandMoves({ pair: { before, after }, flow }: Compared): BandMove[] {
  const bands = [...EFFORT_STATUSES, null] as const;
  const counts = new Int32Array(bands.length ** 2);
  const placeOf = (band: number) => Math.min(band, EFFORT_STATUSES.length);
  for (let code = 0; code < flow.length; code++) {
    if (flow[code] === CAME || flow[code] === LEFT) continue;
    const [from, to] = [before.customers.effortStatus[code]!, after.customers.effortStatus[code]!].map(placeOf);
    counts[from! * bands.length + to!]!++;
  }
  return Array.from(counts.keys())
    .filter((cell) => counts[cell]! > 0)
    .map((cell) => ({
      from: bands[Math.floor(cell / bands.length)]!,
      to: bands[cell % bands.length]!,
      customers: counts[cell]!,
    }));
}
