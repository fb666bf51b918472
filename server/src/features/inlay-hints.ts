import type { Analysis } from "../analysis.ts";
import type { Span } from "../base/span.ts";
import { explainLink } from "../estimate/explain/explain-link.ts";
import { explainReplication } from "../estimate/explain/explain-replication.ts";
import { compareDurations, type UncertainDuration } from "../estimate/kernel/duration.ts";
import { profileMin } from "../estimate/kernel/weekly-profile.ts";
import type { LinkEstimate } from "../estimate/link-estimate.ts";
import type { ReplicationEstimate } from "../estimate/replication-estimate.ts";
import { showLikely } from "../findings/show.ts";
import { formatDuration, formatRate } from "../quantity/format-quantity.ts";
import { isExact } from "../quantity/uncertain.ts";
import { derivationMarkdown } from "./derivation-markdown.ts";
import { blocksIn, inFile, type LocatedBlock } from "./locate.ts";

/** What a hint says: each kind can be switched off. */
export const HINT_KINDS = ["link-rtt", "link-capacity", "write-latency", "replication-rpo"] as const;
export type HintKind = (typeof HINT_KINDS)[number];

/** An estimate shown in the text. */
export interface InlayHint {
  /** In the file. */
  readonly offset: number;
  readonly kind: HintKind;
  readonly label: string;
  /** Markdown. */
  readonly tooltip: string;
}

/** The estimates that belong to a range of a file. Touches only the blocks in it. */
export function inlayHints(
  analysis: Analysis,
  uri: string,
  range: Span,
  kinds: ReadonlySet<HintKind> = new Set(HINT_KINDS),
): readonly InlayHint[] {
  const hints: InlayHint[] = [];
  for (const located of blocksIn(analysis, uri, range)) {
    const offset = headerEnd(located);
    if (offset === undefined || offset < range.start || offset > range.end) continue;
    const found = hintsFor(analysis, located).filter(({ kind }) => kinds.has(kind));
    for (const hint of found) hints.push({ ...hint, offset });
  }
  return hints;
}

/** Behind the last value before the brace. */
function headerEnd(located: LocatedBlock): number | undefined {
  const { statement } = located.block;
  if (!statement) return undefined;
  const { span } = statement.values.at(-1) ?? statement.word;
  return inFile(located, span).end;
}

type Hint = Omit<InlayHint, "offset">;

function hintsFor({ estimates }: Analysis, { declaration }: LocatedBlock): readonly Hint[] {
  const link = estimates.link(declaration);
  if (link) {
    const derivations = explainLink(link, estimates).map(derivationMarkdown);
    return linkHints(link, derivations);
  }
  const replications = estimates.replications(declaration);
  const explained = (estimate: ReplicationEstimate) => explainReplication(estimate, estimates).map(derivationMarkdown);
  return replicationHints(replications, explained);
}

function linkHints({ rtt, flow }: LinkEstimate, derivations: readonly string[]): readonly Hint[] {
  const hints: Hint[] = [];
  if (rtt && rtt.source !== "declared") {
    const sign = isExact(rtt.time) ? "" : "≈ ";
    hints.push({
      kind: "link-rtt",
      label: `RTT ${sign}${formatDuration(rtt.time.likely)}`,
      tooltip: derivations[0] ?? "",
    });
  }
  if (flow) {
    const least = profileMin(flow.flowCapacity.likely);
    hints.push({
      kind: "link-capacity",
      label: `≈ ${formatRate(least, "bytes")} for replication`,
      tooltip: derivations.slice(1).join("\n\n---\n\n"),
    });
  }
  return hints;
}

/** Of several workloads the one that is worst off. */
function replicationHints(
  estimates: readonly ReplicationEstimate[],
  explained: (estimate: ReplicationEstimate) => readonly string[],
): readonly Hint[] {
  const hints: Hint[] = [];
  const slowest = worstBy(estimates, ({ sync }) => sync?.addedWhenIdle);
  if (slowest) {
    const stalls = estimates.some(({ sync }) => sync?.added.likely.kind === "never");
    const label = `+ ${showLikely(slowest.value)} per write${stalls ? ", stalls at the peak" : ""}`;
    hints.push({ kind: "write-latency", label, tooltip: explained(slowest.estimate)[0] ?? "" });
  }
  // What a synchronous copy promises counts for nothing where it cannot work.
  const oldest = worstBy(estimates, ({ rpo, sync, verdict }) =>
    sync && verdict === "missed" ? undefined : rpo?.worst,
  );
  if (oldest) {
    const label = `RPO ${showLikely(oldest.value)}`;
    hints.push({ kind: "replication-rpo", label, tooltip: explained(oldest.estimate).at(-1) ?? "" });
  }
  return hints;
}

function worstBy(
  estimates: readonly ReplicationEstimate[],
  of: (estimate: ReplicationEstimate) => UncertainDuration | undefined,
): { readonly estimate: ReplicationEstimate; readonly value: UncertainDuration } | undefined {
  let worst: { readonly estimate: ReplicationEstimate; readonly value: UncertainDuration } | undefined;
  for (const estimate of estimates) {
    const value = of(estimate);
    if (value && (!worst || compareDurations(value.likely, worst.value.likely) > 0)) worst = { estimate, value };
  }
  return worst;
}
