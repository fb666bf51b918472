import { formatDuration, formatNumber, formatRate, formatSize } from "../../quantity/format-quantity.ts";
import type { Seconds } from "../../quantity/quantity.ts";
import { formatTimeOfDay } from "../../quantity/time-of-day.ts";
import type { Uncertain } from "../../quantity/uncertain.ts";
import { DAY_WORDS } from "../../quantity/week.ts";
import type { BackupEstimate } from "../backup-estimate.ts";
import type { BackupLevel } from "../backup-levels.ts";
import type { Estimates } from "../estimates.ts";
import { durationOf, type UncertainDuration } from "../kernel/duration.ts";
import { assumed, DECLARED, type Derivation, type DerivationInput, ESTIMATED, input } from "./derivation.ts";
import { overWeek, range } from "./explain-link.ts";
import { routeWords, spanOf } from "./explain-words.ts";

/** How the figures of a backup came about: what it loses at most, how long one takes, and how long it takes to read one back. */
export function explainBackup(
  estimate: BackupEstimate,
  { constants }: Pick<Estimates, "constants">,
): readonly Derivation[] {
  const moves = estimate.bound.backup.method !== "snapshot";
  return [explainLoss(estimate), ...(moves ? [explainDuration(estimate)] : []), explainRestore(estimate, constants)];
}

function explainLoss(estimate: BackupEstimate): Derivation {
  const { bound, levels, points, loss } = estimate;
  return {
    title: `Most that is lost with backup '${bound.backup.name}' of '${nameOf(estimate)}'`,
    value: spanOf(loss),
    formula: points
      ? "arrival of the next copy − capture of the one held, the longest in the cycle of all levels"
      : "Σ over the levels (hold + propagation) + the longest interval; at worst, where levels do not follow each other at once, Σ of all intervals",
    inputs: levels.flatMap((level) => levelInputs(level, levels.length > 1)),
    notes: [
      ...(points
        ? points.length > 1
          ? [`Which day or week it starts in is not said: the best and the worst of ${points.length} possibilities.`]
          : []
        : levels.length > 1
          ? [
              "Not all levels say when they start (`every … at`, `window`): low is for levels that follow each other at once.",
            ]
          : []),
      ...notKnown(loss),
      ...(bound.backup.method === "snapshot" ? ["A snapshot shares its source's storage and is lost with it."] : []),
    ],
    ...(loss.likely.kind === "after" ? { bottleneck: longestPart(levels) } : {}),
    sources: ["Keeton and Merchant, A framework for evaluating storage system dependability, DSN 2004"],
  };
}

/** What one level adds. */
function levelInputs({ backup, times }: BackupLevel, named: boolean): readonly DerivationInput[] {
  const of = named ? ` of '${backup.name}'` : "";
  const { every, at, hold, transit, takes } = backup;
  const start = at
    ? `${DECLARED}, at ${at.day === undefined ? "" : `${DAY_WORDS[at.day]} `}${formatTimeOfDay(at.time)}`
    : DECLARED;
  return [
    ...(every ? [input(`interval${of}`, range(every, formatDuration), start)] : []),
    ...(every && !isSame(times.accumulated, every)
      ? [input(`from capture to capture${of}`, spanOf(times.accumulated), `${ESTIMATED}: backups wait for each other`)]
      : []),
    ...(hold.high > 0 ? [input(`hold${of}`, range(hold, formatDuration), DECLARED)] : []),
    input(
      `propagation${of}`,
      spanOf(times.propagation),
      takes || backup.method === "snapshot"
        ? DECLARED
        : transit
          ? `${DECLARED}: transit ${range(transit, formatDuration)}`
          : `${ESTIMATED}: bytes / rate`,
    ),
  ];
}

function isSame(time: UncertainDuration, other: Uncertain<Seconds>): boolean {
  return spanOf(time) === spanOf(durationOf(other));
}

function longestPart(levels: readonly BackupLevel[]): string {
  const parts = levels.flatMap(({ backup, times }) => {
    const seconds = (time: UncertainDuration) => (time.likely.kind === "after" ? time.likely.time : 0);
    return [
      { name: `the interval of '${backup.name}'`, time: seconds(times.accumulated) },
      { name: `the hold of '${backup.name}'`, time: backup.hold.likely },
      { name: `the way of '${backup.name}'`, time: seconds(times.propagation) },
    ];
  });
  return parts.reduce((longest, part) => (part.time > longest.time ? part : longest)).name;
}

