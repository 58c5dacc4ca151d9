import { synthDataset, subscribersOf } from './test/support/synth.ts';
import { scoreEffort } from './src/engine/effort/effort.ts';
import { strataOf } from './src/engine/retention/strata.ts';
import { landmarksOf, fitLandmarks } from './src/engine/retention/landmarks.ts';
import { landmarkEffect } from './src/engine/retention/landmarkEffect.ts';
import { bandCurves } from './src/engine/retention/bandCurves.ts';
const ds = synthDataset();
for (const o of [{} , {effortWindowDays:90,effortHalfLifeDays:null}] as const) {
const s = subscribersOf(ds, o as any);
const e = scoreEffort(s); const bm=e.byMonth!;
const st=strataOf(ds); 
let t=performance.now();
const l=landmarksOf(bm,st,12); console.log(l.effort.length, fitLandmarks(l));
console.dir(landmarkEffect(l,33),{depth:4}); console.log(performance.now()-t);
console.dir(bandCurves(bm,12),{depth:4});
}
