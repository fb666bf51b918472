import {
  formatDistance,
  formatDuration,
  formatNumber,
  formatRate,
  formatSize,
} from "../../quantity/format-quantity.ts";
import type { DataMove } from "../data-move.ts";
import type { Estimates } from "../estimates.ts";
import type { PreCopy } from "../kernel/pre-copy.ts";
import type { LiveMove } from "../live-move.ts";
import type { MigrationEstimate, MissingInput } from "../migration-estimate.ts";
import type { MigrationCheck } from "../migration-limits.ts";
import type { WindowsTaken } from "../migration-windows.ts";
import { assumed, DECLARED, type Derivation, type DerivationInput, input } from "./derivation.ts";
import { overWeek, range } from "./explain-link.ts";
import { spanOf } from "./explain-words.ts";

/** How the figures of a migration came about: how long it takes, and how long its users wait. */
export function explainMigration(
  estimate: MigrationEstimate,
  { constants }: Pick<Estimates, "constants">,
): readonly Derivation[] {
  const { live, data } = estimate;
  if (live) return [explainLive(estimate, live)];
  if (data) return [explainData(estimate, data, constants)];
  return [explainNothing(estimate)];
}

function explainLive(estimate: MigrationEstimate, live: LiveMove): Derivation {
  const { workload, migration } = namesOf(estimate);
  const bytesPerSecond = (value: number) => formatRate(value, "bytes");
  const { likely } = live.one.cases;
  const inputs: DerivationInput[] = [
    input("memory", range(live.memory, formatSize), ofEach(live)),
    input("dirty rate", range(live.dirty, bytesPerSecond), ofEach(live)),
    input(
      "goodput of the move",
      range(live.goodput, bytesPerSecond),
      migration.concurrent > 1 ? `${migration.concurrent} moves share ${lineOf(estimate)}` : lineOf(estimate),
    ),
    input(
      "tolerated pause",
      range(live.tolerated, formatDuration),
      live.toleratedFrom === "declared" ? DECLARED : "usual of a hypervisor (QEMU: 300 ms); override: pause",
    ),
    ...limitsOf(estimate),
  ];
  return {
    title: `Live migration of '${workload}' to '${estimate.bound.to.name}'`,
    value:
      live.duration.low.kind === "never"
        ? spanOf(live.duration)
        : `${spanOf(live.duration)}, with a pause of ${spanOf(live.one.pause)}`,
    formula: "memory / goodput × (1 + k + k² + …), k = dirty rate / goodput, until the rest fits the tolerated pause",
    inputs,
    notes: [
      ...roundNotes(likely, live.one.cases.high),
      ...(live.machines > 1
        ? [`${live.machines} machines, ${migration.concurrent} at a time: each takes ${spanOf(live.one.duration)}.`]
        : []),
      ...windowNotes(estimate.windows),
      "Its storage stays where it is unless it is replicated or moved as well.",
    ],
    bottleneck: liveBottleneck(live, likely),
    sources: ["Clark and others, Live Migration of Virtual Machines, NSDI 2005", ...sourcesOf(estimate)],
  };
}

function ofEach({ machines }: LiveMove): string {
  return machines > 1 ? "declared, of each machine" : DECLARED;
}

function roundNotes(likely: PreCopy, worst: PreCopy): readonly string[] {
  const notes: string[] = [];
  if (likely.kind === "ends") {
    const rounds = likely.rounds === 1 ? "1 round" : `${formatNumber(likely.rounds)} rounds`;
    notes.push(`${rounds} while it runs, ${formatSize(likely.sent)} in all; the rest follows in the pause.`);
    if (likely.rounds > MOST_ROUNDS_OF_XEN)
      notes.push(
        `Some hypervisors stop after fewer rounds, Xen after ${MOST_ROUNDS_OF_XEN}: then the pause is longer.`,
      );
  }
  if (worst.kind === "never")
    notes.push("Where the dirty rate is as high as the goodput, no round gets shorter: it never ends.");
  return notes;
}

/** Source: Xen's `xc_domain_save`, default of `max_iters`. */
const MOST_ROUNDS_OF_XEN = 29;

function liveBottleneck({ dirty, goodput }: LiveMove, likely: PreCopy): string {
  if (likely.kind === "never") return "the line: memory changes as fast as it carries";
  return dirty.likely > goodput.likely / 2 ? "the dirty rate: most rounds repeat what was sent" : "the line";
}

