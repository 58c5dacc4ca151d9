import { normalQuantile } from '../../math/normal.ts';

/** Every interval of this wing holds 90%. */
export const LEVEL = 0.9;
export const Z = normalQuantile((1 + LEVEL) / 2);
