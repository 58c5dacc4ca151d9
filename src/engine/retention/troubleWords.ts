import type { FitTrouble } from '../../math/binaryFit.ts';

/** Why a model cannot be believed, by column. */
export function troubleInWords(trouble: FitTrouble | null): string | null {
  if (trouble === null) return null;
  const columns = trouble.columns.join(', ');
  switch (trouble.code) {
    case 'one_outcome':
      return 'nobody left, or everybody did';
    case 'collinear':
      return `no variation of its own in: ${columns}`;
    case 'separated':
      return `perfect separation by: ${columns}`;
    case 'not_converged':
      return `no convergence with: ${columns}`;
  }
}
