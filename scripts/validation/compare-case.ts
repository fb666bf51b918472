import type { Case } from "./case.ts";

/** What came of a case. */
export interface Compared {
  /** What the engine says, or why it says nothing. */
  readonly predicted: number | string;
  readonly agrees: boolean;
}

/** Runs the engine on a case and holds the result against what was published. */
export function compareCase({ expected, predicted }: Case): Compared {
  const value = outcomeOf(predicted);
  if (expected.kind === "judgement") return { predicted: value, agrees: value === expected.published };
  return { predicted: value, agrees: typeof value === "number" && expected.from <= value && value <= expected.to };
}

function outcomeOf(predicted: Case["predicted"]): number | string {
  try {
    return predicted();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
