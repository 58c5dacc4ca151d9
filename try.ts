import { synthDataset, subscribersOf } from './test/support/synth.ts';
import { scoreEffort } from './src/engine/effort/effort.ts';
import { fitBinary, logistic } from './src/math/binaryRegression.ts';
const ds = synthDataset();
for (const o of [{} , {effortWindowDays:90,effortHalfLifeDays:null}] as const) {
const s = subscribersOf(ds, o as any);
const e = scoreEffort(s); const bm=e.byMonth!; const m=bm.months;
const plan=ds.customers.texts.get('plan')!; 
const basic=Float64Array.from(m.customer,(c)=>plan.dictionary.text(plan.codes[c]!)==='basic'?1:0);
const f = fitBinary({names:['e','basic','t'],columns:[bm.score.map(x=>x/100),basic,m.month],outcome:m.event,cluster:m.customer});
console.log(f.coefficients, Math.sqrt(f.clusteredCovariance[5]!));
let av=0; for(let r=0;r<m.rows;r++){const b=f.coefficients; const l=b[0]!+b[2]!*basic[r]!+b[3]!*m.month[r]!; av+=logistic(l+b[1]!*bm.score[r]!/100)-logistic(l);}
console.log('avoidable',av);
}
