import { formatDuration, formatNumber, formatRate, formatRatio, formatSize } from "../../quantity/format-quantity.ts";
import { formatWeekdayTime } from "../../quantity/time-of-day.ts";
import { exactly } from "../../quantity/uncertain.ts";
import type { Estimates } from "../estimates.ts";
import { othersForMajority } from "../kernel/quorum.ts";
import type { QuorumGroup } from "../quorum-group.ts";
import type { RecoveryPoint, ReplicationEstimate } from "../replication-estimate.ts";
import type { SyncEstimate } from "../sync-estimate.ts";
import { assumed, DECLARED, type Derivation, type DerivationInput, ESTIMATED, input } from "./derivation.ts";
import { explainCycles } from "./explain-cycles.ts";
import { overWeek, range } from "./explain-link.ts";
import { nearestWords, routeWords, sharingWords, spanOf } from "./explain-words.ts";

/** How the figures of a replication came about: the latency that it adds to writes, and the recovery point that it gives. */
export function explainReplication(estimate: ReplicationEstimate, estimates: Estimates): readonly Derivation[] {
  const derivations: Derivation[] = [];
  if (estimate.sync) derivations.push(explainLatency(estimate, estimate.sync, estimates));
  if (estimate.cycles) derivations.push(explainCycles(estimate, estimate.cycles));
  else if (estimate.rpo) derivations.push(explainRecoveryPoint(estimate, estimate.rpo, estimates));
  return derivations;
}

function explainLatency(estimate: ReplicationEstimate, sync: SyncEstimate, { constants }: Estimates): Derivation {
  const { bound } = estimate;
  const { workload, tier } = bound.workload;
  const { technology } = bound;
  const { load } = sync;
  const inputs: DerivationInput[] = [
    ...quorumInputs(sync),
    input("RTT", range(sync.rtt, formatDuration), sync.quorum ? waitWords(sync.quorum) : routeWords(estimate)),
    input("round trips", range(sync.roundTrips, formatNumber), roundTripsOrigin(sync)),
    input(
      "write size",
      range(sync.writeSize, formatSize),
      workload.writeSize ? DECLARED : assumed(constants["write-size"]),
    ),
    input(
      "burst",
      range(workload.burst ?? constants.burst.value, (value) => `${formatNumber(value)}x`),
      workload.burst ? DECLARED : assumed(constants.burst),
    ),
    input("peak on the wire", formatRate(load.required, "bytes"), "change × burst × amplification / reduction"),
    input(
      "goodput left at the peak",
      range(load.left, (value) => formatRate(value, "bytes")),
      `of ${formatRate(load.available, "bytes")}`,
    ),
    input(
      "remote service",
      formatDuration(constants["remote-service"].value.likely),
      assumed(constants["remote-service"]),
    ),
  ];
  const overhead = technology?.writeOverhead;
  if (technology && overhead)
    inputs.push(input(`what ${technology.product} adds`, overhead.text, citationWords(overhead)));
  if (technology?.maxRtt)
    inputs.push(input(`RTT limit of ${technology.product}`, technology.maxRtt.text, citationWords(technology.maxRtt)));
  if (tier?.writeLatency !== undefined)
    inputs.push(input(`limit of tier '${tier.name}'`, formatDuration(tier.writeLatency), DECLARED));
  const { likely: writes } = sync.writesPerSecond;
  return {
    title: `Latency added to each write of '${workload.name}'`,
    value:
      sync.added.likely.kind === "never"
        ? `${spanOf(sync.addedWhenIdle)} on an idle line, without end at the peak`
        : spanOf(sync.added),
    formula: `round trips × RTT + write size / goodput left + remote service${overhead ? " + the product's own" : ""}`,
    inputs,
    notes: [
      ...(sync.floor > 0 ? [`The physical floor of the round trip is ${formatDuration(sync.floor)}.`] : []),
      ...(writes > 0 ? [`One writer that waits for each write gets ${formatNumber(writes)} writes per second.`] : []),
      sharingWords(estimate),
    ],
    bottleneck:
      load.verdict === "met"
        ? slowestPart(sync)
        : `the line: ${formatRatio(load.utilisation.likely)} of it is needed at the peak`,
    sources: technology?.citation.source ? [technology.citation.source] : [],
  };
}

/** The members of a quorum, how many make the majority, and which of them decides. */
function quorumInputs({ quorum }: SyncEstimate): readonly DerivationInput[] {
  if (!quorum) return [];
  const { others, waitsFor, deciding } = quorum;
  const each = others.map(({ site, rtt }) => `'${site}' ${range(rtt, formatDuration)}`);
  return [
    input("other members", each.join(", "), "their round trips, the nearest first"),
    waitsFor === others.length && waitsFor > 1
      ? input("waits for", `all ${others.length + 1}`, "members, as published for the product")
      : input("majority", `${waitsFor + 1} of ${others.length + 1}`, "more than half, the writer's own site included"),
    input("deciding member", `'${deciding}'`, `the ${nearestWords(waitsFor)}`),
  ];
}

function waitWords({ waitsFor, others }: QuorumGroup): string {
  return `of the ${nearestWords(waitsFor)} of ${others.length} other members`;
}

