import { synthDataset, subscribersOf } from './test/support/synth.ts';
import { scoreEffort } from './src/engine/effort/effort.ts';
import { fitHazard, drawnToPrior } from './src/engine/retention/hazard.ts';
import { gFormula } from './src/engine/retention/gFormula.ts';
import { strataOf } from './src/engine/retention/strata.ts';
import { naiveAndLagged } from './src/engine/retention/naive.ts';
import { effortPrior } from './src/engine/retention/prior.ts';
const ds = synthDataset();
for (const o of [{} , {effortWindowDays:90,effortHalfLifeDays:null}] as const) {
const s = subscribersOf(ds, o as any);
const e = scoreEffort(s); const bm=e.byMonth!;
const st=strataOf(ds); console.log(st.name, st.levels);
let t=performance.now();
const m=fitHazard(bm,st); console.log(m.own, m.coefficients, m.steady.dropped, performance.now()-t); t=performance.now();
for (const targetEffort of [0,33]) console.log(gFormula(m,bm,st,{targetEffort,horizonMonths:12}));
console.log(performance.now()-t);
console.log(gFormula(drawnToPrior(m,effortPrior('behavioural','monthly')),bm,st,{targetEffort:0,horizonMonths:12}));
console.log(naiveAndLagged(bm));
}