function explainDuration(estimate: BackupEstimate): Derivation {
  const { bound, levels, duration, sizes, fits } = estimate;
  const { backup } = bound;
  const times = levels.at(-1)?.times;
  const inputs = [
    ...(backup.takes ? [input("takes", range(backup.takes, formatDuration), DECLARED)] : sizeInputs(estimate)),
    ...(times ? [input("increment", spanOf(times.increment), ESTIMATED)] : []),
    ...(times?.full ? [input("full", spanOf(times.full), ESTIMATED)] : []),
  ];
  return {
    title: `How long backup '${backup.name}' takes`,
    value: `${spanOf(duration)}${fits === "met" ? "" : fits === "missed" ? ", does not fit" : ", may not fit"}`,
    formula: backup.takes
      ? "as measured"
      : "bytes / least of rate and route, in the window; increment: min(distinct bytes, data) / reduction",
    inputs,
    notes: [
      "Fulls must end before the next full, all else before the next of its kind, and inside the window.",
      ...(backup.of.length > 1 ? ["All members together: they share its rate and window."] : []),
      ...(sizes.change || backup.takes || backup.method === "snapshot"
        ? []
        : ["How fast the workload changes is not said: an increment may be as large as the data."]),
      ...notKnown(duration),
    ],
    sources: [],
  };
}

function sizeInputs(estimate: BackupEstimate): readonly DerivationInput[] {
  const { bound, sizes, service } = estimate;
  const { reduction, rate } = bound.backup;
  const { data, change } = sizes;
  return [
    ...(data ? [input("data", range(data, formatSize), DECLARED)] : []),
    ...(change ? [input("change", overWeek(change), DECLARED)] : []),
    ...(reduction
      ? [
          input(
            "reduction",
            range(reduction, (value) => `${formatNumber(value)}x`),
            DECLARED,
          ),
        ]
      : []),
    ...(rate
      ? [
          input(
            "rate",
            range(rate, (value) => formatRate(value, "bytes")),
            DECLARED,
          ),
        ]
      : []),
    ...(service ? [input("the route takes", overWeek(service), routeWords(estimate))] : []),
  ];
}

function explainRestore(estimate: BackupEstimate, constants: Estimates["constants"]): Derivation {
  const { bound, restore, restoreRate, base, replay, assumed: names } = estimate;
  const { backup } = bound;
  const size = estimate.restoreBytes(nameOf(estimate));
  const title = `Restoring '${nameOf(estimate)}' from backup '${backup.name}'`;
  if (backup.method === "snapshot") {
    const revert = constants["revert-snapshot"];
    return {
      title,
      value: spanOf(restore),
      formula: "going back to a snapshot moves no data",
      inputs: [input("going back", range(revert.value, formatDuration), assumed(revert))],
      notes: ["Lost with its site."],
      sources: [],
    };
  }
  return {
    title,
    value: spanOf(restore),
    formula: [
      base ? "longer of (what the logs are applied to, restore-lead + transit)" : "restore-lead + transit",
      "bytes / least of restore rates and route back",
      ...(replay ? ["time of writing in the logs / replay-speed"] : []),
    ].join(" + "),
    inputs: [
      ...(base ? [input(`restoring '${base.bound.backup.name}' first`, spanOf(base.restore), ESTIMATED)] : []),
      ...(backup.restoreLead.high > 0
        ? [input("restore-lead", range(backup.restoreLead, formatDuration), DECLARED)]
        : []),
      ...(backup.transit ? [input("transit", range(backup.transit, formatDuration), DECLARED)] : []),
      ...(size ? [input("bytes", range(size, formatSize), ESTIMATED)] : []),
      ...(restoreRate
        ? [
            input(
              "restore rate",
              range(restoreRate, (value) => formatRate(value, "bytes")),
              names.includes("restore-rate") ? assumed(constants["restore-rate"]) : DECLARED,
            ),
          ]
        : []),
      ...(replay
        ? [
            input("replay of the logs", spanOf(replay), ESTIMATED),
            input(
              "replay-speed",
              range(constants["replay-speed"].value, (value) => `${formatNumber(value)}x`),
              assumed(constants["replay-speed"]),
            ),
          ]
        : []),
    ],
    notes: [
      base
        ? `Low: just after a new '${base.bound.backup.name}'. Likely and high: just before, with all logs since the last.`
        : backup.fullEvery
          ? "Low: just after a full. Likely and high: just before the next, with all that came since."
          : "No fulls after the first: what arrives is merged into it.",
      ...notKnown(restore),
    ],
    sources: [],
  };
}

function nameOf({ workloads }: BackupEstimate): string {
  return workloads[0]?.workload.name ?? "";
}

function notKnown({ high }: UncertainDuration): readonly string[] {
  return high.kind === "never" && high.because === "not-known"
    ? ["Without `data`, `change` or the speed of the route nothing bounds it from above."]
    : [];
}