function roundTripsOrigin({ roundTripsFrom }: SyncEstimate): string {
  switch (roundTripsFrom) {
    case "declared":
      return DECLARED;
    case "product":
      return "the product's";
    case "scsi":
      return "a SCSI write takes 2, 1 with write acceleration";
    case "single":
      return "assumed: one acknowledged message per write";
  }
}

function explainRecoveryPoint(estimate: ReplicationEstimate, rpo: RecoveryPoint, { constants }: Estimates): Derivation {
  const { bound, demand, sync, source } = estimate;
  const { workload } = bound.workload;
  const title = `Recovery point (RPO) of '${workload.name}' at '${bound.to.name}'`;
  const behind = source?.rpo
    ? [input(`age of the copy at '${bound.from.name}'`, spanOf(source.rpo.worst), ESTIMATED)]
    : [];
  if (sync) {
    return {
      title,
      value: source ? spanOf(rpo.worst) : "0 s",
      formula: sync.quorum
        ? "a write is acknowledged when a majority has it"
        : "a write is acknowledged when the copy has it",
      inputs: [
        ...(sync.quorum ? quorumInputs(sync) : [input("on link loss", sync.onLinkLoss, linkLossOrigin(bound))]),
        ...behind,
      ],
      notes: [lossNote(sync)],
      sources: [],
    };
  }
  const { replication } = bound;
  const inputs: DerivationInput[] = [];
  if (demand) {
    inputs.push(input("change", overWeek(demand.change), DECLARED));
    inputs.push(
      input(
        "reduction",
        range(replication.reduction ?? exactly(1), (value) => `${formatNumber(value)}x`),
        replication.reduction ? DECLARED : "assumed: none unless measured",
      ),
    );
    if (demand.service) inputs.push(input("the route takes", overWeek(demand.service), routeWords(estimate)));
  }
  const { lag } = estimate;
  const likely = lag?.cases.likely;
  if (likely?.kind === "steady")
    inputs.push(
      input("longest wait for the line", formatDuration(likely.worst), `at most ${formatSize(likely.maxBacklog)} wait`),
    );
  if (likely?.kind === "unbounded")
    inputs.push(
      input(
        "backlog grows by",
        `${formatSize(likely.growthPerDay)} a day`,
        estimate.shared
          ? "more changes in the mean than the others leave"
          : "more changes in the mean than the route takes",
      ),
    );
  if (rpo.oneWay) inputs.push(input("one-way delay", range(rpo.oneWay, formatDuration), "RTT / 2"));
  if (rpo.ownLag) {
    const published = bound.technology?.ownLag;
    const origin = published ? citationWords(published) : assumed(constants["product-lag"]);
    inputs.push(input("the product's own lag", range(rpo.ownLag, formatDuration), origin));
  }
  inputs.push(...behind);
  const when = rpo.worstAt === undefined ? "" : `, reached ${formatWeekdayTime(rpo.worstAt)}`;
  return {
    title,
    value: `${spanOf(rpo.worst)} at worst${when}`,
    formula: "max(wait for the line + RTT / 2, own lag of the product), at the worst moment of the week",
    inputs,
    notes: [usualWords(rpo), sharingWords(estimate)],
    ...(lag && likely && (likely.kind === "unbounded" || likely.worst > 0)
      ? { bottleneck: narrowestWords(estimate) }
      : {}),
    sources: [],
  };
}

/** What a write on a line that is not full waits for most: its own way through the line, or the round trips. */
function slowestPart({ added, addedByDistance }: SyncEstimate): string {
  const [all, rest] = [added.likely, addedByDistance.likely];
  if (all.kind === "never" || rest.kind === "never") return "the line";
  const through = all.time - rest.time;
  return through > rest.time ? `the line: a write takes ${formatDuration(through)} to pass it` : "the round trip";
}

/** As long as which nothing is lost. */
function lossNote({ quorum, onLinkLoss }: SyncEstimate): string {
  if (quorum) {
    const others = quorum.others.length;
    const members = `${othersForMajority(others) + 1} of ${others + 1} members`;
    return `Holds while a majority lives, ${members}: without it the workload stops.`;
  }
  return onLinkLoss === "stop"
    ? "Holds always: when the partner is lost, the workload stops."
    : "Holds until the partner is lost: then the workload runs on unprotected, and what it writes is lost if the site is lost too.";
}

function linkLossOrigin({ replication, technology }: ReplicationEstimate["bound"]): string {
  if (replication.onLinkLoss) return DECLARED;
  return technology?.onLinkLoss ? citationWords(technology.onLinkLoss) : "the default of most products";
}

/** The usual age of the copy; of a backlog without end there is none. */
function usualWords({ typical, p95 }: RecoveryPoint): string {
  if (typical.likely.kind === "never") return "The copy falls further and further behind, without end.";
  const most = p95.likely.kind === "never" ? "" : `, 95 % of the time ${spanOf(p95)} or less`;
  return `Half of the time ${spanOf(typical)} or less${most}.`;
}

function narrowestWords({ route }: ReplicationEstimate): string {
  return route?.narrowest ? `the line '${route.narrowest.link.name}'` : "the line";
}

function citationWords({
  citation,
}: {
  readonly citation: { readonly source?: string; readonly year?: string; readonly verified: boolean };
}): string {
  const from = [citation.source, citation.year].filter((part) => part !== undefined).join(", ");
  if (citation.verified) return from === "" ? "published" : from;
  return from === "" ? "unverified" : `${from}; unverified`;
}
