import { builtInScenarios } from "../model/built-in-scenario.ts";

/** A scenario that needs no declaration, read from its name. */
export interface BuiltInScenario {
  readonly kind: "loss" | "corruption";
  /** What is lost or corrupted. */
  readonly of: string;
}

const [LOSS = "", CORRUPTION = ""] = builtInScenarios("");

/** Reads `loss-of-frankfurt`, `corruption-of-orders`. Whether there is such a thing is for the plan to say. */
export function readBuiltInScenario(name: string): BuiltInScenario | undefined {
  if (isMore(name, LOSS)) return { kind: "loss", of: name.slice(LOSS.length) };
  return isMore(name, CORRUPTION) ? { kind: "corruption", of: name.slice(CORRUPTION.length) } : undefined;
}

function isMore(name: string, prefix: string): boolean {
  return name.startsWith(prefix) && name.length > prefix.length;
}
