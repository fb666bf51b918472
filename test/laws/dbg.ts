import { seededRandom } from "../bench/seeded-random.ts";
import { written } from "./figures.ts";
import { generatedPlan } from "./generated-plan.ts";
console.log(written(generatedPlan(seededRandom(Number(process.argv[2])))));
