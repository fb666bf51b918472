import { seededRandom } from "../bench/seeded-random.ts";
import { written } from "./figures.ts";
import { generatedPlan } from "./generated-plan.ts";
import { planEstimatesOfText } from "../support/estimates.ts";
const p = planEstimatesOfText(written(generatedPlan(seededRandom(882))));
const [c] = p.estimates.copiesOf("orders") as any;
console.log(JSON.stringify({ left: c.sync.load, rtt: c.sync.rtt, demand: c.demand, loads: c.flow.loads, peak: c.sync.peak, shared: c.shared }, null, 1));
