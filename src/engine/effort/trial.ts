/** Something learnt on earlier data, tried on later data beside what is published or assumed. */
export interface Trial {
  /** Rows learnt from, and rows it was tried on. */
  readonly learntOn: number;
  readonly triedOn: number;
  /** Mean loss on the later rows with what is published and with what was learnt. */
  readonly priorLoss: number;
  readonly learntLoss: number;
  /** Standard error of the difference of the two. */
  readonly lossSe: number;
  /** It loses less, and by more than one standard error (Breiman et al. 1984, 3.4.3): a win that chance brings is none. */
  readonly kept: boolean;
}

/** Judges by the losses of each later row; rows of one cluster stand together, absent: each is its own. */
export function judge(learntOn: number, prior: Float64Array, learnt: Float64Array, cluster?: Int32Array): Trial {
  const rows = prior.length;
  const [priorLoss, learntLoss] = [meanOf(prior), meanOf(learnt)];
  const gain = priorLoss - learntLoss;
  let [squares, within] = [0, 0];
  for (let i = 0; i < rows; i++) {
    within += prior[i]! - learnt[i]! - gain;
    if (cluster !== undefined && i + 1 < rows && cluster[i + 1] === cluster[i]) continue;
    squares += within * within;
    within = 0;
  }
  const lossSe = Math.sqrt(squares) / rows;
  return { learntOn, triedOn: rows, priorLoss, learntLoss, lossSe, kept: gain > lossSe };
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