function explainData(estimate: MigrationEstimate, data: DataMove, constants: Estimates["constants"]): Derivation {
  const { workload, migration } = namesOf(estimate);
  const { pause, bound } = estimate;
  const { workload: of } = bound.workload;
  const cold = migration.method === "cold";
  return {
    title: `${cold ? "Cold migration" : "Storage migration"} of '${workload}' to '${bound.to.name}'`,
    value: cold && pause ? `${spanOf(data.duration)}, down for ${spanOf(pause)}` : spanOf(data.duration),
    formula: cold
      ? "bytes / what the line carries; down until it has booted and started"
      : "bytes / what the line carries, at worst less what is written meanwhile",
    inputs: [
      input("bytes to move", range(data.size, formatSize), sizeOrigin(estimate)),
      input("the route takes", overWeek(data.service), lineOf(estimate)),
      ...(cold && of.vms
        ? [
            input(
              "boot of a machine",
              range(bound.to.bootTime ?? constants["boot-time"].value, formatDuration),
              bound.to.bootTime ? DECLARED : assumed(constants["boot-time"]),
            ),
            input(
              "boots at a time",
              formatNumber(bound.to.bootConcurrency ?? constants["boot-concurrency"].value.likely),
              bound.to.bootConcurrency === undefined ? assumed(constants["boot-concurrency"]) : DECLARED,
            ),
          ]
        : []),
      ...limitsOf(estimate),
    ],
    notes: windowNotes(estimate.windows),
    bottleneck: data.duration.likely.kind === "never" ? "the line carries nothing for it" : "the line",
    sources: sourcesOf(estimate),
  };
}

function sizeOrigin({ bound: { workload, migration } }: MigrationEstimate): string {
  const { count } = workload.workload;
  const copies = count > 1 ? `${DECLARED}, ${count} copies` : DECLARED;
  return migration.concurrent > 1 ? `${copies}, with ${migration.concurrent} moves on the line` : copies;
}

function explainNothing(estimate: MigrationEstimate): Derivation {
  const { workload } = namesOf(estimate);
  const { bound, missing, route, duration } = estimate;
  const unknown = missing.map((what) => MISSING_WORDS[what]).join(", ");
  return {
    title: `Migration of '${workload}' to '${bound.to.name}'`,
    value: duration ? spanOf(duration) : "not estimated",
    formula: "what must be copied / what the line carries",
    inputs: limitsOf(estimate),
    notes: route
      ? unknown === ""
        ? []
        : [`The plan does not say: ${unknown}.`]
      : [`No links lead from '${bound.from.name}' to '${bound.to.name}'.`],
    sources: sourcesOf(estimate),
  };
}

const MISSING_WORDS: Readonly<Record<MissingInput, string>> = {
  memory: "the workload's memory",
  "dirty-rate": "how fast its memory changes (dirty-rate)",
  data: "the workload's data",
  bandwidth: "the bandwidth of a link",
  rtt: "the round trip of a link (rtt, distance, or the places of its sites)",
};

function limitsOf({ product }: MigrationEstimate): readonly DerivationInput[] {
  return product.map((check) =>
    input(LIMIT_WORDS[check.kind](check.technology.product), checkWords(check), sourceOf(check)),
  );
}

const LIMIT_WORDS: Readonly<Record<MigrationCheck["kind"], (product: string) => string>> = {
  rtt: (product) => `round trip that ${product} allows`,
  distance: (product) => `distance that ${product} allows`,
  bandwidth: (product) => `bandwidth that ${product} needs`,
};

function sourceOf({ limit: { citation } }: MigrationCheck): string {
  return citation.verified
    ? (citation.source ?? "published")
    : `${citation.source ?? "professional knowledge"}; unverified`;
}

function checkWords({ kind, value, limit, required, verdict }: MigrationCheck): string {
  const kept = verdict === "met" ? "kept" : verdict === "missed" ? "not kept" : "may not be kept";
  const show = (figure: number) =>
    kind === "rtt" ? formatDuration(figure) : kind === "distance" ? formatDistance(figure) : formatRate(figure, "bits");
  if (!required) return `at most ${limit.text}; here ${range(value, show)}: ${kept}`;
  const per = limit.per === "session" || limit.per === "vm" ? ` a move, ${range(required, show)} in all` : "";
  return `at least ${limit.text}${per}; here ${range(value, show)}: ${kept}`;
}

function windowNotes(windows: WindowsTaken | undefined): readonly string[] {
  if (!windows) return [];
  const { low, likely, high } = windows;
  if (high !== undefined && high <= 1) return ["It fits one window."];
  if (likely === undefined) return ["It does not fit its windows."];
  const range = low === likely && high === likely ? "" : ` (${low ?? 0} … ${high ?? "without end"})`;
  return [`It takes ${likely}${range} of its windows, one after the other.`];
}

function lineOf({ route }: MigrationEstimate): string {
  const links = route?.hops.map(({ link }) => `'${link.link.name}'`) ?? [];
  return links.length === 0 ? "no link" : links.join(", ");
}

function namesOf({ bound }: MigrationEstimate) {
  return { workload: bound.workload.workload.name, migration: bound.migration };
}

function sourcesOf({ bound: { technology } }: MigrationEstimate): readonly string[] {
  return technology?.citation.source ? [technology.citation.source] : [];
}
