import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Analysis } from "../../server/src/analysis.ts";
import { analyseText } from "../support/analyse-text.ts";

/** The day on which the plans are judged: their reviews and drills are younger than their intervals on it. */
const TODAY = "2026-11-01";

const FOLDER = join(import.meta.dirname, "plans");

/** Names of the plans that an expert would sign, without their ending. */
export function expertPlans(): readonly string[] {
  return readdirSync(FOLDER).map((file) => file.replace(/\.drplan$/, ""));
}

export function textOfExpertPlan(name: string): string {
  return readFileSync(join(FOLDER, `${name}.drplan`), "utf8");
}

export function analyseOnTheDay(text: string): Analysis {
  return analyseText(text, undefined, { today: TODAY });
}
