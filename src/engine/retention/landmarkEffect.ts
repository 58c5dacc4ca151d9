import type { FitTrouble } from '../../math/binaryFit.ts';
import {
  type Contrast,
  type ExposureEffect,
  eValue,
  exposureEffect,
  standardisedDifference,
} from '../../math/exposureEffect.ts';
import { enoughOfEach } from './hazard.ts';
import type { Landmarks } from './landmarks.ts';
import { Z } from './level.ts';

/** Leaving within the horizon after effort above the target at a landmark, against effort at most that. */
export interface LandmarkEffect {
  readonly effect: ExposureEffect;
  /** Risk ratio of the augmented estimate, and how strong an unseen confounder would have to be to explain it away. */
  readonly riskRatio: number | null;
  readonly eValue: number | null;
  /** The same for the near end of the 90% interval; 1 where it holds no effect, null where nobody would have left. */
  readonly eValueOfBound: number | null;
  /** The standardised difference without each seen covariate: what leaving out a confounder like it would do. */
  readonly withoutCovariates: readonly { readonly without: string; readonly difference: number }[];
}

/** Null with too few above the target, below it, leaving or staying; a trouble where a model cannot be fitted. */
export function landmarkEffect(landmarks: Landmarks, targetEffort: number): LandmarkEffect | FitTrouble | null {
  const exposed = Uint8Array.from(landmarks.effort, (share) => (100 * share > targetEffort ? 1 : 0));
  const count = (flags: Uint8Array) => flags.reduce((sum, flag) => sum + flag, 0);
  const enough = [exposed, landmarks.left].every((flags) => enoughOfEach(count(flags), flags.length));
  if (!enough) return null;
  const data = { ...landmarks, exposed, outcome: landmarks.left, cluster: landmarks.customer };
  const effect = exposureEffect(data);
  if ('code' in effect) return effect;
  const riskRatio = effect.aipw.exposed / effect.aipw.unexposed;
  const positive = riskRatio > 0 && Number.isFinite(riskRatio);
  const groups = [
    { without: 'tenure', keep: (name: string) => !isTenure(name) },
    { without: 'everything but tenure', keep: isTenure },
  ];
  return {
    effect,
    riskRatio: positive ? riskRatio : null,
    eValue: positive ? eValue(riskRatio) : null,
    eValueOfBound: eValueOfBound(effect.aipw),
    withoutCovariates: groups.flatMap(({ without, keep }) => {
      const kept = Array.from(landmarks.names.keys()).filter((k) => keep(landmarks.names[k]!));
      if (kept.length === landmarks.names.length) return [];
      const difference = standardisedDifference({
        ...data,
        names: kept.map((k) => landmarks.names[k]!),
        covariates: kept.map((k) => landmarks.covariates[k]!),
      });
      return difference === null ? [] : [{ without, difference }];
    }),
  };
}

function isTenure(name: string): boolean {
  return name.endsWith('month of tenure');
}

function eValueOfBound({ unexposed, difference, se }: Contrast): number | null {
  const nearest = difference > 0 ? Math.max(0, difference - Z * se) : Math.min(0, difference + Z * se);
  const ratio = (unexposed + nearest) / unexposed;
  return ratio > 0 && Number.isFinite(ratio) ? eValue(ratio) : null;
}
