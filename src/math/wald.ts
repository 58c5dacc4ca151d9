import { chiSquareTail } from './chiSquare.ts';

/** Whether several coefficients are anything beside chance. */
export interface WaldTest {
  /** P of coefficients as far from 0 by chance alone. */
  readonly pValue: number;
  /**
   * The share by which they count, 1 − J/W: for so much of J coefficients is chance (Copas 1983; van Houwelingen & le
   * Cessie 1990, 4).
   */
  readonly share: number;
}

/** By Wald's statistic W = βᵀ·Cov(β)⁻¹·β of J coefficients. */
export function waldTest(statistic: number, coefficients: number): WaldTest {
  return {
    pValue: chiSquareTail(statistic, coefficients),
    share: statistic > 0 ? Math.max(0, 1 - coefficients / statistic) : 0,
  };
}
