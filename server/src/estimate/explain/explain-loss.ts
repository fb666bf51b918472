import type { Constants } from "../../model/constants.ts";
import { type Instant, secondsOfWeek } from "../../model/read-instant.ts";
import type { Scenario } from "../../model/scenario.ts";
import { formatDuration, formatUncertain } from "../../quantity/format-quantity.ts";
import { formatTimeOfDay, formatWeekdayTime } from "../../quantity/time-of-day.ts";
import type { Candidate, Drain } from "../recovery/candidate.ts";
import { candidateWords } from "../recovery/candidate-words.ts";
import { lossSpan } from "../recovery/loss-words.ts";
import { statesOfBackup, statesOfReplica } from "../recovery/points-in-time.ts";
import type { WorkloadOutcome } from "../recovery/workload-outcome.ts";
import { assumed, DECLARED, type Derivation, type DerivationInput, ESTIMATED, input } from "./derivation.ts";
import { objective } from "./explain-objective.ts";
import { spanOf } from "./explain-words.ts";

/** What a workload loses in a scenario, from what it is recovered, and why from nothing else. */
export function explainLoss(outcome: WorkloadOutcome, scenario: Scenario, constants: Constants): Derivation {
  const { chosen, workload, undetected, judged, expect, rejected } = outcome;
  const unnoticed = undetected
    ? [
        input(
          "unnoticed for",
          formatUncertain(undetected, formatDuration),
          scenario.undetected ? DECLARED : assumed(constants.undetected),
        ),
      ]
    : [];
  return {
    title: `Data loss (RPO) of '${workload.workload.name}' in '${scenario.name}'`,
    value: chosen ? lossSpan(outcome.rpo) : "all data",
    formula: chosen ? formulaOf(chosen, undetected !== undefined, scenario) : "no copy is left that could be used",
    inputs: [
      ...(chosen ? [input("recovered from", candidateWords(chosen), "the best of what is left")] : []),
      ...(chosen ? inputsOf(chosen, undetected !== undefined, constants) : []),
      ...(chosen && scenario.at ? [input("it strikes", instantWords(scenario.at), DECLARED)] : []),
      ...unnoticed,
      ...objective("RPO", judged.rpo, expect.rpo),
    ],
    notes: rejected.map(({ what, why }) => `Not ${what}: ${why}.`),
    sources: [],
  };
}

/** `fri 17:00`, or `17:00, on the worst of the days`. */
function instantWords(at: Instant): string {
  return at.day === undefined
    ? `${formatTimeOfDay(at.time)}, on the worst of the days`
    : formatWeekdayTime(secondsOfWeek(at));
}

function drainInputs({ kept, wait }: Drain): readonly DerivationInput[] {
  const { name } = kept.bound.to;
  return [
    ...(kept.rpo ? [input(`age of the copy at '${name}' at worst`, spanOf(kept.rpo.worst), ESTIMATED)] : []),
    input(`until all that '${name}' holds has arrived`, spanOf(wait), "what waits for the line then, and its way"),
  ];
}

function formulaOf({ source }: Candidate, corrupted: boolean, { at }: Scenario): string {
  if (source.kind === "own") return "its own data survive: nothing is lost";
  if (source.kind === "replica" && source.drain)
    return "age of the last copy of the cascade that survives: what it holds is still sent on, for nothing new comes in";
  const byClock = at !== undefined && source.kind === "backup" && source.backup.points !== undefined;
  if (byClock) {
    return corrupted
      ? "from that instant back to the newest point captured before that has arrived, and is still kept, when it is noticed"
      : "age of the newest point that is there at that instant";
  }
  if (corrupted) {
    return source.kind === "replica"
      ? "from the corruption back to the newest clean state that is still kept: one spacing at worst"
      : "from the corruption back to the newest clean point: max(spacing, age at worst − time unnoticed)";
  }
  return source.kind === "replica"
    ? "age of the copy when disaster strikes, at the worst moment of the week unless the scenario names one, and what it missed before"
    : "age of the newest point there just before the next one arrives";
}

function inputsOf({ source }: Candidate, corrupted: boolean, constants: Constants): readonly DerivationInput[] {
  switch (source.kind) {
    case "own":
      return [];
    case "replica": {
      const { rpo } = source.replication;
      if (source.drain) return drainInputs(source.drain);
      const states = corrupted ? statesOfReplica(source.replication, constants) : undefined;
      if (!states) return rpo ? [input("age of the copy at worst", spanOf(rpo.worst), ESTIMATED)] : [];
      const origin = {
        history: DECLARED,
        product: "what the product keeps",
        "apply-delay": "held back before it is applied",
      };
      return [
        input("spacing of its states", formatUncertain(states.spacing, formatDuration), ESTIMATED),
        input("kept for", formatUncertain(states.keep, formatDuration), origin[states.by]),
      ];
    }
    case "backup": {
      const { spacing, keep, delay, oldest } = statesOfBackup(source.backup);
      const { backup } = source.backup.bound;
      return [
        input("spacing of its points", formatUncertain(spacing, formatDuration), ESTIMATED),
        input("from the capture until it is there", spanOf(delay), ESTIMATED),
        input("age of the newest at worst", spanOf(oldest), ESTIMATED),
        ...(corrupted
          ? [
              input(
                "kept for",
                formatUncertain(keep, formatDuration),
                backup.keep ? DECLARED : "until the next one replaces it",
              ),
            ]
          : []),
      ];
    }
  }
}
